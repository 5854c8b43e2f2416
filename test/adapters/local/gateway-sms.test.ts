// Goal: what a gateway says is kept without what it is asked by, and what surely never left is put off.
// Method: answers and failures of an exchange that is given.
import { describe, expect, test } from 'vitest';
import { anyHost } from '../../../adapters/local/loopback-guard.ts';
import { type Exchange, gatewayOver } from '../../../adapters/local/gateway-sms.ts';
import type { SmsMessage } from '../../../app/ports.ts';

const URL_OF =
  'https://sms.example/api/0f1e2d3c4b5a69788796a5b4/send?user=ecole&p=hunt%20er2&coding=0&to={to}&text={text}';
const message: SmsMessage = {
  key: 'n/sms/a',
  to: '+33639980001',
  text: 'Bonjour à tous',
  sender: 'PREAU',
  ttlSec: 60,
};
const send = (exchange: Exchange) =>
  gatewayOver(exchange, { url: URL_OF, authorization: 'Bearer s3cr3t-word', guard: anyHost }).send(
    message,
  );

describe('an answer that repeats what it was asked', () => {
  const echo: Exchange = async (url, { headers }) => ({
    status: 403,
    text: `denied: ${url.pathname}${url.search} (hunt er2), ${headers['authorization']}, ${message.to}`,
    retryAfter: null,
  });

  test('is kept without its secrets, its number and its text', async () => {
    const { kind, ...said } = await send(echo);
    expect(kind).toBe('rejected');
    expect(JSON.stringify(said)).toContain('HTTP 403 denied: /api/');
    for (const one of ['0f1e2d3c', 'hunt', 'ecole', 's3cr3t', '639980001', 'Bonjour'])
      expect(JSON.stringify(said)).not.toContain(one);
  });

  test('names the message all the same', async () => {
    const taken: Exchange = async () => ({
      status: 202,
      text: '{"id":"abc-1","to":"+33639980001"}',
      retryAfter: null,
    });
    expect(await send(taken)).toEqual({ kind: 'accepted', providerId: 'abc-1' });
    const plain: Exchange = async () => ({ status: 200, text: 'ecole-17', retryAfter: null });
    expect(await send(plain)).toEqual({ kind: 'accepted', providerId: 'ecole-17' });
  });
});

describe('no answer', () => {
  const failing = (code: string): Exchange => {
    const cause = Object.assign(new Error('x'), { code });
    return () => Promise.reject(new TypeError('fetch failed', { cause }));
  };

  test.each([
    'ECONNREFUSED',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ])('since no connection was made (%s), puts the message off', async (code) => {
    expect((await send(failing(code))).kind).toBe('deferred');
  });

  test('once it may have left, is unknown', async () => {
    expect((await send(failing('ECONNRESET'))).kind).toBe('unknown');
  });
});
