import { Aws, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { allow, type Right } from './allow.ts';
import { deliveriesRights } from './deliveries-rights.ts';
import type { HomeParts } from './home-parts.ts';
import { journalRights } from './journal-rights.ts';
import { keyRights } from './key-rights.ts';

/** What both senders need beside their provider. */
export function sendingRights(
  { tables, queues, key }: HomeParts,
  channel: 'mail' | 'sms',
): readonly Right[] {
  return [
    ...journalRights.read(tables.journal),
    ...journalRights.append(tables.journal),
    ...journalRights.settle(tables.journal),
    ...deliveriesRights.send(tables.deliveries),
    allow('TakeTurns', ['dynamodb:UpdateItem'], [tables.scratch.tableArn]),
    keyRights.tables(key),
    allow('PostAnew', ['sqs:SendMessage'], [queues.byName[channel].queue.queueArn]),
  ];
}

/**
 * Mail of the one domain, from the one address, with the one configuration set; several in one call
 * too. Should SES not tell the sender of such a call, they go one by one (adapters/aws/ses-bulk.ts).
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html
 */
export function mailRights({ config, mail }: HomeParts): readonly Right[] {
  const { identity, configurationSet } = mail;
  const set = Stack.of(identity).formatArn({
    service: 'ses',
    resource: 'configuration-set',
    resourceName: configurationSet.configurationSetName,
  });
  return [
    allow('SendMail', ['ses:SendEmail', 'ses:SendBulkEmail'], [identity.emailIdentityArn, set], {
      conditions: { StringEquals: { 'ses:FromAddress': config.notices.from } },
    }),
  ];
}

/**
 * SMS by whoever carries them: End User Messaging under the one sender's name, or SNS, where a
 * number is no resource: all that is one, a topic, is excepted.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonpinpointsmsvoicev2.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html
 */
export function smsRights(scope: Construct, { config, sms }: HomeParts): readonly Right[] {
  if (config.notices.sms === undefined) return [];
  if (sms === null) return [toNumbersOnly()];
  const { account, region, partition } = Stack.of(scope);
  const sender = `sender-id/${config.notices.sms.sender}/*`;
  const own = `arn:${partition}:sms-voice:${region}:${account}`;
  const places = [`${own}:${sender}`, `${own}:configuration-set/${sms.configurationSetName}`];
  return [
    allow('SendSms', ['sms-voice:SendTextMessage'], places, {
      why: 'The one sender name, in each country that it is granted for',
    }),
  ];
}

const toNumbersOnly = (): Right => ({
  statement: new PolicyStatement({
    sid: 'SendSms',
    effect: Effect.ALLOW,
    actions: ['sns:Publish'],
    notResources: [`arn:${Aws.PARTITION}:sns:*:*:*`],
  }),
  many: { resources: [], why: '' },
});
