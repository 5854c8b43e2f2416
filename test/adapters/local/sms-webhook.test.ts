// Goal: only who shares the secret tells what became of an SMS, and only of now; its words may have
// any of the usual shapes. Method: calls as gateways make them, and the same spoilt one way each.
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWebhook, type WebhookCall } from '../../../adapters/local/sms-webhook.ts';

const SECRET = Buffer.from('a secret of thirty-two characters or more');
const NOW = Date.UTC(2021, 3, 6, 7);
const shape = {
  idField: 'id',
  keyField: 'key',
  statusField: 'status',
  detailField: 'error',
  words: {
    delivered: ['delivered'],
    expired: ['expired'],
    blocked: ['rejected'],
    bounced: ['Undeliverable'],
  },
};

const call = (body: string, over: Partial<WebhookCall> = {}): WebhookCall => {
  const timestamp = over.timestamp ?? String(NOW / 1_000);
  const signature = createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex');
  return { timestamp, signature, contentType: 'application/json', body, ...over };
};
const read = (one: WebhookCall, how = shape) => readWebhook(one, SECRET, how, NOW);
const ID = { id: 'a-1', key: '', kind: 'delivered', detail: 'delivered' };

describe('a signed call', () => {
  test('of one message, of a list and of a form says the same', () => {
    const said = { kind: 'words', words: [ID] };
    expect(read(call('{"id":"a-1","status":"DELIVERED"}'))).toEqual(said);
    expect(read(call('[{"id":"a-1","status":"delivered"},{"id":"b","status":"queued"}]'))).toEqual(
      said,
    );
    const contentType = 'application/x-www-form-urlencoded; charset=utf-8';
    expect(read(call('id=a-1&status=delivered', { contentType }))).toEqual(said);
  });

  test('is read where its gateway puts things', () => {
    const deep = { ...shape, idField: 'data.message.id', statusField: 'data.state' };
    const body = JSON.stringify({
      data: { message: { id: 7 }, state: 'undeliverable' },
      error: 'x',
    });
    expect(read(call(body), deep)).toEqual({
      kind: 'words',
      words: [{ id: '7', key: '', kind: 'bounced', detail: 'undeliverable x' }],
    });
    for (const path of ['__proto__.id', 'constructor.name', 'data.message.id.length'])
      expect(read(call(body), { ...deep, statusField: path })).toEqual({
        kind: 'words',
        words: [],
      });
  });

  test('may bear milliseconds, and a prefix before its signature', () => {
    const timestamp = String(NOW);
    const one = call('{"id":"a-1","status":"delivered"}', { timestamp });
    expect(read({ ...one, signature: `sha256=${one.signature}` }).kind).toBe('words');
  });
});

describe('is refused', () => {
  const body = '{"id":"a-1","status":"rejected"}';
  const good = call(body);
  test.each([
    ['without a signature', { ...good, signature: '' }],
    ['with half of one', { ...good, signature: good.signature.slice(0, 32) }],
    ['with another body', { ...good, body: body.replace('a-1', 'a-2') }],
    ['with another time', { ...good, timestamp: String(NOW / 1_000 + 1) }],
    ['without a time', call(body, { timestamp: '' })],
    ['six minutes late', call(body, { timestamp: String(NOW / 1_000 - 360) })],
    ['six minutes early', call(body, { timestamp: String(NOW / 1_000 + 360) })],
    ['with a time that is no number', call(body, { timestamp: '1e9       ' })],
  ])('%s', (_, one) => {
    expect(read(one)).toEqual({ kind: 'refused' });
  });

  test('whatever its signature is, but the right one', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (signature) => {
        expect(read({ ...good, signature }).kind).toBe('refused');
      }),
      { numRuns: 40 },
    );
  });
});

test('a signed body that is none is malformed, and never a failure', () => {
  for (const body of ['', 'null', '3', '[1]', '{', '[[]]', JSON.stringify(Array(1_001).fill({}))])
    expect([body.slice(0, 5), read(call(body)).kind]).toEqual([body.slice(0, 5), 'malformed']);
  fc.assert(
    fc.property(fc.json(), (body) => {
      expect(['words', 'malformed']).toContain(read(call(body)).kind);
    }),
  );
});
