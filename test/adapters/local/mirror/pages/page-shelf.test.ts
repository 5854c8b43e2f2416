// Goal: a page is cleaned once and written once, and a build with a memory is the build without one, byte for byte.
// Method: sites in memory, built into a folder one after the other by a builder that counts what it cleans.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { hashOf } from '../../../../../adapters/local/hash.ts';
import { lessonMarkup } from '../../../../../adapters/local/mirror/markup.ts';
import { pageShelf } from '../../../../../adapters/local/mirror/pages/page-shelf.ts';
import { STEMMERS } from '../../../../../adapters/local/mirror/stem.ts';
import { folderStore } from '../../../../../adapters/local/mirror/store.ts';
import { textShelf } from '../../../../../adapters/local/mirror/text-shelf.ts';
import { mirrorWords } from '../../../../../adapters/local/mirror/words.ts';
import { buildMirror } from '../../../../../app/mirror/build-mirror.ts';
import type { LessonSource } from '../../../../../app/mirror/ports.ts';
import { epochMs, platformId } from '../../../../../core/units.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((one) => rmSync(one, { recursive: true, force: true })));

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'preau-pages-'));
  folders.push(folder);
  return folder;
}

type Site = Readonly<Record<string, string>>;

/** @param marks whether the source can name what it has before it is read */
const sourceOf = (site: Site, marks: boolean): LessonSource => ({
  sets: async () => [{ folder: '/', aliases: { '/autre/un': 'un.html' }, exclude: [] }],
  list: async () => ({
    files: Object.entries(site).map(([name, text]) => ({
      name,
      path: `/${name}`,
      sizeBytes: text.length,
      ...(marks && { mark: hashOf(text) }),
    })),
    leftOut: [],
  }),
  read: async ({ name }) => new TextEncoder().encode(site[name]),
});

interface About {
  readonly secret?: string;
  readonly edition?: string;
  readonly day?: number;
  readonly marks?: boolean;
  /** Null for none. */
  readonly memory?: string | null;
}

const words = mirrorWords('fr');
const real = lessonMarkup(words);

/** One build into `out`. @returns what it came to, and how many pages it cleaned itself */
async function build(out: string, site: Site, about: About = {}) {
  const { secret = 'secret', edition = 'one', day = 0, marks = true } = about;
  const place = about.memory === undefined ? join(out, '.preau', 'pages') : about.memory;
  let cleaned = 0;
  const counting: typeof real = {
    ...real,
    page: (...asked) => {
      cleaned += 1;
      return real.page(...asked);
    },
  };
  const memory =
    place === null ? undefined : pageShelf({ folder: place, secret: Buffer.from(secret), edition });
  const shelf = textShelf(join(out, '.preau'));
  const { manifest, folder, ...counts } = await buildMirror(
    {
      source: sourceOf(site, marks),
      markup: counting,
      store: folderStore(out),
      words,
      stemmers: STEMMERS,
      shelf,
      memory,
      hashText: hashOf,
      sign: (unsigned) => unsigned,
    },
    {
      platform: platformId('ent-x'),
      builtAt: epochMs(day * 86_400_000),
      language: 'fr',
      archives: false,
    },
  );
  shelf.close();
  memory?.prune();
  const { changed, ...report } = counts;
  return { manifest, folder, report, changed, cleaned };
}

const SITE: Site = {
  'un.html': '<h1>Les boucles</h1><p><a href="./deux.html">suite</a> <a href="fin.md">fin</a></p>',
  'deux.html': '<title>Deux</title><p>Des conditions, des tests. <a href="un.html">retour</a></p>',
  'fin.md': '# La fin\n\nAvec une [suite](deux.html).\n',
};
/** Its pages, and the copies of two that stand where else they are asked for. */
const PAGES = 5;

/** Build it twice, and see what the second build cleans, beside one that remembers nothing. */
async function again(site: Site, about: About = {}, change: (out: string) => void = () => {}) {
  const out = freshFolder();
  await build(out, SITE);
  change(out);
  const second = await build(out, site, about);
  const cold = await build(freshFolder(), site, { ...about, memory: null });
  expect(second.manifest).toEqual(cold.manifest);
  expect(second.report).toEqual(cold.report);
  return second;
}

const inPages = (out: string): readonly string[] =>
  readdirSync(join(out, '.preau', 'pages')).map((name) => join(out, '.preau', 'pages', name));

describe('a page that was written before', () => {
  it.each([true, false])('is the same file, and not cleaned (marks: %s)', async (marks) => {
    const { cleaned, folder } = await again({ ...SITE, 'x.csv': 'a,b' }, { marks });
    expect(cleaned).toBe(0);
    expect(statSync(join(folder, 'deux.html')).nlink).toBeGreaterThan(2);
  });

  it('is cleaned again when its text changed, and no other with it', async () => {
    const site = { ...SITE, 'deux.html': `${SITE['deux.html']}<p>Révision</p>` };
    expect((await again(site)).cleaned).toBe(1);
  });

  it('is cleaned again when what it leads to is gone', async () => {
    const { 'fin.md': _, ...site } = SITE;
    // The first page leads there, and so does its copy.
    expect((await again(site)).cleaned).toBe(2);
  });

  it('is written anew for another day, and not cleaned', async () => {
    const { cleaned, changed } = await again(SITE, { day: 1 });
    expect(cleaned).toBe(0);
    expect(changed).toBeGreaterThanOrEqual(PAGES);
  });

  it('is written anew where its file was changed behind our back', async () => {
    const { cleaned, folder } = await again(SITE, {}, (out) => {
      const id = readdirSync(join(out, '.preau', 'releases'))[0] ?? '';
      const file = join(out, '.preau', 'releases', id, 'deux.html');
      writeFileSync(file, readFileSync(file, 'utf8').replace('conditions', 'munitions'));
    });
    expect(cleaned).toBe(0);
    expect(readFileSync(join(folder, 'deux.html'), 'utf8')).toContain('Des conditions');
  });

  it.each<[string, About, (out: string) => void]>([
    ['the cleaner changed', { edition: 'two' }, () => {}],
    ['another key signs', { secret: 'other' }, () => {}],
    ['what was kept was written over', {}, (out) => inPages(out).forEach((one) => spoil(one))],
    ['what was kept was cut short', {}, (out) => inPages(out).forEach((one) => spoil(one, 20))],
    ['what was kept was another page’s', {}, exchange],
    ['what was kept was taken away', {}, (out) => inPages(out).forEach((one) => rmSync(one))],
  ])('is cleaned again when %s', async (_, about, change) => {
    expect((await again(SITE, about, change)).cleaned).toBe(PAGES);
  });

  it('is cleaned all the same where nothing can be kept', async () => {
    const file = join(freshFolder(), 'file');
    writeFileSync(file, '');
    expect((await again(SITE, { memory: join(file, 'pages') })).cleaned).toBe(PAGES);
  });

  it('is dropped when a whole build did not ask for it', async () => {
    const out = freshFolder();
    await build(out, SITE);
    await build(out, { 'deux.html': SITE['deux.html'] ?? '' });
    expect(inPages(out)).toHaveLength(1);
  });
});

describe('a build with a memory', () => {
  it('is the build without one, whatever was built before', async () => {
    const link = fc.constantFrom(
      'un.html',
      'deux.html',
      'trois.html',
      '#la',
      'https://ailleurs.fr',
    );
    const piece = fc.oneof(
      link.map((to) => `<a href="${to}">lien</a>`),
      fc.constantFrom('<h2>Partie</h2>', '<script>x</script>', '<p>Les élèves lisent.</p>'),
      fc.string({ maxLength: 8 }),
    );
    const page = fc.array(piece, { maxLength: 5 }).map((pieces) => `<p>Une</p>${pieces.join('')}`);
    const site = fc.dictionary(fc.constantFrom('un.html', 'deux.html', 'trois.html'), page, {
      minKeys: 1,
    });
    const visit = fc.record({ site, day: fc.nat({ max: 1 }), marks: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(visit, { minLength: 1, maxLength: 4 }), async (visits) => {
        const out = freshFolder();
        for (const { site: lessons, ...about } of visits) {
          const warm = await build(out, lessons, about);
          const cold = await build(freshFolder(), lessons, { ...about, memory: null });
          expect(warm.manifest).toEqual(cold.manifest);
          expect(warm.report).toEqual(cold.report);
        }
      }),
      { numRuns: 10 },
    );
  });
});

function spoil(file: string, length?: number): void {
  const kept = readFileSync(file);
  kept[kept.length - 3] = 0x7a;
  writeFileSync(file, kept.subarray(0, length));
}

function exchange(out: string): void {
  const files = inPages(out);
  const kept = files.map((one) => readFileSync(one));
  files.forEach((one, index) => writeFileSync(one, kept[(index + 1) % kept.length] ?? ''));
}
