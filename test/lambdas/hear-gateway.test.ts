// Goal: what the second gateway says of its SMS reaches the ledger on AWS as it does on one machine,
// and nothing unsigned does. Method: the function over the ledger in DynamoDB; calls as an HTTP API
// brings them, signed here.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import type { Deliveries } from '../../app/ports.ts';
import { DELIVERIES_TABLE } from '../../config/aws-tables.ts';
import { readConfig } from '../../config/read-config.ts';
import { PreauError } from '../../core/errors.ts';
import { epochMs } from '../../core/units.ts';
import { createHandler } from '../../lambdas/hear-gateway/handler.ts';
import { aConfig } from '../config/a-config.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../contract/dynamo-endpoint.ts';
import { WHOLE } from '../lib/a-home.ts';
import { bodyOf, httpEvent } from './http-event.ts';
import { contextOf, readLines, restoreLinesAfterEach } from './stage.ts';

const NOTICE = 'ent-nord-20270112T073000Z/outage/1';
const KEY = `${NOTICE}/sms/0123456789abcdef`;
const NOW = epochMs(1_799_739_060_000);
const SECRET = 'un secret partage de trente-deux lettres';

let endpoint: DynamoEndpoint;
let deliveries: Deliveries;
beforeAll(async () => {
  endpoint = await startDynamoEndpoint();
});
afterAll(() => endpoint.stop());
restoreLinesAfterEach();
beforeEach(async () => {
  readLines();
  const table = await endpoint.makeTable(DELIVERIES_TABLE);
  deliveries = createDynamoDeliveries({
    client: endpoint.client,
    table,
    clock: { now: () => NOW },
  });
  await deliveries.plan([
    {
      key: KEY,
      notice: NOTICE,
      channel: 'sms',
      address: '+33639980001',
      recipients: ['0311131L'],
      language: 'fr',
      priority: 1,
    },
  ]);
  await deliveries.take(NOTICE, 1, NOW);
  await deliveries.settle(KEY, 'accepted', '', NOW, 'second/abc');
});

function receiptsConfig() {
  const read = readConfig(aConfig(WHOLE));
  const receipts = read.kind === 'read' ? read.config.notices.sms?.fallback?.receipts : undefined;
  if (receipts === undefined) throw new Error('a second gateway that tells is configured');
  return receipts;
}

function calling(secret = async () => SECRET) {
  const handler = createHandler({
    deliveries,
    receipts: receiptsConfig,
    clock: { now: () => NOW },
    wall: () => NOW,
    secret,
  });
  return async (said: unknown, { key = SECRET, at = NOW as number, method = 'POST' } = {}) => {
    const body = JSON.stringify(said);
    const timestamp = String(at);
    const signature = createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
    const headers = {
      'content-type': 'application/json',
      'x-timestamp': timestamp,
      'x-signature': signature,
    };
    const event = httpEvent('/receipts/sms-fallback', { method, headers, body });
    const answer = await handler(event, contextOf());
    return [answer.statusCode, bodyOf(answer).toString('utf8')];
  };
}

const state = async () => {
  const counts = await deliveries.counts(NOTICE);
  return Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [name] : []));
};

describe('what the second gateway says', () => {
  test('of a message by its own name for it, or by ours, is noted', async () => {
    const call = calling();
    expect(await call({ id: 'abc', status: 'DELIVRD' })).toEqual([202, '{"noted":1,"unknown":0}']);
    expect(await state()).toEqual(['delivered']);
    const answer = await call([
      { key: KEY, status: 'failed' },
      { id: 'nobody', status: 'failed' },
    ]);
    expect(answer).toEqual([202, '{"noted":1,"unknown":1}']);
    expect(await state()).toEqual(['failed-permanent']);
  });

  test.each([
    ['signed by another secret', { key: 'x'.repeat(40) }],
    ['signed an hour ago', { at: NOW - 3_600_000 }],
  ])('%s is refused', async (_, how) => {
    const [status] = await calling()({ id: 'abc', status: 'failed' }, how);
    expect(status).toBe(401);
    expect(await state()).toEqual(['accepted']);
  });

  test('by any other method changes nothing', async () => {
    const [status] = await calling()({ id: 'abc', status: 'failed' }, { method: 'PUT' });
    expect(status).toBe(405);
    expect(await state()).toEqual(['accepted']);
  });

  test('while the secret cannot be read is asked for again', async () => {
    const busy = async () => {
      throw new PreauError('store-unavailable', 'expected a secret, got none', { retryable: true });
    };
    const [status] = await calling(busy)({ id: 'abc', status: 'failed' });
    expect(status).toBe(503);
    expect(await state()).toEqual(['accepted']);
  });
});
