import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Config } from '../config/schema.ts';

/** Who gets Préau's own alarms. */
export const operatorsOf = ({ aws, organisation }: Config): readonly string[] =>
  aws !== undefined && aws.operators.length > 0 ? aws.operators : [organisation.contact];

/**
 * Who is told when Préau itself does not do well. Each address confirms once, by a link.
 *
 * It has no key of the home's: it says nothing of anybody, and a key that cannot be used must not
 * silence the alarm on it.
 */
export class OperatorsTopic extends Construct {
  readonly topic: Topic;

  constructor(
    scope: Construct,
    id: string,
    { addresses }: { readonly addresses: readonly string[] },
  ) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Préau', enforceSSL: true });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Alarms',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    for (const address of addresses) this.topic.addSubscription(new EmailSubscription(address));
  }
}
