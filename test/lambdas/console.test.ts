// Goal: the console shows what is now to those who are logged in and to nobody else, and journals
// each act with the author that the token names. Method: the function over a journal, a ledger and
// rounds in DynamoDB, as dynalite speaks it; events as an HTTP API writes them.
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PreauError } from '../../core/errors.ts';
import type { Delivery } from '../../core/notice/delivery.ts';
import { after, minutes, platformId } from '../../core/units.ts';
import type { ConsoleNeeds } from '../../lambdas/console/handler.ts';
import { createHandler as createReceipts } from '../../lambdas/receipts/handler.ts';
import { sesBounce } from '../adapters/aws/fixtures/provider-events.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../contract/dynamo-endpoint.ts';
import { fitMirror } from '../fixtures/timeline.ts';
import { type FallenHome, fallenHome } from './console-stage.ts';
import { type Asked, bodyOf, httpEvent } from './http-event.ts';
import { contextOf, readLines, restoreLinesAfterEach, sqsEvent } from './stage.ts';

const AUDIENCE = { issuer: 'https://login.example', clientId: 'preau-console' };
const LOGIN = {
  ...AUDIENCE,
  authorizationEndpoint: 'https://login.example/authorize',
  tokenEndpoint: 'https://token.login.example/token?x=1',
};
const VIEWER = {
  iss: AUDIENCE.issuer,
  aud: AUDIENCE.clientId,
  sub: 'u-1',
  exp: '4000000000',
  name: 'A. Martin',
};
const OPERATOR = { ...VIEWER, preau_role: 'operator' };
const JSON_TYPE = { 'content-type': 'application/json' };

let endpoint: DynamoEndpoint;
let home: FallenHome;
let lines: ReturnType<typeof readLines>;
restoreLinesAfterEach();
beforeAll(async () => {
  endpoint = await startDynamoEndpoint();
});
afterAll(() => endpoint.stop());
const open = (over: Partial<ConsoleNeeds> = {}) =>
  fallenHome(endpoint, { audience: AUDIENCE, login: async () => LOGIN, ...over });
beforeEach(async () => {
  lines = readLines();
  home = await open();
});
const ask = (address: string, asked?: Asked, of = home) =>
  of.handler(httpEvent(address, asked), contextOf());
const give = (
  command: unknown,
  claims: Asked['claims'] = OPERATOR,
  of = home,
  headers: Asked['headers'] = {},
) =>
  ask(
    '/commands',
    {
      method: 'POST',
      headers: { ...JSON_TYPE, ...headers },
      body: typeof command === 'string' ? command : JSON.stringify(command),
      ...(claims && { claims }),
    },
    of,
  );
const hold = () => ({ kind: 'hold-notice', notice: home.notice });
const lastEvent = async () => (await home.journal.head())?.event;

describe('the page', () => {
  test('is for everybody, and says nothing of what is now', async () => {
    const { statusCode, body = '', headers } = await ask('/');
    expect(statusCode).toBe(200);
    expect(body).toContain('Se connecter');
    expect(body).not.toContain('ENT nord');
    expect(body).not.toContain('data-command');
    const policy = String(headers?.['content-security-policy']);
    expect(policy).toContain("connect-src 'self' https://token.login.example;");
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'nonce-[^']+'; script-src 'nonce-[^']+'; /,
    );
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(body.match(/<(?:script|style)(?![^>]* nonce="[^"]+")/)).toBe(null);
  });

  test('has a nonce of its own each time', async () => {
    const [one, other] = [await ask('/'), await ask('/')];
    expect(one.headers?.['content-security-policy']).not.toBe(
      other.headers?.['content-security-policy'],
    );
  });

  test('says so while the login does not answer', async () => {
    const without = await open({ login: async () => null });
    const { statusCode, body, headers } = await ask('/', {}, without);
    expect(statusCode).toBe(503);
    expect(body).toContain('Le service de connexion ne répond pas');
    expect(body).not.toContain('sign-in-button');
    expect(headers?.['content-security-policy']).toContain("connect-src 'self';");
  });

  test.each(['/console-signed.js', '/console-page.js', '/console-patch.js', '/sign-in.js'])(
    'loads %s',
    async (path) => {
      const { statusCode, headers, body } = await ask(path);
      expect([statusCode, headers?.['content-type']]).toEqual([
        200,
        'text/javascript; charset=utf-8',
      ]);
      expect(body).not.toBe('');
    },
  );

  test('takes no other method, and nothing else is there', async () => {
    expect((await ask('/', { method: 'POST' })).statusCode).toBe(405);
    for (const path of ['/console.js', '/../package.json', '/healthz', '/now/'])
      expect((await ask(path, { claims: OPERATOR })).statusCode).toBe(404);
    expect(await ask('/', { method: 'HEAD' })).not.toHaveProperty('body');
  });
});

describe('without a login', () => {
  test.each([
    ['no claims', undefined],
    ['claims of another issuer', { ...OPERATOR, iss: 'https://evil.example' }],
    ['claims for another client', { ...OPERATOR, aud: 'other' }],
    ['claims that have ended', { ...OPERATOR, exp: '1' }],
    ['claims of no person', { preau_role: 'operator' }],
  ])('%s show nothing and change nothing', async (_name, claims) => {
    const before = await home.journal.head();
    const asked = claims === undefined ? {} : { claims };
    for (const path of ['/now', '/now.json', '/now?page=/incidents/', '/data/timeline.json']) {
      const { statusCode, body, headers } = await ask(path, asked);
      expect([statusCode, headers?.['www-authenticate']]).toEqual([401, 'Bearer']);
      expect(body).not.toContain('nord');
    }
    const call = { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(hold()), ...asked };
    expect((await ask('/commands', call)).statusCode).toBe(401);
    expect(await home.journal.head()).toEqual(before);
  });
});

describe('pages and their data', () => {
  test.each(['/incidents/', '/incidents/none/', '/platforms/nord/'])(
    'the page at %s is for everybody, and says nothing before the login',
    async (path) => {
      const { statusCode, body } = await ask(path);
      expect([statusCode, body?.includes('ENT nord')]).toEqual([200, false]);
    },
  );

  test('show what they are asked for once somebody is logged in', async () => {
    const { statusCode, body } = await ask('/now?page=/platforms/nord/', { claims: VIEWER });
    expect(statusCode).toBe(200);
    expect(body).toContain('<h1>ENT nord</h1>');
    expect((await ask('/now?page=/platforms/none/', { claims: VIEWER })).statusCode).toBe(404);
    expect((await ask('/platforms')).headers?.['location']).toBe('/platforms/');
  });

  test('are a chart of what was measured', async () => {
    const measured = await open({ sources: { observations: async () => [] } });
    const query = `platform=nord&from=${measured.now - 600_000}&to=${measured.now}`;
    const { statusCode, body } = await ask(
      `/data/timeline.json?${query}`,
      { claims: VIEWER },
      measured,
    );
    expect([statusCode, JSON.parse(body ?? '').vantages]).toEqual([200, []]);
    expect((await ask('/data/else', { claims: VIEWER })).statusCode).toBe(404);
  });
});

describe('now', () => {
  test('shows an operator what is, and the buttons to act', async () => {
    const { statusCode, body } = await ask('/now', { claims: OPERATOR });
    expect(statusCode).toBe(200);
    expect(body).toContain('A. Martin, opérateur');
    expect(body).toContain('ENT nord');
    expect(body).toContain('&quot;kind&quot;:&quot;hold-notice&quot;');
    expect(body).not.toContain('id="unseen"');
  });

  test('shows a viewer the same, and no button at all', async () => {
    const { body = '' } = await ask('/now', { claims: VIEWER });
    expect(body).toContain('A. Martin, lecture seule');
    expect(body).toContain('ENT nord');
    expect(body).not.toContain('data-command');
  });

  test('is JSON for machines', async () => {
    const { body = '' } = await ask('/now.json', { claims: VIEWER });
    const view: unknown = JSON.parse(body);
    expect(view).toMatchObject({ at: home.now, pace: 1, rehearsal: false, unseenSince: null });
  });

  test('is packed for a reader that unpacks', async () => {
    const headers = { 'accept-encoding': 'br, gzip' };
    const packed = await ask('/now', { claims: VIEWER, headers });
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(gunzipSync(bodyOf(packed)).toString()).toBe(
      (await ask('/now', { claims: VIEWER })).body,
    );
  });

  test('says since when nobody watches', async () => {
    home.setNow(after(home.now, minutes(6)));
    const { body } = await ask('/now', { claims: VIEWER });
    expect(body).toContain('id="unseen"');
  });

  test('shows a name that is hostile as text', async () => {
    const { body = '' } = await ask('/now', {
      claims: { ...VIEWER, name: '<img src=x onerror=a>' },
    });
    expect(body).not.toContain('<img');
  });

  const beginSending = async () => {
    home.setNow(after(home.now, minutes(2)));
    await home.engine.handle({ kind: 'tick', at: after(home.now, minutes(2)) });
    const owed: Delivery = {
      key: `${home.notice}/mail/a`,
      notice: home.notice,
      channel: 'mail',
      address: 'a@college.example',
      recipients: ['0311131L'],
      language: 'fr',
      priority: 10,
    };
    await home.deliveries.plan([owed]);
    return owed;
  };

  test('names who was not reached, as soon as the provider has said it, and what to do (P3)', async () => {
    const { key } = await beginSending();
    await home.deliveries.take(home.notice, 1, after(home.now, minutes(2)));
    await home.deliveries.settle(key, 'accepted', 'id', after(home.now, minutes(2)));
    expect((await ask('/now', { claims: VIEWER })).body).not.toContain('0311131L');
    const receipts = createReceipts({
      deliveries: home.deliveries,
      clock: { now: () => home.now },
      plans: async () => undefined,
    });
    await receipts(sqsEvent({ body: sesBounce(key, 'Permanent', 'NoEmail') }), contextOf());
    home.setNow(after(home.now, minutes(4)));
    const { body } = await ask('/now', { claims: VIEWER });
    expect(body).toMatch(/0311131L\s: pas atteint par courriel \(bounced: Permanent: NoEmail/);
    expect(body).toContain('corrigez ou retirez ce contact');
    expect(body).not.toContain('college.example');
  });

  test('counts what is being sent, as the ledger has it', async () => {
    await beginSending();
    const { body } = await ask('/now', { claims: VIEWER });
    expect(body).toMatch(/Remise\s: 1 prévu, 0 remis, 0 accepté, sans nouvelle, 1 à envoyer/);
  });

  test('is taken from the journal anew each time, whoever wrote there', async () => {
    await home.engine.handle({
      kind: 'person-vetoed',
      at: home.now,
      platform: platformId('nord'),
      by: { role: 'cli', name: 'B' },
      reason: '',
    });
    const { body } = await ask('/now', { claims: VIEWER });
    expect(body).toContain('bascule interdite par une personne');
  });
});

describe('a command', () => {
  test('of an operator is journalled with the author of the token', async () => {
    const { statusCode, body } = await give(hold());
    expect([statusCode, JSON.parse(body ?? '')]).toEqual([200, { kind: 'done' }]);
    expect(await lastEvent()).toEqual({
      kind: 'person-held-notice',
      at: home.now,
      notice: home.notice,
      by: { role: 'operator', name: 'A. Martin' },
    });
  });

  test('that starts a drill answers at once, and asks for the picture of all other names', async () => {
    await home.engine.handle(fitMirror('sud', home.now));
    const { statusCode } = await give({ kind: 'start-drill', platform: 'sud', reason: '' });
    expect(statusCode).toBe(200);
    const entry = await home.journal.head();
    expect(entry?.event.kind).toBe('person-started-drill');
    expect(entry?.actions).toContainEqual(
      expect.objectContaining({ kind: 'picture-names', platform: 'sud', moment: 'start' }),
    );
  });

  test('cannot be given in the name of another', async () => {
    await give({ ...hold(), by: { role: 'administrator', name: 'Somebody else' } });
    expect(await lastEvent()).toMatchObject({ by: { role: 'operator', name: 'A. Martin' } });
  });

  test('that changes nothing is refused with its reason', async () => {
    await give(hold());
    const { statusCode, body } = await give(hold());
    expect(statusCode).toBe(409);
    expect(body).toContain('Rien à faire');
    const asked = { 'accept-language': 'en-GB,en;q=0.9,fr;q=0.1' };
    const answer = await give(hold(), OPERATOR, home, asked);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('Nothing to do');
    expect((await give(hold(), VIEWER, home, asked)).body).toContain('you may only read');
  });

  test('of a viewer is refused, whoever it says it is from', async () => {
    const before = await home.journal.head();
    const { statusCode, body } = await give(
      { ...hold(), by: { role: 'operator', name: 'A' } },
      VIEWER,
    );
    expect(statusCode).toBe(403);
    expect(body).toContain('lecture');
    expect(await home.journal.head()).toEqual(before);
  });

  test.each([
    ['no JSON', () => '{', 400],
    ['no object', () => '[]', 400],
    ['an unknown kind', () => '{"kind":"rm"}', 400],
    ['a field too many', () => JSON.stringify({ ...hold(), x: 1 }), 400],
    ['too much', () => JSON.stringify({ ...hold(), notice: 'x'.repeat(70_000) }), 400],
  ])('with %s is refused and said to be malformed', async (_name, body, status) => {
    const before = await home.journal.head();
    const answer = await give(body());
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain('demande mal formée');
    expect(await home.journal.head()).toEqual(before);
  });

  test('that is no JSON by its type, or not posted, is refused', async () => {
    const body = JSON.stringify(hold());
    const form = {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body,
      claims: OPERATOR,
    };
    expect((await ask('/commands', form)).statusCode).toBe(415);
    expect((await ask('/commands', { claims: OPERATOR })).statusCode).toBe(405);
  });
});

describe('when a store does not answer', () => {
  const busy = () =>
    Promise.reject(new PreauError('store-unavailable', 'no journal', { retryable: true }));

  test('it is said, and logged with its code', async () => {
    const blind = await open({ openEngine: busy });
    const shown = await ask('/now', { claims: VIEWER }, blind);
    expect([shown.statusCode, shown.headers?.['retry-after']]).toEqual([503, '5']);
    const answer = await give(hold(), OPERATOR, blind);
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain('rien n');
    expect(lines.all().flatMap(({ code }) => code ?? [])).toEqual([
      'store-unavailable',
      'store-unavailable',
    ]);
  });

  test('the page is there all the same', async () => {
    const blind = await open({ openEngine: busy });
    expect((await ask('/', {}, blind)).statusCode).toBe(200);
  });

  test('a bug is thrown', async () => {
    const broken = await open({ openEngine: () => Promise.reject(new TypeError('a bug')) });
    await expect(give(hold(), OPERATOR, broken)).rejects.toThrow('a bug');
  });
});
