// Goal: both homes answer a message's link alike, and only a POST with the message's own proof
// changes anything. Method: the function over the ledger in DynamoDB, as dynalite speaks it, with
// links made as senders make them; the same requests put to the one-machine home's server.
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { createAcknowledgeLinks } from '../../adapters/local/acknowledge-links.ts';
import { createOptOutLinks } from '../../adapters/local/opt-out-links.ts';
import type { Deliveries } from '../../app/ports.ts';
import { speaker } from '../../app/views/speaker.ts';
import { DELIVERIES_TABLE } from '../../config/aws-tables.ts';
import { PreauError } from '../../core/errors.ts';
import type { Delivery } from '../../core/notice/delivery.ts';
import { epochMs, platformId } from '../../core/units.ts';
import { createHandler } from '../../lambdas/acknowledge/handler.ts';
import { readWords } from '../../web/words.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../contract/dynamo-endpoint.ts';
import { ask } from '../web/fixtures/ask.ts';
import { openFaces } from '../web/fixtures/open-faces.ts';
import { type Asked, httpEvent } from './http-event.ts';
import { contextOf, readLines, restoreLinesAfterEach } from './stage.ts';

const NOTICE = 'ent-nord-20270112T073000Z/outage/1';
const owed: Delivery = {
  key: `${NOTICE}/mail/0123456789abcdef`,
  notice: NOTICE,
  channel: 'mail',
  address: 'direction@college.example',
  recipients: ['0311131L'],
  language: 'fr',
  priority: 10,
};
const SECRET = Buffer.alloc(32, 7);
const links = createOptOutLinks(SECRET, 'https://etat.example/');
const seen = createAcknowledgeLinks(SECRET, 'https://etat.example/');
const both = async () => ({ stop: links, vu: seen });
const linkOf = (key: string, of = links): string => {
  const { pathname, search } = new URL(of.urlFor(key));
  return pathname + search;
};
const ONE_CLICK: Asked = {
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'List-Unsubscribe=One-Click',
};

let endpoint: DynamoEndpoint;
let deliveries: Deliveries;
beforeAll(async () => {
  endpoint = await startDynamoEndpoint();
});
afterAll(() => endpoint.stop());
beforeEach(async () => {
  const { client } = endpoint;
  deliveries = createDynamoDeliveries({
    client,
    table: await endpoint.makeTable(DELIVERIES_TABLE),
  });
  await deliveries.plan([owed]);
  readLines();
});
restoreLinesAfterEach();

const NOW = epochMs(1_799_739_060_000);
const PLATFORMS = [{ id: platformId('ent-nord'), name: 'ENT du Nord' }];
function open(openLinks: () => ReturnType<typeof both> = both) {
  const handler = createHandler({
    openLinks,
    deliveries,
    clock: { now: () => NOW },
    speak: speaker('fr', readWords),
    platforms: PLATFORMS,
    timeZone: 'Europe/Paris',
  });
  return (address: string, asked?: Asked) => handler(httpEvent(address, asked), contextOf());
}
const silenced = async () => [...(await deliveries.optedOut())];

describe('a link', () => {
  test('shows its button on GET and HEAD, and silences nobody', async () => {
    const shown = await open()(linkOf(owed.key));
    expect(shown.statusCode).toBe(200);
    expect(shown.body).toContain('<form method="post"');
    const head = await open()(linkOf(owed.key), { method: 'HEAD' });
    expect([head.statusCode, head.body]).toEqual([200, undefined]);
    expect(await silenced()).toEqual([]);
  });

  test('leaves by one POST, as mail programs send it, and again without harm', async () => {
    for (const _ of [1, 2]) {
      const answer = await open()(linkOf(owed.key), ONE_CLICK);
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain('C&#39;est fait');
    }
    expect(await silenced()).toEqual([owed.address]);
  });

  test('posts its button to where it was shown, which then leaves', async () => {
    const { body = '' } = await open()(linkOf(owed.key));
    const action = /action="([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect((await open()(action, { method: 'POST' })).statusCode).toBe(200);
    expect(await silenced()).toEqual([owed.address]);
  });

  test.each([
    ['of another key', () => linkOf(owed.key).replace('0123456789abcdef', '0123456789abcdee')],
    ['without proof', () => linkOf(owed.key).replace(/\?.*/, '')],
    ['of a delivery that never was', () => linkOf(`${NOTICE}/mail/never`)],
    ['that is no text', () => '/stop/%ff%fe?p=00'],
    ['to elsewhere', () => '/recu/x?p=00'],
  ])('%s leaves nothing changed', async (_name, address) => {
    expect((await open()(address(), ONE_CLICK)).statusCode).toBe(404);
    expect(await silenced()).toEqual([]);
  });

  test('refuses other methods, and says which it takes', async () => {
    const answer = await open()(linkOf(owed.key), { method: 'DELETE' });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers).toMatchObject({ allow: 'GET, HEAD, POST' });
  });

  test('of absurd length is refused before anything is asked', async () => {
    const answer = await open(() => Promise.reject(new Error('asked')))(
      `/stop/${'a'.repeat(3_000)}`,
    );
    expect(answer.statusCode).toBe(400);
  });

  test('whatever it says silences nobody without its proof', async () => {
    const call = open();
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (path, proof) => {
        const address = `/stop/${encodeURIComponent(path.toWellFormed())}?p=${encodeURIComponent(proof.toWellFormed())}`;
        const { statusCode } = await call(address, ONE_CLICK);
        expect([400, 404]).toContain(statusCode);
      }),
      { numRuns: 50 },
    );
    expect(await silenced()).toEqual([]);
  });
});

describe('a reader who has read', () => {
  const link = () => linkOf(owed.key, seen);
  const noted = async () => (await deliveries.acknowledgements(NOTICE)).length;

  test('is asked what it is about by GET and HEAD, which note nothing', async () => {
    const { statusCode, body = '' } = await open()(link());
    expect(statusCode).toBe(200);
    for (const said of ['ENT du Nord', '0311131L', 'mardi 12 janvier 2027', '08:30'])
      expect(body).toContain(said);
    expect(body.match(/<button/g)).toHaveLength(1);
    expect(body).not.toContain('<script');
    await open()(link(), { method: 'HEAD' });
    expect(await noted()).toBe(0);
  });

  test('confirms by one POST; a second, and a look, say since when', async () => {
    const first = await open()(link(), { method: 'POST' });
    expect([first.statusCode, await noted()]).toEqual([200, 1]);
    expect(first.body).toContain('Merci, c&#39;est noté');
    for (const method of ['POST', 'GET']) {
      const again = await open()(link(), { method, headers: { 'accept-language': 'en-GB' } });
      expect(again.body).toMatch(/Already noted, since Tuesday,? 12 January 2027 at 08:31/);
    }
    expect(await noted()).toBe(1);
  });

  test.each([
    [
      'of another delivery',
      () => linkOf(`${NOTICE}/mail/fedcba9876543210`, seen).replace('fedcba98', '01234567'),
    ],
    ['by which one leaves', () => linkOf(owed.key).replace('/stop/', '/vu/')],
    ['without proof', () => `/vu/${encodeURIComponent(owed.key)}`],
  ])('is not believed by a link %s', async (_name, address) => {
    expect((await open()(address(), { method: 'POST' })).statusCode).toBe(404);
    expect(await noted()).toBe(0);
  });

  test('hears that an old message waits for no answer', async () => {
    const old = `ent-nord-20261201T073000Z/outage/1/mail/0123456789abcdef`;
    await deliveries.plan([{ ...owed, key: old, notice: 'ent-nord-20261201T073000Z/outage/1' }]);
    const { statusCode, body } = await open()(linkOf(old, seen), { method: 'POST' });
    expect(statusCode).toBe(410);
    expect(body).toContain('sa réponse n&#39;est plus attendue');
    expect(await deliveries.acknowledged(old)).toMatchObject({ at: null });
  });

  test('of a drill reads EXERCICE first, in the title, on the page and in the heading', async () => {
    const notice = 'ent-nord-20270112T073000Z/drill/1';
    const key = `${notice}/mail/0123456789abcdef`;
    await deliveries.plan([{ ...owed, key, notice }]);
    for (const [of, method] of [
      [seen, 'GET'],
      [seen, 'POST'],
      [links, 'GET'],
      [links, 'POST'],
    ] as const) {
      const { body = '' } = await open()(linkOf(key, of), { method });
      expect(body).toMatch(/<title>EXERCICE /);
      expect(body).toMatch(/<h1>EXERCICE /);
      const words = body
        .replace(/^[\s\S]*<body>/, '')
        .replaceAll(/<[^>]*>/g, ' ')
        .trim();
      expect(words.startsWith('EXERCICE')).toBe(true);
    }
  });
});

test('who left by mistake comes back by one POST', async () => {
  await open()(linkOf(owed.key), ONE_CLICK);
  const { body = '' } = await open()(linkOf(owed.key), ONE_CLICK);
  const undo = /action="([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect((await open()(undo)).statusCode).toBe(200);
  expect(await silenced()).toEqual([owed.address]);
  expect((await open()(undo, { method: 'POST' })).statusCode).toBe(200);
  expect(await silenced()).toEqual([]);
});

describe('when a store does not answer', () => {
  const busy = new PreauError('store-unavailable', 'no secret', { retryable: true });

  test('nobody is told that they have left', async () => {
    const answer = await open(() => Promise.reject(busy))(linkOf(owed.key), ONE_CLICK);
    expect(answer.statusCode).toBe(503);
    expect(answer.headers).toMatchObject({ 'retry-after': '60' });
    expect(answer.body).toContain('Ce n&#39;est pas fait');
  });

  test('a bug is thrown, for the invocation to fail loudly', async () => {
    await expect(
      open(() => Promise.reject(new TypeError('a bug')))(linkOf(owed.key)),
    ).rejects.toThrow('a bug');
  });
});

test('what no HTTP API sends is refused with its code', async () => {
  const handler = createHandler({
    openLinks: both,
    deliveries,
    clock: { now: () => NOW },
    speak: speaker('fr', readWords),
    platforms: PLATFORMS,
    timeZone: 'Europe/Paris',
  });
  for (const event of [null, {}, { version: '1.0' }, { ...httpEvent('/'), headers: 3 }])
    await expect(handler(event, contextOf())).rejects.toMatchObject({ code: 'request-malformed' });
});

test('both homes answer alike, with the same headers', async () => {
  await using home = await openFaces({
    optOuts: {
      knows: links.knows,
      leave: (key) => deliveries.optOut(key, NOW),
      comeBack: (key, within) => deliveries.optIn(key, NOW, within),
    },
    acknowledging: {
      knows: seen.knows,
      look: (key) => deliveries.acknowledged(key),
      acknowledge: (key) => deliveries.acknowledge(key, NOW),
      now: () => NOW,
      platforms: PLATFORMS,
      timeZone: 'Europe/Paris',
    },
  });
  await deliveries.acknowledge(owed.key, epochMs(NOW - 60_000));
  const asked: readonly (readonly [string, Asked])[] = [
    [`${linkOf(owed.key)}&retour=1`, { method: 'POST' }],
    [linkOf(owed.key), {}],
    [linkOf(owed.key), { method: 'HEAD' }],
    [linkOf(owed.key), ONE_CLICK],
    [linkOf(owed.key), { method: 'PUT' }],
    [linkOf(`${NOTICE}/mail/never`), ONE_CLICK],
    [linkOf(owed.key, seen), {}],
    [linkOf(owed.key, seen), { method: 'HEAD' }],
    [linkOf(owed.key, seen), { method: 'POST' }],
    [linkOf(owed.key, seen), { method: 'POST', headers: { 'accept-language': 'en' } }],
    [linkOf(owed.key, seen), { method: 'PUT' }],
    [linkOf(`${NOTICE}/mail/never`, seen), { method: 'POST' }],
    [linkOf(owed.key).replace('/stop/', '/vu/'), { method: 'POST' }],
    ['/stop/x?p=00', {}],
  ];
  for (const [address, what] of asked) {
    const aws = await open()(address, what);
    const local = await ask(home.port, address, what.method, what.headers ?? {}, what.body);
    const {
      date: _,
      connection: __,
      'content-length': ___,
      'keep-alive': ____,
      'transfer-encoding': _____,
      ...headers
    } = local.headers;
    expect([aws.statusCode, aws.headers]).toEqual([local.status, headers]);
    const action = /action="[^"]*"/;
    expect((aws.body ?? '').replace(action, '')).toBe(local.body.replace(action, ''));
  }
});
