import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, VETO } from './fixtures/ask.ts';
import { type OpenFaces, openFaces, TOKEN } from './fixtures/open-faces.ts';

// Goal: the command line acts with its own token, and a browser cannot pass for it.
// Method: commands over loopback, headers forged at will.

const CLI = 'a-token-for-the-command-line-01234567';

let faces: OpenFaces;
beforeAll(async () => {
  faces = await openFaces({ cliToken: CLI });
});
afterAll(() => faces[Symbol.asyncDispose]());

const post = (port: number, change: Readonly<Record<string, string>> = {}) =>
  ask(
    port,
    '/commands',
    'POST',
    {
      host: `localhost:${port}`,
      authorization: `Bearer ${CLI}`,
      'content-type': 'application/json',
      ...change,
    },
    VETO,
  );

test('a command with the token of home.json is taken', async () => {
  const { status, body } = await post(faces.port);
  expect([status, JSON.parse(body)]).toEqual([200, { kind: 'done' }]);
  expect(faces.commands.at(-1)).toEqual(JSON.parse(VETO));
});

test.each([
  { name: 'with another token', change: { authorization: `Bearer ${CLI}x` }, status: 403 },
  { name: 'with the page’s token', change: { authorization: `Bearer ${TOKEN}` }, status: 403 },
  { name: 'with no scheme', change: { authorization: CLI }, status: 403 },
  { name: 'from a page elsewhere', change: { origin: 'https://evil.example' }, status: 403 },
  { name: 'from a page here', change: { origin: 'http://localhost:1' }, status: 403 },
  { name: 'from any page', change: { 'sec-fetch-site': 'none' }, status: 403 },
  { name: 'to another name', change: { host: 'evil.example' }, status: 421 },
  { name: 'sent as a form', change: { 'content-type': 'text/plain' }, status: 415 },
])('a command $name is refused', async ({ change, status }) => {
  const before = faces.commands.length;
  expect((await post(faces.port, change)).status).toBe(status);
  expect(faces.commands).toHaveLength(before);
});

test('where no token was made for it, no command line is let in', async () => {
  await using closed = await openFaces();
  const undefinedToken = { authorization: 'Bearer undefined' };
  expect((await post(closed.port)).status).toBe(403);
  expect((await post(closed.port, undefinedToken)).status).toBe(403);
});
