// Goal: packages among the lessons of a bucket are on the mirror as one machine has them, each opened
// once, and none of them takes the mirror down. Method: real and made-up packages, the functions over
// fauxqs, driven as the state machine drives them.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { hashOf } from '../../adapters/local/hash.ts';
import { openLessons } from '../../adapters/local/lessons/open-lessons.ts';
import { lessonMarkup } from '../../adapters/local/mirror/markup.ts';
import { STEMMERS } from '../../adapters/local/mirror/stem.ts';
import { folderStore } from '../../adapters/local/mirror/store.ts';
import { mirrorWords } from '../../adapters/local/mirror/words.ts';
import { buildMirror } from '../../app/mirror/build-mirror.ts';
import { MIRROR_OBJECTS } from '../../config/aws-mirror-keys.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import { epochMs, platformId } from '../../core/units.ts';
import { A_COURSE } from '../adapters/local/lessons/moodle/a-course.ts';
import { tarred, writeMoodle } from '../adapters/local/lessons/moodle/write-moodle.ts';
import { temporaryFolder, writeTree } from '../adapters/local/mirror/fixture.ts';
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

type Lessons = Readonly<Record<string, string | Uint8Array>>;

const zip = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]),
    ),
  );
const fixture = (name: string) => readFile(new URL(`../fixtures/lessons/${name}`, import.meta.url));

/** Every kind, in folders, with owners' words, a name that is taken and one that is broken. */
async function manyLessons(): Promise<Lessons> {
  return {
    'preau-lessons.yaml': 'licence: CC BY 4.0\naliases: { "/vieux": "suite/a.md" }',
    'accueil.md': '# Accueil\n\n[la suite](suite/a.md), [le golf](golf/lire.html)',
    'suite.zip': zip({
      'suite/.pages': 'nav: [b.md, a.md]',
      'suite/a.md': '# A\n\n--8<-- "extrait.txt"\n--8<-- "accueil.md"',
      'suite/b.md': '---\nlicence: all rights reserved\n---\n# Bé',
      'suite/extrait.txt': 'un extrait',
    }),
    'suite.zip.preau-lessons.yaml':
      'rights: [{ item: b.md, decision: publish, by: C. Martin, on: 2021-04-01 }]',
    'golf/lire.html': '<p>lire</p>',
    'golf.zip': await fixture('golf-scorm12.zip'),
    'été/quiz.h5p': await fixture('true-false.h5p'),
    'livre.epub': await fixture('../../../examples/april-6-2021/lessons/livre/cours-python.epub'),
    'gemme.imscc': await fixture('canvas_cc_gem_course.imscc'),
    'stack.mbz': await fixture('STACK-syntax-quiz.mbz'),
    'cours.mbz': await tarred(writeMoodle(A_COURSE)),
    'cassé.mbz': 'no archive at all',
  };
}

// Whole builds, on machines that do other things too.
vi.setConfig({ testTimeout: 60_000 });

let stage: MirrorStage;
let lines: ReturnType<typeof readLines>;
beforeAll(async () => {
  stage = await mirrorStage();
});
afterAll(() => stage.stop());
beforeEach(async () => {
  lines = readLines();
  stage.opened.length = 0;
  await removeAll(stage, 'lessons', 'ent/');
});
afterEach(() => stage.dieAt());
restoreLinesAfterEach();
const folder = temporaryFolder();

/** The manifest that is served; every file of it is there, word for word. */
async function servedManifest(): Promise<Manifest> {
  const build = stage.kvs.keys.get('release/ent') ?? '';
  const release = MIRROR_OBJECTS.release('ent', build);
  const text = (await served(stage, `${release}_preau/manifest.json`))?.text ?? '';
  const manifest = JSON.parse(text) as Manifest;
  for (const { path } of manifest.files)
    expect([path, (await served(stage, release + path.slice(1))) !== null]).toEqual([path, true]);
  return manifest;
}

const pageOf = async ({ buildId }: Manifest, path: string) =>
  (await served(stage, MIRROR_OBJECTS.release('ent', buildId) + path))?.text;

/** What one machine makes of the same lessons, with pictures as they are and without archives. */
async function builtHere(lessons: Lessons): Promise<Manifest> {
  const root = await folder();
  await writeTree(join(root, 'source'), lessons);
  const words = mirrorWords('fr');
  const source = await openLessons(join(root, 'source'), words);
  const { manifest } = await buildMirror(
    {
      source,
      markup: lessonMarkup(words),
      store: folderStore(join(root, 'out')),
      words,
      stemmers: STEMMERS,
      hashText: hashOf,
      sign: (unsigned) => unsigned,
    },
    {
      platform: platformId('ent'),
      title: 'ENT de la région',
      builtAt: epochMs(Date.parse(MORNING)),
      language: 'fr',
      archives: false,
      ownHosts: ['ent.region.example', 'secours.region.example'],
    },
  );
  await source.close?.();
  return manifest;
}

test('the mirror is the same as on one machine, to the build id', async () => {
  const lessons = await manyLessons();
  await putLessons(stage, lessons);
  await runBuild(stage, 'all');
  const there = await servedManifest();
  const here = await builtHere(lessons);
  expect(there.files).toEqual(here.files);
  expect(there.aliases).toEqual(here.aliases);
  expect(there.buildId).toBe(here.buildId);
  const paths = there.files.map(({ path }) => path);
  // Of each kind something; the owner's word let one that is reserved through.
  for (const path of ['/suite/a.html', '/suite/b.html', '/golf/lire.html'])
    expect(paths).toContain(path);
  for (const under of ['/golf-zip/', '/été/quiz/', '/livre/', '/gemme/', '/stack/', '/cours/'])
    expect(paths.some((path) => path.startsWith(under))).toBe(true);
  const page = await pageOf(there, 'suite/a.html');
  expect(page).toContain('un extrait');
  // A page of a package shows nothing of the folder that the package lies in.
  expect(page).not.toContain('le golf');
});

test('what an owner excludes is not opened, in folders and packages too', async () => {
  const words = 'exclude: [examen.zip, maths/corriges/, "*.csv"]';
  const lessons = {
    'preau-lessons.yaml': words,
    'maths/preau-lessons.yaml': 'title: Maths',
    'maths/corriges/c.md': '# C',
    'maths/x.csv': 'a,b',
    'maths/l.md': '# L',
    'cours.zip': zip({
      'preau-lessons.yaml': 'exclude: [s.md]',
      's.md': '# S',
      'y.csv': 'a,b',
      'l.md': '# L',
    }),
    'examen.zip': zip({ 'sujet.md': '# Sujet' }),
  };
  await putLessons(stage, lessons);
  await runBuild(stage, 'excludes');
  const there = await servedManifest();
  expect(stage.opened).toEqual(['cours.zip']);
  const paths = there.files.map(({ path }) => path).filter((path) => !path.startsWith('/_preau/'));
  expect(paths.toSorted()).toEqual([
    '/cours/l.html',
    '/cours/l/index.html',
    '/index.html',
    '/maths/l.html',
    '/maths/l/index.html',
  ]);
  expect(there.buildId).toBe((await builtHere(lessons)).buildId);
});

test('a broken package is told, the others are there, and nothing lies about', async () => {
  await putLessons(stage, { 'a.md': '# A', 'b.zip': zip({ 'x.md': '# X' }), 'cassé.mbz': 'none' });
  await runBuild(stage, 'broken');
  const paths = (await servedManifest()).files.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['/a.html', '/b/x.html']));
  const said = lines.all().map((line) => JSON.stringify(line));
  expect(said.some((line) => /"package":"cassé\.mbz".*neither/.test(line))).toBe(true);
  expect(said.some((line) => /"planned".*cassé\.mbz.*package-unreadable/.test(line))).toBe(true);
  await expect(readdir(stage.space)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a package that has not changed is not opened again, nor kept again', async () => {
  const lessons = { 'a.zip': zip({ 'x.md': '# X' }), 'b.zip': zip({ 'y.md': '# Y' }) };
  await putLessons(stage, lessons);
  await runBuild(stage, 'night-1');
  expect(stage.opened).toEqual(['a.zip', 'b.zip']);
  await putLessons(stage, { 'b.zip': zip({ 'y.md': '# Y changed' }) });
  await runBuild(stage, 'night-2', { startedAt: '2021-04-07T01:00:00Z' });
  expect(stage.opened).toEqual(['a.zip', 'b.zip', 'b.zip']);
  expect(await pageOf(await servedManifest(), 'b/y.html')).toContain('changed');
  // The owner's words are not in it: they count at once.
  await putLessons(stage, { 'a.zip.preau-lessons.yaml': 'exclude: [x.md]' });
  await runBuild(stage, 'night-3', { startedAt: '2021-04-08T01:00:00Z' });
  expect(stage.opened).toHaveLength(3);
  expect((await servedManifest()).files.map(({ path }) => path)).not.toContain('/a/x.html');
});

test('what was laid down and is gone stops the build, and a whole one makes it good', async () => {
  await putLessons(stage, { 'a.zip': zip({ 'seul.txt': 'seul', 'x.md': '# X' }) });
  await runBuild(stage, 'laid', { startedAt: '2021-06-01T01:00:00Z' });
  const { buildId } = await servedManifest();
  for (const key of await keysIn(stage, 'work', 'content/')) await remove(stage, 'work', key);
  const startedAt = '2021-06-02T01:00:00Z';
  await expect(runBuild(stage, 'gone', { startedAt })).rejects.toMatchObject({ code: 'not-found' });
  expect(stage.kvs.keys.get('release/ent')).toBe(buildId);
  await runBuild(stage, 'whole', { startedAt, whole: true });
  expect((await servedManifest()).files.map(({ path }) => path)).toContain('/a/seul.txt');
});

test('a package that comes or changes while the build runs waits for the next', async () => {
  const { unpacker, publisher } = stage.handlers;
  const event = { run: 'late', startedAt: MORNING, input: { platform: 'ent' } };
  await putLessons(stage, { 'a.md': '# A', 'tard.zip': zip({ 'x.md': '# X' }) });
  const found = await unpacker({ step: 'find', ...event }, contextOf());
  const [one] = (found as { readonly packages: readonly unknown[] }).packages;
  await putLessons(stage, { 'tard.zip': zip({ 'x.md': '# Another' }) });
  await expect(unpacker(one, contextOf())).rejects.toThrow(/replaced while the build ran/);
  await expect(publisher({ step: 'plan', ...event }, contextOf())).rejects.toMatchObject({
    code: 'not-found',
  });
  await runBuild(stage, 'next', { startedAt: '2021-07-01T01:00:00Z' });
  expect(await pageOf(await servedManifest(), 'tard/x.html')).toContain('Another');
});

test.each([
  [{ step: 'unpack' }],
  [{ step: 'unpack', platform: 'ent', run: 'r', whole: false, name: '../x.zip', edition: '"e"' }],
  [{ step: 'unpack', platform: 'ent', run: 'r', whole: false, name: 'x.html', edition: '"e"' }],
  [{ step: 'find', run: 'r', startedAt: MORNING, input: { platform: '../x' } }],
])('%j is refused', async (event) => {
  await expect(stage.handlers.unpacker(event, contextOf())).rejects.toMatchObject({
    code: 'request-malformed',
  });
});
