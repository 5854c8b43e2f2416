// Goal: a mirror is built on AWS from what is in the lessons bucket, word for word as on one machine,
// and killed anywhere leaves the one before in service. Method: the two functions over fauxqs and a key
// value store of the test's own, driven as the state machine drives them; the edge's code in front.
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { hashOf } from '../../adapters/local/hash.ts';
import { signatureFault } from '../../adapters/local/mirror/key.ts';
import { mirrorSecretKey } from '../../adapters/aws/mirror-secret-key.ts';
import { releaseAddresses } from '../../app/mirror/release-addresses.ts';
import { MIRROR_OBJECTS } from '../../config/aws-mirror-keys.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import { build, temporaryFolder, writeTree } from '../adapters/local/mirror/fixture.ts';
import { askEdge, loadEdge } from '../lib/edge-world.ts';
import { contextOf, readLines, restoreLinesAfterEach } from './stage.ts';
import {
  keysIn,
  type MirrorStage,
  mirrorStage,
  MORNING,
  putLessons,
  remove,
  removeAll,
  runBuild,
  served,
} from './mirror-stage.ts';

const LESSONS = {
  'preau-lessons.yaml':
    'licence: CC0\naliases: { "/mod/page/view.php?id=12": "Bases_de_données/cours.md", "/api/cours": "été/a+b.html" }',
  'Bases_de_données/cours.md': '# Bases de données\n\n[suite](../été/a+b.html)',
  'été/a+b.html': '<title>A + B</title><p onclick="x()">somme</p><script>alert(1)</script>',
  'auth/cours.html': '<h1>Authentifier</h1>',
  'notes.pdf': '%PDF-1.4 notes',
  'dessin.svg': '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
  'vide.txt': '\n',
  'x.exe': 'no lesson',
};

// Whole builds, on machines that do other things too.
vi.setConfig({ testTimeout: 60_000 });

let stage: MirrorStage;
beforeAll(async () => {
  stage = await mirrorStage();
});
afterAll(() => stage.stop());
beforeEach(() => void readLines());
afterEach(() => stage.dieAt());
restoreLinesAfterEach();
const folder = temporaryFolder();

/** Every address of the release that the pointer names is there, word for word. */
async function servedManifest(): Promise<Manifest> {
  const build = stage.kvs.keys.get('release/ent') ?? '';
  const release = MIRROR_OBJECTS.release('ent', build);
  const manifest = JSON.parse((await served(stage, `${release}_preau/manifest.json`))?.text ?? '');
  for (const [address, file] of releaseAddresses(manifest).files) {
    const object = await served(stage, release + address.slice(1));
    expect([address, hashOf(object?.text ?? 'absent')]).toEqual([address, file.sha256]);
    expect(object?.metadata['preau-build']).toBe(build);
  }
  return manifest;
}

describe('a build', () => {
  beforeAll(async () => {
    readLines();
    await putLessons(stage, LESSONS);
    await runBuild(stage, 'run-1');
  });

  test('is the same as on one machine, to the build id', async () => {
    const root = await folder();
    const { 'x.exe': _, ...files } = LESSONS;
    await writeTree(join(root, 'source'), files);
    const { manifest } = await build(root, {
      platform: 'ent' as never,
      title: 'ENT de la région',
      archives: false,
      ownHosts: ['ent.region.example', 'secours.region.example'],
    });
    const there = await servedManifest();
    expect(there.buildId).toBe(manifest.buildId);
    expect(there.files).toEqual(manifest.files);
    expect(there.aliases).toEqual(manifest.aliases);
  });

  test('is signed by the secret’s key, and told to the home before it is served', async () => {
    const manifest = await servedManifest();
    expect(signatureFault(manifest, mirrorSecretKey('x'.repeat(64)).publicPem)).toBeNull();
    expect(signatureFault(manifest, mirrorSecretKey('y'.repeat(64)).publicPem)).toBe('signature');
    expect(stage.told[0]?.buildId).toBe(manifest.buildId);
  });

  test('gives each object the headers that the edge counts on', async () => {
    const { buildId } = await servedManifest();
    const at = (path: string) => served(stage, MIRROR_OBJECTS.release('ent', buildId) + path);
    const page = await at('été/a+b.html');
    expect(page?.type).toBe('text/html; charset=utf-8');
    expect(page?.cache).toMatch(
      /^public, max-age=60, stale-while-revalidate=\d+, stale-if-error=\d+$/,
    );
    expect((await at('dessin.svg'))?.metadata['preau-may']).toBe('draw');
    expect((await at('_preau/lecons.html'))?.metadata['preau-may']).toBe('search');
    expect((await at('_preau/connexion.html'))?.cache).toBe('no-store');
    const missing = await served(stage, MIRROR_OBJECTS.missing('ent'));
    expect(missing?.text).toBe((await at('_preau/404.html'))?.text);
    expect(JSON.parse((await at('_preau/health'))?.text ?? '')).toEqual({
      status: 'ok',
      platform: 'ent',
      buildId,
      builtAt: '2021-04-06T06:00:00.000Z',
    });
  });

  test('tells the edge which addresses look like something else, and which queries matter', async () => {
    const { buildId } = await servedManifest();
    expect([...stage.kvs.keys.keys()].toSorted()).toEqual(
      [
        'release/ent',
        `known/ent/${buildId}/api/cours`,
        `known/ent/${buildId}/auth/cours`,
        `known/ent/${buildId}/api/cours.html`,
        `known/ent/${buildId}/auth/cours.html`,
        `query/ent/${buildId}/mod/page/view.php`,
      ].toSorted(),
    );
  });

  test('answers every address at the edge with its file, and others with the page that helps', async () => {
    const manifest = await servedManifest();
    const { handler } = loadEdge('answer-request', stage.kvs.keys);
    const ask = async (target: string) => {
      const { uri = '' } = await askEdge(handler, { target, accept: 'text/html' });
      return served(stage, decodeURIComponent(uri.slice(1)));
    };
    const hashes = new Map(manifest.files.map(({ path, sha256 }) => [path, sha256]));
    for (const [original, path] of Object.entries(manifest.aliases))
      expect([original, hashOf((await ask(original))?.text ?? '')]).toEqual([
        original,
        hashes.get(path),
      ]);
    expect(await ask('/mod/page/view.php?id=13')).toBeNull();
    expect((await ask('/login/'))?.text).toContain('identifiant');
  });

  test('leaves nothing of a lesson that could run', async () => {
    const { buildId } = await servedManifest();
    const page = await served(stage, `${MIRROR_OBJECTS.release('ent', buildId)}été/a+b.html`);
    expect(page?.text).toContain('somme');
    expect(page?.text).not.toMatch(/script|onclick/);
  });
});

describe('a second build', () => {
  test('sends only what has changed, and what has not is copied from the release before', async () => {
    const before = new Set(await keysIn(stage, 'work', 'content/'));
    await putLessons(stage, { 'nouveau.md': '# Nouveau' });
    await runBuild(stage, 'run-2');
    const sent = (await keysIn(stage, 'work', 'content/')).filter((key) => !before.has(key));
    // The new page and its copy, the list of lessons and both files of the search; the home page is a list too.
    expect(sent.length).toBeLessThanOrEqual(6);
    await servedManifest();
  });

  test('takes what the release before has from there, even when the work is gone', async () => {
    const at = new Set(await keysIn(stage, 'work', 'content/'));
    for (const key of at) await remove(stage, 'work', key);
    await runBuild(stage, 'run-3');
    await servedManifest();
    const own = (await keysIn(stage, 'work', 'content/')).length;
    // The mirror's own pages are put again, and no lesson's.
    expect(own).toBeLessThan(at.size);
  });

  test('keeps three releases and forgets what the edge knew of others', async () => {
    for (const [index, day] of ['07', '08', '09', '10'].entries())
      await runBuild(stage, `night-${index}`, { startedAt: `2021-04-${day}T01:00:00Z` });
    const { buildId } = await servedManifest();
    const manifests = (await keysIn(stage, 'mirror', 'releases/ent/')).filter((key) =>
      key.endsWith('/_preau/manifest.json'),
    );
    expect(manifests).toHaveLength(3);
    expect(manifests.join(' ')).toContain(buildId);
    const builds = new Set([...stage.kvs.keys.keys()].flatMap((key) => key.split('/')[2] ?? []));
    for (const one of builds) expect(manifests.join(' ')).toContain(one);
  });
});

describe('killed', () => {
  test('at any call, it leaves a whole release in service, and the next build is served', async () => {
    const startedAt = '2021-05-03T01:00:00Z';
    await removeAll(stage, 'lessons', 'ent/');
    await putLessons(stage, { 'cours.md': '# Cours' });
    await runBuild(stage, 'before', { startedAt: '2021-05-02T01:00:00Z' });
    const before = (await servedManifest()).buildId;
    const packed = zipSync({ 'un.md': Buffer.from('# Un'), 'deux.md': Buffer.from('# Deux') });
    await putLessons(stage, { 'mai.md': '# Mai', 'juin.zip': packed });
    let died = 0;
    for (let call = 1; ; call += 1) {
      stage.dieAt(call);
      const isOver = await runBuild(stage, `killed-${call}`, { startedAt }).then(
        () => true,
        () => false,
      );
      stage.dieAt();
      if (isOver) break;
      died += 1;
      // Looked at where it could have changed: the work before the copies touches no mirror.
      if (stage.kvs.keys.get('release/ent') !== before || call % 10 === 0) await servedManifest();
    }
    expect(died).toBeGreaterThan(40);
    const after = await servedManifest();
    expect(after.buildId).not.toBe(before);
    const paths = after.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['/mai.html', '/juin/un.html', '/juin/deux.html']),
    );
  }, 120_000);
});

describe('an object that is gone from the served release', () => {
  test('stops the next build before the pointer, and a whole one makes it good', async () => {
    await putLessons(stage, LESSONS);
    await runBuild(stage, 'with-notes', { startedAt: '2021-05-31T01:00:00Z' });
    const { buildId } = await servedManifest();
    const gone = `${MIRROR_OBJECTS.release('ent', buildId)}notes.pdf`;
    await remove(stage, 'mirror', gone);
    expect(await keysIn(stage, 'mirror', gone)).toEqual([]);
    const startedAt = '2021-06-01T01:00:00Z';
    await expect(runBuild(stage, 'half', { startedAt })).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    expect(stage.kvs.keys.get('release/ent')).toBe(buildId);
    await runBuild(stage, 'whole', { startedAt, whole: true });
    expect((await servedManifest()).buildId).not.toBe(buildId);
  });
});

describe('a release that lacks an address', () => {
  test('is not served', async () => {
    const { buildId } = await servedManifest();
    const event = { run: 'lost', startedAt: '2021-06-02T01:00:00Z', input: { platform: 'ent' } };
    const { builder, publisher } = stage.handlers;
    await publisher({ step: 'plan', ...event }, contextOf());
    for (const key of await keysIn(stage, 'work', 'work/ent/lost/shares/'))
      await builder({ step: 'render', key }, contextOf());
    await publisher({ step: 'assemble', ...event }, contextOf());
    // The copies are forgotten.
    await expect(publisher({ step: 'finish', ...event }, contextOf())).rejects.toMatchObject({
      code: 'mirror-unverified',
    });
    expect(stage.kvs.keys.get('release/ent')).toBe(buildId);
  });
});

describe('what cannot be built', () => {
  test('is a platform without lessons', async () => {
    await removeAll(stage, 'lessons', 'ent/');
    await expect(runBuild(stage, 'empty')).rejects.toMatchObject({ code: 'mirror-source-empty' });
    await servedManifest();
  });

  test('is refused with what to do, and the mirror stays', async () => {
    const { publisher } = stage.handlers;
    const event = { step: 'plan', run: 'r', startedAt: MORNING, input: { platform: 'temoin' } };
    await expect(publisher(event, contextOf())).rejects.toMatchObject({ code: 'not-found' });
    await expect(publisher({ step: 'plan' }, contextOf())).rejects.toMatchObject({
      code: 'request-malformed',
    });
    const key = 'work/ent/../../secrets/shares/1';
    const { builder } = stage.handlers;
    await expect(builder({ step: 'render', key }, contextOf())).rejects.toMatchObject({
      code: 'request-malformed',
    });
    await servedManifest();
  });
});
