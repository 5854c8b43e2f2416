import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOptOutLinks } from '../../adapters/local/opt-out-links.ts';
import { PreauError } from '../../core/errors.ts';
import { epochMs } from '../../core/units.ts';
import { readOptOutSecret } from '../../home/opt-out-secret.ts';
import { ask } from './fixtures/ask.ts';
import { type OpenFaces, openFaces } from './fixtures/open-faces.ts';

// Goal: a contact leaves by one POST of its own link, and by nothing else. Method: real requests;
// links made with one secret and tried with another.

const KEY = 'ent-20210406T060300Z/outage/1/mail/0123456789abcdef';
const path = (key: string, proof: string) => `/stop/${encodeURIComponent(key)}?p=${proof}`;

test.each(['stop', 'vu'])('a store that does not answer is said in words on /%s/', async (link) => {
  const down = () =>
    Promise.reject(new PreauError('store-unavailable', 'locked', { retryable: true }));
  await using faces = await openFaces({
    optOuts: { knows: () => true, leave: down, comeBack: down },
    acknowledging: {
      knows: () => true,
      look: down,
      acknowledge: down,
      now: () => epochMs(0),
      platforms: [],
      timeZone: 'Europe/Paris',
    },
  });
  const at = path(KEY, 'abc').replace('stop', link);
  const { status, body, headers } = await ask(faces.port, at, 'POST');
  expect([status, headers['retry-after']]).toEqual([503, '60']);
  expect(body).toContain('<html lang="fr"');
  expect(faces.bugs).toHaveLength(1);
});

describe('leaving', () => {
  let faces: OpenFaces;
  beforeAll(async () => {
    faces = await openFaces();
  });
  afterAll(() => faces[Symbol.asyncDispose]());

  test('GET only shows the button, so that a gateway that follows links silences nobody', async () => {
    const { status, body } = await ask(faces.port, path(KEY, 'abc'));
    expect(status).toBe(200);
    expect(body).toContain('<form method="post"');
    expect(body).not.toContain('C&#39;est fait');
  });

  test('one POST is enough, as mail programs send it', async () => {
    const { status, body } = await ask(
      faces.port,
      path(KEY, 'abc'),
      'POST',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'List-Unsubscribe=One-Click',
    );
    expect(status).toBe(200);
    expect(body).toContain('C&#39;est fait');
  });

  test.each([
    ['another proof', path(KEY, 'abd'), 'POST'],
    ['no proof', `/stop/${encodeURIComponent(KEY)}`, 'POST'],
    ['a delivery that never was', path('gone', 'abc'), 'POST'],
    ['a name that is no text', '/stop/%ff%fe?p=abc', 'POST'],
  ])('%s leaves nothing changed', async (_name, target, method) => {
    expect((await ask(faces.port, target, method)).status).toBe(404);
  });

  test('other methods are refused', async () => {
    expect((await ask(faces.port, path(KEY, 'abc'), 'DELETE')).status).toBe(405);
  });
});

describe('links', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preau-opt-out-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const links = createOptOutLinks(
    readOptOutSecret(join(folder, 'one')),
    'https://etat.example/fr/',
  );
  const proofOf = (url: string) => new URL(url).searchParams.get('p') ?? '';

  test('are known to the home that made them, after a restart too', () => {
    const url = links.urlFor(KEY);
    expect(url.startsWith(`https://etat.example/stop/${encodeURIComponent(KEY)}?p=`)).toBe(true);
    const again = createOptOutLinks(
      readOptOutSecret(join(folder, 'one')),
      'https://etat.example/fr/',
    );
    expect(again.knows(KEY, proofOf(url))).toBe(true);
  });

  test('of one delivery, or of another home, open nothing else', () => {
    const proof = proofOf(links.urlFor(KEY));
    const other = createOptOutLinks(readOptOutSecret(join(folder, 'two')), 'https://etat.example/');
    expect(links.knows(`${KEY}0`, proof)).toBe(false);
    expect(other.knows(KEY, proof)).toBe(false);
    fc.assert(fc.property(fc.string(), (guess) => !links.knows(KEY, guess) || guess === proof));
  });
});
