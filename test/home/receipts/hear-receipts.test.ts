// Goal: a mail that comes back and an SMS that a gateway tells of move their delivery on one machine,
// from the wire to the ledger and to the pages. Method: the sink that reports back, the adapters that
// send, and calls that a gateway would make to the home's own port.
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { takeBounces } from '../../../adapters/local/bounce/take-bounces.ts';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import { createSmtpMail } from '../../../adapters/local/mail.ts';
import { PreauError } from '../../../core/errors.ts';
import { epochMs } from '../../../core/units.ts';
import { openBounceAddresses } from '../../../home/receipts/open-bounce-addresses.ts';
import { openSmsReceipts } from '../../../home/receipts/sms-receipts.ts';
import { startSinks } from '../../../home/sinks/start-sinks.ts';
import { delivery, NOTICE } from '../../app/notices/stage.ts';
import { openFaces } from '../../web/fixtures/open-faces.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-receipts-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});
const clock = { now: () => epochMs(5) };

test('mails of a rehearsal come back from mailboxes that are gone, and arrive in others', async () => {
  const bounceFolder = join(folder, 'retours');
  const sinks = await startSinks({ dataFolder: folder, address: '127.0.0.1', bounceFolder });
  const addresses = openBounceAddresses(folder, 'retours@preau.example');
  const mail = createSmtpMail({
    ...sinks.smtp,
    from: 'Préau <alertes@preau.example>',
    envelopeFrom: addresses.addressFor,
    clock,
  });
  const ledger = openDeliveries(':memory:');
  const owed = Array.from({ length: 150 }, (_, n) => delivery('mail', `ce${n}@x.example`));
  await ledger.plan(owed);
  await ledger.take(NOTICE, 150, clock.now());
  await Promise.all(
    owed.map(async ({ key, address }) => {
      const answer = await mail.send({
        key,
        to: address,
        subject: 's',
        text: 't',
        html: '<p>t</p>',
        references: [],
        messageId: `<${key.slice(-16)}@preau.example>`,
        language: 'fr',
        unsubscribeUrl: 'https://preau.example/stop/x',
      });
      expect(answer.kind).toBe('accepted');
      await ledger.settle(key, 'accepted', '', clock.now());
    }),
  );
  const counts = await takeBounces({
    folder: bounceFolder,
    addresses: openBounceAddresses(folder, 'retours@preau.example'),
    notices: () => [NOTICE],
    now: clock.now,
    note: (receipt) => ledger.note(receipt),
  });
  const states = await ledger.counts(NOTICE);
  expect(counts).toMatchObject({ notFinal: 0, unproven: 0, other: 0 });
  expect(states.delivered + states['failed-permanent'] + states['failed-temporary']).toBe(
    counts.noted,
  );
  expect(states.delivered).toBeGreaterThan(0);
  expect(states['failed-permanent'] + states['failed-temporary']).toBeGreaterThan(0);
  // The inbox shows who a reader sees, not where bounces go.
  expect(sinks.listMessages({ limit: 1 })[0]?.from).toBe('alertes@preau.example');
  mail.close();
  ledger.close();
  await sinks.close();
});

const SECRET = 'a secret of thirty-two characters or more';
const receipts = {
  secretVariable: 'PREAU_SMS_SECRET',
  signatureHeader: 'x-signature',
  timestampHeader: 'x-timestamp',
  idField: 'id',
  keyField: 'key',
  statusField: 'status',
  detailField: 'error',
  delivered: ['delivered'],
  expired: ['expired'],
  blocked: ['spam'],
  bounced: ['failed'],
};
const sms = {
  gateway: 'http://127.0.0.1:1/',
  sender: 'PREAU',
  priceEuros: 0.07,
  receipts,
  fallback: { gateway: 'http://127.0.0.1:2/', after: 600_000, unroutable: [], receipts },
};
type Notices = Parameters<typeof openSmsReceipts>[0]['notices'];

describe('a gateway', () => {
  const hear = async () => {
    const ledger = openDeliveries(':memory:');
    const owed = ['+33600000001', '+33600000002', '+33600000003'].map((to) => delivery('sms', to));
    await ledger.plan(owed);
    await ledger.take(NOTICE, 9, clock.now());
    for (const [index, { key }] of owed.entries())
      await ledger.settle(key, 'accepted', '', clock.now(), ['g-1', 'second/g-1', 'g-3'][index]);
    vi.stubEnv('PREAU_SMS_SECRET', SECRET);
    const gateways = openSmsReceipts(
      { notices: { sms } as unknown as Notices },
      {
        deliveries: ledger,
        clock,
        note: (receipt) => ledger.note(receipt),
      },
    );
    const faces = await openFaces({ receipts: gateways });
    const post = async (path: string, body: string, over: Record<string, string> = {}) => {
      const at = String(Math.floor(Date.now() / 1_000));
      const signature = createHmac('sha256', SECRET).update(`${at}.${body}`).digest('hex');
      const headers = { 'content-type': 'application/json', 'x-timestamp': at };
      return fetch(`${faces.url}/${path}`, {
        method: 'POST',
        body,
        headers: { ...headers, 'x-signature': signature, ...over },
      });
    };
    return { ledger, owed, faces, post };
  };

  test('tells of a message by its own name for it, each gateway of its own alone', async () => {
    const { ledger, owed, faces, post } = await hear();
    const first = await post('receipts/sms', '{"id":"g-1","status":"delivered"}');
    expect([first.status, await first.json()]).toEqual([202, { noted: 1, unknown: 0 }]);
    const second = await post(
      'receipts/sms-fallback',
      JSON.stringify([
        { id: 'g-1', status: 'failed', error: 'no such number' },
        { id: 'nobody', status: 'failed' },
        { key: owed[2]?.key, status: 'expired' },
      ]),
    );
    expect([second.status, await second.json()]).toEqual([202, { noted: 2, unknown: 1 }]);
    expect(await ledger.counts(NOTICE)).toMatchObject({
      delivered: 1,
      'failed-permanent': 1,
      'failed-temporary': 1,
    });
    await faces[Symbol.asyncDispose]();
    ledger.close();
  });

  test('is not heard without its signature, beyond the size of a call, or under another name', async () => {
    const { ledger, faces, post } = await hear();
    const body = '{"id":"g-1","status":"failed"}';
    expect((await post('receipts/sms', body, { 'x-signature': 'ab' })).status).toBe(401);
    expect((await post('receipts/sms', '{')).status).toBe(400);
    expect((await post('receipts/sms', 'x'.repeat(70_000))).status).toBe(413);
    expect((await post('receipts/mail', body)).status).toBe(404);
    expect((await fetch(`${faces.url}/receipts/sms`)).status).toBe(405);
    expect(await ledger.counts(NOTICE)).toMatchObject({ accepted: 3 });
    await faces[Symbol.asyncDispose]();
    ledger.close();
  });

  test('without a secret worth the name keeps the home from starting', () => {
    vi.stubEnv('PREAU_SMS_SECRET', 'short');
    const needs = {
      deliveries: { keyOfProviderId: async () => null },
      clock,
      note: async () => true,
    };
    expect(() => openSmsReceipts({ notices: { sms } as unknown as Notices }, needs)).toThrow(
      PreauError,
    );
  });
});
