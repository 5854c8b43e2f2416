import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct, type IDependable } from 'constructs';
import type { PreauQueue } from './preau-queue.ts';

export interface ReceiptsTopicProps {
  readonly key: IKey;
  readonly receipts: PreauQueue;
}

/**
 * Where SES and End User Messaging report what became of each message, and from where it goes to the
 * queue of receipts as it came. What the queue does not take is a dead letter of that queue.
 */
export class ReceiptsTopic extends Construct {
  readonly topic: Topic;
  /** What must be there before a service may publish. */
  readonly opened: IDependable;

  constructor(scope: Construct, id: string, { key, receipts }: ReceiptsTopicProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    this.opened = this.allowSms();
    new Subscription(this, 'ToQueue', {
      topic: this.topic,
      protocol: SubscriptionProtocol.SQS,
      endpoint: receipts.queue.queueArn,
      rawMessageDelivery: true,
      deadLetterQueue: receipts.deadLetters,
    });
    this.allowDelivery(receipts, key);
  }

  /** Mail needs no word here: its configuration set lets itself in. */
  private allowSms(): IDependable {
    const { account, region, partition } = Stack.of(this);
    const { policyDependable } = this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Sms',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('sms-voice.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: {
            'aws:SourceArn': `arn:${partition}:sms-voice:${region}:${account}:configuration-set/*`,
          },
        },
      }),
    );
    return policyDependable ?? this.topic;
  }

  /** SNS sends to both queues, and encrypts what it sends by their key. */
  private allowDelivery({ queue, deadLetters }: PreauQueue, key: IKey): void {
    const fromTopic = { ArnEquals: { 'aws:SourceArn': this.topic.topicArn } };
    const sns = [new ServicePrincipal('sns.amazonaws.com')];
    for (const target of [queue, deadLetters])
      target.addToResourcePolicy(
        new PolicyStatement({
          sid: 'Receipts',
          effect: Effect.ALLOW,
          principals: sns,
          actions: ['sqs:SendMessage'],
          resources: [target.queueArn],
          conditions: fromTopic,
        }),
      );
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowReceiptsToQueue',
        effect: Effect.ALLOW,
        principals: sns,
        actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
        // In a key's own policy this is the key itself.
        resources: ['*'],
        // By account: the key cannot name the topic, which names the key.
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }
}
