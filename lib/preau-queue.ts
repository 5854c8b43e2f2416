import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type IQueue, Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import {
  type HomeQueue,
  queueNameOf,
  queueShapeOf,
  visibilitySecOf,
} from '../config/aws-queues.ts';
import { Stack } from 'aws-cdk-lib';

export interface PreauQueueProps {
  readonly name: HomeQueue;
  /** Encrypts a queue whose messages are personal; the others have SQS's own key. */
  readonly key: IKey;
}

/** Longer than an outage of a Region has lasted; then what is open is told again. Chosen. */
const MESSAGES_KEPT = Duration.days(4);

/** The most that SQS keeps: time to come back from a week away. */
export const DEAD_LETTERS_KEPT = Duration.days(14);

/**
 * One queue of the home and its dead letters, which come back by the console's or the command
 * line's redrive (`aws sqs start-message-move-task`).
 */
export class PreauQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { name, key }: PreauQueueProps) {
    super(scope, id);
    const shape = queueShapeOf(name);
    const shared = {
      // Said for FIFO queues only: CloudFormation refuses a plain `false`.
      ...(shape.fifo && { fifo: true, contentBasedDeduplication: false }),
      enforceSSL: true,
      ...(shape.personal
        ? { encryption: QueueEncryption.KMS, encryptionMasterKey: key }
        : { encryption: QueueEncryption.SQS_MANAGED }),
    };
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...shared,
      queueName: queueNameOf(name, 'dead-letters'),
      retentionPeriod: DEAD_LETTERS_KEPT,
      redriveAllowPolicy: {
        redrivePermission: RedrivePermission.BY_QUEUE,
        sourceQueues: [this.byName(name)],
      },
    });
    this.queue = new Queue(this, 'Queue', {
      ...shared,
      queueName: queueNameOf(name),
      retentionPeriod: MESSAGES_KEPT,
      visibilityTimeout: Duration.seconds(visibilitySecOf(name)),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: shape.receivesMax },
    });
  }

  /** Its own queue, before it is there: each names the other. */
  private byName(name: HomeQueue): IQueue {
    const arn = Stack.of(this).formatArn({ service: 'sqs', resource: queueNameOf(name) });
    return Queue.fromQueueArn(this, 'Source', arn);
  }
}
