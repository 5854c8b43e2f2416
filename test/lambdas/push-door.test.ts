// Goal: on AWS a reader subscribes by the page's own button at the function that answers links, and is told of
// at once; nothing else gets in, and a queue that is down turns nobody away. Method: the function over the
// table as dynalite speaks it.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDynamoBrowsers } from '../../adapters/aws/dynamo-browsers.ts';
import type { Browsers } from '../../app/subscriptions/push-ports.ts';
import { speaker } from '../../app/views/speaker.ts';
import { BROWSERS_TABLE } from '../../config/aws-tables.ts';
import { SUBSCRIBE } from '../../config/aws-names.ts';
import { PreauError } from '../../core/errors.ts';
import { epochMs } from '../../core/units.ts';
import { createHandler } from '../../lambdas/acknowledge/handler.ts';
import { welcomedAtOnce } from '../../lambdas/acknowledge/welcomed-at-once.ts';
import { pushDoor } from '../../web/subscriptions/push-door.ts';
import { readWords } from '../../web/words.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../contract/dynamo-endpoint.ts';
import { testPolicy } from '../fixtures/policy.ts';
import { httpEvent } from './http-event.ts';
import { contextOf, readLines, restoreLinesAfterEach } from './stage.ts';

const NOW = epochMs(1_617_690_678_000);
const ORIGIN = 'https://etat.preau.example';
const SECOND = 'https://etat2.preau.example';
let dynamo: DynamoEndpoint;
let browsers: Browsers;
let sent: unknown[];
beforeAll(async () => {
  dynamo = await startDynamoEndpoint();
});
afterAll(() => dynamo.stop());
beforeEach(async () => {
  readLines();
  sent = [];
  const table = await dynamo.makeTable(BROWSERS_TABLE);
  browsers = createDynamoBrowsers({
    client: dynamo.client,
    table,
    places: { proven: 1, unproven: 1 },
  });
});
restoreLinesAfterEach();

const good = (name = 'a') => ({
  endpoint: `https://fcm.googleapis.com/fcm/send/${name}`,
  keys: {
    p256dh: Buffer.alloc(65, 4).toString('base64url'),
    auth: Buffer.alloc(16, 1).toString('base64url'),
  },
  language: 'fr',
  platforms: [],
});

function open(tell: (message: unknown) => Promise<void> = async (one) => void sent.push(one)) {
  const settings = { pages: { url: `${ORIGIN}/` }, push: { origins: [`${SECOND}/`] } };
  const door = pushDoor(settings, testPolicy(), browsers, () => NOW);
  const handler = createHandler({
    openLinks: () => Promise.reject(new Error('no link is asked for')),
    deliveries: {} as never,
    clock: { now: () => NOW },
    speak: speaker('fr', readWords),
    platforms: [],
    timeZone: 'Europe/Paris',
    push: welcomedAtOnce(door, tell),
  });
  return async (body: unknown, { method = 'POST', origin = ORIGIN } = {}) =>
    handler(
      httpEvent(SUBSCRIBE.page, {
        method,
        headers: { origin, 'content-type': 'application/json' },
        ...(method === 'POST' && { body: JSON.stringify(body) }),
      }),
      contextOf(),
    );
}
const waiting = async () => (await browsers.welcomes(NOW, 9)).map(({ to }) => to.endpoint);

test('a browser is kept, and told of at once', async () => {
  const answer = await open()(good());
  expect(answer.statusCode).toBe(201);
  expect(answer.headers?.['access-control-allow-origin']).toBe(ORIGIN);
  expect([await waiting(), sent]).toEqual([[good().endpoint], [{ of: 'welcomes' }]]);
});

test('a browser of the page’s second host is asked first, then kept', async () => {
  const ask = open();
  expect((await ask(null, { method: 'OPTIONS', origin: SECOND })).statusCode).toBe(204);
  expect((await ask(good(), { origin: SECOND })).statusCode).toBe(201);
});

test('a queue that is down turns nobody away', async () => {
  const down = () => Promise.reject(new PreauError('store-unavailable', 'down'));
  expect((await open(down)(good())).statusCode).toBe(201);
  expect(await waiting()).toEqual([good().endpoint]);
});

test('a browser leaves, and whoever comes to a full house is told so', async () => {
  const ask = open();
  await ask(good());
  expect((await ask(good('b'))).statusCode).toBe(503);
  expect((await ask({ endpoint: good().endpoint, leave: true })).statusCode).toBe(200);
  expect((await ask(good('b'))).statusCode).toBe(201);
  expect(sent).toHaveLength(2);
});

test.each([
  ['another site', good(), 'https://evil.example', 403],
  ['a machine inside', { ...good(), endpoint: 'https://169.254.169.254/latest' }, ORIGIN, 400],
  ['a stranger’s platform', { ...good(), platforms: ['x'] }, ORIGIN, 400],
  ['no subscription', 'x', ORIGIN, 400],
] as const)('%s gets nothing', async (_, body, origin, status) => {
  expect((await open()(body, { origin })).statusCode).toBe(status);
  expect([await waiting(), sent]).toEqual([[], []]);
});
