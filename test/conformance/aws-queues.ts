import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Variable } from '../../config/aws-names.ts';
import { type HomeQueue, queueNameOf, QUEUES, queueShapeOf } from '../../config/aws-queues.ts';
import type { Clients } from './aws-account.ts';

export const QUEUE_NAMES = Object.keys(QUEUES) as HomeQueue[];

export interface Queue {
  readonly name: HomeQueue;
  readonly url: string;
  readonly arn: string;
  readonly deadUrl: string;
}

export interface Queues {
  readonly of: Readonly<Record<HomeQueue, Queue>>;
  /** Feeds the queue of receipts. */
  readonly receiptsTopic: string;
  readonly values: Readonly<Partial<Record<Variable, string>>>;
}

/**
 * Until a message that was not dealt with comes again, where the stacks wait for six times its
 * worker's time: nobody would wait an hour and a half for this suite. Chosen: short, and longer
 * than most invocations.
 */
const HIDDEN_SEC = 4;
/** Then it is a dead letter. Chosen: as few as still show that it was tried again. */
const RECEIVES_MAX = 3;

/** Make each queue of config/aws-queues.ts with its dead letters, and the topic of receipts. */
export async function makeQueues({ sqs, sns }: Clients): Promise<Queues> {
  const made = await Promise.all(
    QUEUE_NAMES.map(async (name) => [name, await makeQueue(sqs, name)] as const),
  );
  const of = Object.fromEntries(made) as Queues['of'];
  const { TopicArn: receiptsTopic = '' } = await sns.send(
    new CreateTopicCommand({ Name: 'receipts' }),
  );
  await sns.send(
    new SubscribeCommand({
      TopicArn: receiptsTopic,
      Protocol: 'sqs',
      Endpoint: of.receipts.arn,
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
  return {
    of,
    receiptsTopic,
    values: {
      roundsQueue: of.rounds.url,
      actionsQueue: of.actions.url,
      plansQueue: of.plans.url,
      mailQueue: of.mail.url,
      smsQueue: of.sms.url,
      pagesQueue: of.pages.url,
      pushesQueue: of.pushes.url,
      deadLetterQueues: JSON.stringify(made.map(([, { deadUrl }]) => deadUrl)),
    },
  };
}

async function makeQueue(client: SQSClient, name: HomeQueue): Promise<Queue> {
  const { fifo } = queueShapeOf(name);
  const make = async (QueueName: string, attributes: Readonly<Record<string, string>>) => {
    const Attributes = { ...attributes, ...(fifo && { FifoQueue: 'true' }) };
    const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName, Attributes }));
    const asked = { QueueUrl, AttributeNames: ['QueueArn' as const] };
    const told = await client.send(new GetQueueAttributesCommand(asked));
    return { url: QueueUrl, arn: told.Attributes?.QueueArn ?? '' };
  };
  const dead = await make(queueNameOf(name, 'dead-letters'), {});
  const policy = { deadLetterTargetArn: dead.arn, maxReceiveCount: RECEIVES_MAX };
  const queue = await make(queueNameOf(name), {
    VisibilityTimeout: String(HIDDEN_SEC),
    RedrivePolicy: JSON.stringify(policy),
  });
  return { name, ...queue, deadUrl: dead.url };
}
