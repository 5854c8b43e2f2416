import { PublishCommand } from '@aws-sdk/client-sns';
import { DELIVERY_TAG, tagOfKey } from '../../adapters/aws/delivery-tag.ts';
import type { Delivery } from '../../core/notice/delivery.ts';
import { ledgerOf } from './evidence.ts';
import type { Home } from './home.ts';
import { until } from './until.ts';

/**
 * Publish to the topic of receipts what providers would of a phase's messages: all are delivered,
 * but for one mail that bounces. SMS by SNS have no receipts there. Resolves when the ledger has
 * them all.
 *
 * @param bounced a mail address
 */
export async function hearReceipts(home: Home, phase: string, bounced: string): Promise<void> {
  const { sns } = home.account.clients;
  const { receiptsTopic: TopicArn } = home.account.queues;
  const tells = (delivery: Delivery): boolean =>
    delivery.channel === 'mail' || home.config.aws?.sms === 'end-user-messaging';
  const told = (await ledgerOf(home))
    .map(({ delivery }) => delivery)
    .filter((delivery) => delivery.notice.includes(`/${phase}/`) && tells(delivery));
  for (const { key, address, channel } of told) {
    const event = channel === 'mail' ? sesEvent(key, address === bounced) : smsEvent(key);
    await sns.send(new PublishCommand({ TopicArn, Message: JSON.stringify(event) }));
  }
  await until(home, `the receipts of the ${phase} notice`, async () => {
    const lines = await ledgerOf(home);
    return told.every(({ key }) =>
      lines.some(({ delivery, receipt }) => delivery.key === key && receipt !== null),
    );
  });
}

/** @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html */
function sesEvent(key: string, isBounce: boolean): object {
  const timestamp = new Date().toISOString();
  const mail = { timestamp, tags: { [DELIVERY_TAG]: [tagOfKey(key)] } };
  if (!isBounce)
    return { eventType: 'Delivery', mail, delivery: { timestamp, smtpResponse: '250 ok' } };
  const bounce = {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [{ diagnosticCode: 'smtp; 550 5.1.1 user unknown' }],
    timestamp,
  };
  return { eventType: 'Bounce', mail, bounce };
}

/** @see https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html */
const smsEvent = (key: string): object => ({
  eventType: 'TEXT_DELIVERED',
  eventVersion: '1.0',
  eventTimestamp: Date.now(),
  isFinal: true,
  messageStatus: 'DELIVERED',
  context: { [DELIVERY_TAG]: key },
});
