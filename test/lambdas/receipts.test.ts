// Goal: a message that a provider took and then lost becomes an operator's task by name (P3).
// Method: the function over the ledger in DynamoDB, as dynalite speaks it; events as providers
// write them, among others that are none of ours.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { noticeTasks } from '../../app/notices/notice-tasks.ts';
import type { Deliveries } from '../../app/ports.ts';
import { DELIVERIES_TABLE } from '../../config/aws-tables.ts';
import type { Delivery } from '../../core/notice/delivery.ts';
import { epochMs } from '../../core/units.ts';
import { createHandler } from '../../lambdas/receipts/handler.ts';
import { sesBounce, sesEvent, smsEvent } from '../adapters/aws/fixtures/provider-events.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../contract/dynamo-endpoint.ts';
import { readWords } from '../../web/words.ts';
import { contextOf, readLines, restoreLinesAfterEach, sqsEvent } from './stage.ts';

const words = readWords('en');
const NOTICE = 'ent-nord-20270112T073000Z/outage/1';
const owed = (channel: Delivery['channel'], name: string, uai: string): Delivery => ({
  key: `${NOTICE}/${channel}/${name}`,
  notice: NOTICE,
  channel,
  address: channel === 'mail' ? `${name}@college.example` : '+33612345678',
  recipients: [uai],
  language: 'fr',
  priority: 10,
});
const [mail, sms, fine] = [
  owed('mail', 'a', '0311131L'),
  owed('sms', 'b', '0311132M'),
  owed('mail', 'c', '0311133N'),
];

let endpoint: DynamoEndpoint;
let deliveries: Deliveries;
let lines: ReturnType<typeof readLines>;
restoreLinesAfterEach();
beforeAll(async () => {
  endpoint = await startDynamoEndpoint();
});
afterAll(() => endpoint.stop());
beforeEach(async () => {
  const table = await endpoint.makeTable(DELIVERIES_TABLE);
  deliveries = createDynamoDeliveries({
    client: endpoint.client,
    table,
    clock: { now: () => epochMs(1_799_739_060_000) },
  });
  await deliveries.plan([mail, sms, fine]);
  await deliveries.take(NOTICE, 9, epochMs(1_799_739_060_000));
  for (const { key } of [mail, sms, fine])
    await deliveries.settle(key, 'accepted', 'id', epochMs(1_799_739_061_000));
  lines = readLines();
});

const hear = (...events: readonly unknown[]) =>
  createHandler({
    deliveries,
    clock: { now: () => epochMs(1_799_739_062_000) },
    plans: async () => undefined,
  })(sqsEvent(...events.map((body) => ({ body }))), contextOf());

test('a bounce and a message that ran out are tasks by name; what arrived is none', async () => {
  const delivery = { timestamp: '2027-01-12T07:31:02.202Z', smtpResponse: '250 ok' };
  const answer = await hear(
    sesBounce(mail.key, 'Permanent', 'NoEmail'),
    smsEvent(sms.key, 'TEXT_TTL_EXPIRED'),
    sesEvent(fine.key, 'Delivery', { delivery }),
  );
  expect(answer).toEqual({ batchItemFailures: [] });
  const tasks = await noticeTasks(deliveries, NOTICE, 9, words);
  expect(tasks.map(({ recipients, remedy }) => [recipients, remedy])).toEqual([
    [['0311131L'], 'Telephone, then mend or remove this contact in the next import.'],
    [
      ['0311132M'],
      'Telephone, then see whether this contact is still in use: it could not be reached in time.',
    ],
  ]);
  expect(tasks[0]?.title).toBe(
    '0311131L: not reached by mail (bounced: Permanent: NoEmail: smtp; 550 5.1.1 <[mail]>: user unknown)',
  );
  expect(await deliveries.receipts(NOTICE)).toMatchObject({ bounced: 1, expired: 1, delivered: 1 });
});

test('a word told twice, or late and weaker, changes nothing', async () => {
  const bounce = sesBounce(mail.key, 'Permanent', 'NoEmail');
  await hear(
    bounce,
    bounce,
    sesEvent(mail.key, 'Delivery', { delivery: { timestamp: '2027-01-12T07:35:00Z' } }),
  );
  expect(await deliveries.receipts(NOTICE)).toMatchObject({ bounced: 1, delivered: 0 });
  expect(await noticeTasks(deliveries, NOTICE, 9, words)).toHaveLength(1);
});

test('a complaint is also silence from now on', async () => {
  await hear(
    sesEvent(mail.key, 'Complaint', {
      complaint: { complaintFeedbackType: 'abuse', timestamp: '2027-01-12T08:00:00.000Z' },
    }),
  );
  expect([...(await deliveries.optedOut())]).toEqual([mail.address]);
});

describe('what is none of ours', () => {
  test('is logged by name and passed over', async () => {
    const answer = await hear(
      smsEvent(sms.key, 'TEXT_TELEPATHY'),
      sesEvent(mail.key, 'Send', { send: {} }),
      smsEvent('somebody/elses', 'TEXT_DELIVERED'),
      smsEvent(`${NOTICE}/sms/never-planned`, 'TEXT_DELIVERED'),
      'Successfully validated SNS topic for Amazon SES event publishing.',
    );
    expect(answer).toEqual({ batchItemFailures: [] });
    const warnings = lines.all().filter(({ level }) => level === 'WARN');
    expect(warnings.map(({ event, notice }) => event ?? notice)).toEqual([
      'TEXT_TELEPATHY',
      'somebody/elses',
      NOTICE.split('/').slice(0, 2).join('/'),
    ]);
    expect(lines.text()).not.toContain('never-planned');
  });

  test('and cannot be read fails alone, with one line and no address in it', async () => {
    const answer = await hear(
      { eventType: 'Bounce', mail: { destination: ['a@college.example'] } },
      sesBounce(mail.key, 'Permanent', 'NoEmail'),
    );
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
    expect(await deliveries.receipts(NOTICE)).toMatchObject({ bounced: 1 });
    expect(lines.all().filter(({ code }) => code === 'request-malformed')).toHaveLength(1);
    expect(lines.text()).not.toContain('college.example');
  });
});

test('a ledger that does not answer brings the receipt again', async () => {
  const busy = { __type: 'InternalServerError' };
  endpoint.failNext(
    ...Array.from({ length: 12 }, () => ({ kind: 'answer' as const, status: 500, body: busy })),
  );
  const answer = await hear(smsEvent(sms.key, 'TEXT_DELIVERED'));
  endpoint.takeRequests();
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
});
