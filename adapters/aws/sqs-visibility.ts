import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** SQS hides a message for twelve hours at most. */
const HIDDEN_MAX_SEC = 43_200;

/** Lets a message of a queue that is being worked on come again only after a time. */
export const createPostpone =
  ({ client, queueUrl }: { readonly client: SQSClient; readonly queueUrl: string }) =>
  async (receiptHandle: string, waitMs: number): Promise<void> => {
    const VisibilityTimeout = Math.min(HIDDEN_MAX_SEC, Math.ceil(waitMs / 1_000));
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout,
      }),
    );
  };
