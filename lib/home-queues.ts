import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type IQueue, Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type HomeQueue, queuesOf } from '../config/aws-queues.ts';
import { acknowledge } from './acknowledge.ts';
import { DEAD_LETTERS_KEPT, PreauQueue } from './preau-queue.ts';

/** By name; that of pushes is there where browsers are told. */
type QueuesByName = Readonly<Record<Exclude<HomeQueue, 'pushes'>, PreauQueue>> & {
  readonly pushes?: PreauQueue;
};

export interface HomeQueuesProps {
  readonly key: IKey;
  /** Whether browsers are told of notices. */
  readonly pushes: boolean;
}

/** The queues of the home, and where everything that could not be delivered ends up. */
export class HomeQueues extends Construct {
  readonly byName: QueuesByName;

  /**
   * What never reached a queue or a function: a minute of the scheduler, an alarm's event, a part
   * of the journal's stream. It says where it came from; nothing in it is personal.
   */
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string, { key, pushes }: HomeQueuesProps) {
    super(scope, id);
    const made = queuesOf({ pushes }).map(
      (name) => [name, new PreauQueue(this, name, { name, key })] as const,
    );
    this.byName = Object.fromEntries(made) as unknown as QueuesByName;
    this.undelivered = new Queue(this, 'Undelivered', {
      queueName: 'preau-undelivered-dead',
      retentionPeriod: DEAD_LETTERS_KEPT,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      redriveAllowPolicy: { redrivePermission: RedrivePermission.DENY_ALL },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(this.undelivered, {
      rule: 'SQS3',
      reason: 'It is where dead letters end: nobody takes messages from it but a person',
    });
  }

  /** All that an operator must look into. */
  deadLetters(): ReadonlyMap<string, IQueue> {
    const own = Object.entries(this.byName).map(
      ([name, { deadLetters }]) => [name, deadLetters] as const,
    );
    return new Map([...own, ['undelivered', this.undelivered]]);
  }
}
