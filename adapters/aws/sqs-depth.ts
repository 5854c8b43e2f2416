import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { storeError } from './store-error.ts';

/** How many messages wait in some queues together. It needs `sqs:GetQueueAttributes` on each. */
export const createQueueDepth =
  ({ client, queueUrls }: { readonly client: SQSClient; readonly queueUrls: readonly string[] }) =>
  async (): Promise<number> => {
    const depths = await Promise.all(
      queueUrls.map(async (QueueUrl) => {
        const request = { QueueUrl, AttributeNames: ['ApproximateNumberOfMessages' as const] };
        const { Attributes } = await client
          .send(new GetQueueAttributesCommand(request))
          .catch((error: unknown) => {
            throw storeError(error, `asking for the depth of ${QueueUrl}`);
          });
        return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
      }),
    );
    return depths.reduce((sum, one) => sum + one, 0);
  };
