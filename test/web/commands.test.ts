import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PreauError } from '../../core/errors.ts';
import { parseCommand } from '../../web/console/parse-command.ts';
import { readWords } from '../../web/words.ts';
import { ask, ownHeaders, VETO } from './fixtures/ask.ts';
import { type OpenFaces, openFaces, TOKEN } from './fixtures/open-faces.ts';

// Goal: acting takes the console's own page, and nothing sent from outside is believed (P10).
// Method: commands in order and out of order over loopback, headers forged at will.

const shareOf = (share: number): string =>
  JSON.stringify({ ...JSON.parse(VETO), kind: 'share', share });

let faces: OpenFaces;
beforeAll(async () => {
  faces = await openFaces();
});
afterAll(() => faces[Symbol.asyncDispose]());

describe('commands', () => {
  let before: number;
  beforeEach(() => {
    before = faces.commands.length;
  });

  test('are taken from the console’s own page', async () => {
    const { status, body } = await ask(
      faces.port,
      '/commands',
      'POST',
      ownHeaders(faces.port),
      VETO,
    );
    expect([status, JSON.parse(body)]).toEqual([200, { kind: 'done' }]);
    expect(faces.commands.at(-1)).toEqual(JSON.parse(VETO));
  });

  test.each([
    { name: 'without a token', change: { 'x-preau-token': '' }, status: 403 },
    {
      name: 'with a wrong token',
      change: { 'x-preau-token': TOKEN.replace('a', 'b') },
      status: 403,
    },
    { name: 'of another origin', change: { origin: 'https://evil.example' }, status: 403 },
    { name: 'of a sandboxed page', change: { origin: 'null' }, status: 403 },
    { name: 'of another port', change: { origin: 'http://localhost:1' }, status: 403 },
    {
      name: 'that the browser calls foreign',
      change: { 'sec-fetch-site': 'cross-site' },
      status: 403,
    },
    { name: 'sent as a form', change: { 'content-type': 'text/plain' }, status: 415 },
  ])('$name are refused', async ({ change, status }) => {
    expect(
      (await ask(faces.port, '/commands', 'POST', { ...ownHeaders(faces.port), ...change }, VETO))
        .status,
    ).toBe(status);
    expect(faces.commands).toHaveLength(before);
  });

  test.each([
    ['fr', 'fr'],
    ['en', 'en'],
    ['de', 'fr'],
    [undefined, 'fr'],
  ] as const)('asked for in %s are answered in %s, whatever refuses them', async (asked, said) => {
    await using home = await openFaces({
      command: async (_, { language, words }) => ({
        kind: 'refused',
        reason: `${language} ${words('console.refusal.nothing')}`,
      }),
    });
    const headers = {
      ...ownHeaders(home.port),
      ...(asked !== undefined && { 'accept-language': asked }),
    };
    const give = async (body: string, more = {}) =>
      (await ask(home.port, '/commands', 'POST', { ...headers, ...more }, body)).body;
    const words = readWords(said);
    expect(await give(VETO)).toContain(`${said} ${words('console.refusal.nothing')}`);
    expect(await give('{')).toContain(words('console.refusal.malformed', { what: '' }));
    const foreign = { 'x-preau-token': '' };
    expect(await give(VETO, foreign)).toContain(words('console.refusal.forbidden'));
  });

  test.each([
    { name: 'no JSON', body: '{' },
    { name: 'no object', body: '[]' },
    { name: 'an unknown kind', body: '{"kind":"rm"}' },
    { name: 'a field too many', body: VETO.replace('}', ',"x":1}') },
    { name: 'a platform that is no id', body: VETO.replace('cned', '../cned') },
    { name: 'a reason on two lines', body: VETO.replace('miroir', 'miroir\\n') },
    { name: 'a share that no weight can tell from none', body: shareOf(0.004) },
    { name: 'a share that weights would make all', body: shareOf(0.996) },
    { name: 'a share between two hundredths', body: shareOf(0.305) },
    { name: 'all as a share', body: shareOf(1) },
    { name: 'less than none as a share', body: shareOf(-0.01) },
    { name: 'nobody', body: VETO.replace('A. Martin', '') },
    { name: 'too much', body: VETO.replace('miroir', 'x'.repeat(70_000)) },
  ])('with $name are refused, and said to be malformed', async ({ body }) => {
    const reply = await ask(faces.port, '/commands', 'POST', ownHeaders(faces.port), body);
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.body).reason).toMatch(/^demande mal formée/);
    expect(faces.commands).toHaveLength(before);
  });

  test.each(Array.from({ length: 100 }, (_, percent) => percent))(
    'keep a share of %d percent, as the command line writes it',
    (percent) => {
      expect(parseCommand(shareOf(percent / 100))).toMatchObject({ share: percent / 100 });
    },
  );

  test('that Préau refuses come back with their reason', async () => {
    await using refusing = await openFaces({
      command: async () => {
        throw new PreauError('notice-refused', 'cet avis est déjà parti');
      },
    });
    const reply = await fetch(`${refusing.url}/commands`, {
      method: 'POST',
      headers: { ...ownHeaders(faces.port), origin: refusing.url },
      body: VETO,
    });
    expect(reply.status).toBe(409);
    expect(await reply.json()).toEqual({ kind: 'refused', reason: 'cet avis est déjà parti' });
  });

  test('that meet a bug answer 500, and the bug is told', async () => {
    await using broken = await openFaces({
      command: () => Promise.reject(new TypeError('a bug')),
    });
    const headers = { ...ownHeaders(faces.port), origin: broken.url };
    const reply = await fetch(`${broken.url}/commands`, { method: 'POST', headers, body: VETO });
    expect(reply.status).toBe(500);
    expect(broken.bugs).toHaveLength(1);
  });
});
