// Goal: lessons in a bucket and in a folder are one source: what one leaves out, so does the other.
// Method: one suite, the same files laid for both; fauxqs for the bucket.
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { s3Folder } from '../../adapters/aws/s3-lessons.ts';
import { SOURCE_LIMITS, type SourceLimits } from '../../adapters/local/lessons/lesson-limits.ts';
import { folderSource } from '../../adapters/local/lessons/folder-source.ts';
import type { LessonSource } from '../../app/mirror/ports.ts';
import { temporaryFolder, writeTree } from '../adapters/local/mirror/fixture.ts';
import { startStore, type StoreEndpoint } from './store-endpoint.ts';

const FILES = {
  'preau-lessons.yaml': 'title: Tout\nexclude: [brouillon/]',
  'maths/preau-lessons.yaml': 'licence: CC0',
  // What an owner says beside a package is no lesson.
  'maths/c.zip.preau-lessons.yaml': 'licence: CC0',
  'maths/algèbre.md': '# Algèbre',
  'maths/a/b/c/profond.html': '<p>profond</p>',
  '.cache/secret.html': 'x',
  '_preau/faux.html': 'x',
  'gros.html': 'x'.repeat(300),
  'gros.pdf': 'x'.repeat(300),
  'vide.txt': '\n',
};
const LIMITS: SourceLimits = { ...SOURCE_LIMITS, textBytes: 200, depth: 2 };

let store: StoreEndpoint;
beforeAll(async () => {
  store = await startStore();
});
afterAll(() => store.stop());
const folder = temporaryFolder();
let buckets = 0;

type Open = (
  files: Readonly<Record<string, string>>,
  limits?: SourceLimits,
) => Promise<LessonSource>;
const makings: readonly (readonly [string, Open])[] = [
  [
    'a folder',
    async (files, limits) => {
      const root = await folder();
      await writeTree(root, files);
      return folderSource(root, limits);
    },
  ],
  [
    'a bucket',
    async (files, limits) => {
      const bucket = `lessons-${(buckets += 1)}`;
      store.server.createBucket(bucket);
      const put = (Key: string, Body: string) =>
        store.s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
      await Promise.all(Object.entries(files).map(([name, text]) => put(`ent/${name}`, text)));
      // Another platform's, whose name begins alike, and a folder as consoles make them.
      await put('ent-autre/a.html', 'x');
      await put('ent/maths/', '\n');
      return s3Folder({ client: store.s3, bucket, prefix: 'ent/', ...(limits && { limits }) })
        .source;
    },
  ],
];

describe.each(makings)('lessons in %s', (_, open) => {
  it('are listed by name with address and size, and nothing but them', async () => {
    const { files } = await (await open(FILES)).list();
    expect(files.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'gros.html', path: '/gros.html', sizeBytes: 300 },
      { name: 'gros.pdf', path: '/gros.pdf', sizeBytes: 300 },
      { name: 'maths/a/b/c/profond.html', path: '/maths/a/b/c/profond.html', sizeBytes: 14 },
      { name: 'maths/algèbre.md', path: '/maths/algèbre.md', sizeBytes: 10 },
      { name: 'vide.txt', path: '/vide.txt', sizeBytes: 1 },
    ]);
  });

  it('come in their teacher’s order, with the files that pages include and the rights they state', async () => {
    const source = await open({
      'cours/.pages': 'nav: [b.md, Un: a.md]',
      'cours/a.md': '---\nlicence: CC BY 4.0\n---\n--8<-- "code/x.py"\n--8<-- "absent.md"',
      'cours/b.md': '# Bé',
      'cours/code/x.py': 'x = 1',
    });
    const { files, leftOut } = await source.list();
    expect(leftOut).toEqual([]);
    expect(await source.outline?.()).toEqual([
      { title: 'Cours', depth: 0, path: null },
      { title: 'Bé', depth: 1, path: '/cours/b.md' },
      { title: 'Un', depth: 1, path: '/cours/a.md' },
    ]);
    const page = files.find(({ name }) => name === 'cours/a.md');
    expect(page?.rights).toEqual({ kind: 'open', said: 'CC BY 4.0' });
    const bytes = page === undefined ? null : await source.read(page);
    expect(new TextDecoder().decode(bytes ?? undefined)).toContain('\nx = 1\n--8<-- "absent.md"');
  });

  it('state in the heads of their pages who may show them', async () => {
    const meta = (name: string, content: string) =>
      `<html><head><script>var a = "<body>"</script><meta name="${name}" content="${content}"></head><body><meta name="rights" content="private">x</body></html>`;
    const source = await open({
      'a.html': meta('copyright', 'All rights reserved'),
      'b.htm': meta('DCTERMS.rights', 'CC BY 4.0'),
      'c.html': meta('author', '© Nathan'),
      'd.md': '---\ntitle: Les fractions : somme\nlicence: Tous droits réservés\n---\n# D',
      'e.md': '---\nlicence: CC BY\nrights: all rights reserved\n---\n# E',
      'f.md': '---\nprivate: true\n---\n# F',
      'g.html': '<meta property="license" content="CC0"><meta name="rights" content="private">',
    });
    const { files } = await source.list();
    expect(files.map(({ name, rights }) => `${name} ${rights?.kind ?? '-'}`).toSorted()).toEqual([
      'a.html reserved',
      'b.htm open',
      'c.html -',
      'd.md reserved',
      'e.md reserved',
      'f.md reserved',
      'g.html reserved',
    ]);
  });

  it('that are hidden, reserved, too big or too deep are left out and named', async () => {
    const { files, leftOut } = await (await open(FILES, LIMITS)).list();
    expect(files.map(({ name }) => name)).not.toContain('gros.html');
    const reasons = leftOut.map(({ reason }) => reason);
    for (const reason of ['hidden', 'reserved', 'too-big', 'too-deep'])
      expect(reasons).toContain(reason);
  });

  it('may have packages larger than lessons, up to a limit of their own', async () => {
    const limits = { ...SOURCE_LIMITS, fileBytes: 10, totalBytes: 10, packageBytes: 200 };
    const source = await open(
      { 'a.zip': 'x'.repeat(200), 'b.zip': 'x'.repeat(201), 'c.pdf': 'x'.repeat(10) },
      limits,
    );
    const { files, leftOut } = await source.list();
    expect(files.map(({ name }) => name).toSorted()).toEqual(['a.zip', 'c.pdf']);
    expect(leftOut).toEqual([{ name: 'b.zip', reason: 'too-big' }]);
  });

  it('have their owners’ sets, the root’s first', async () => {
    expect(await (await open(FILES)).sets()).toEqual([
      { folder: '/', title: 'Tout', aliases: {}, exclude: ['brouillon/'] },
      { folder: '/maths/', licence: 'CC0', aliases: {}, exclude: [] },
    ]);
  });

  it('have sets of folders in folders, and nothing said is passed over without a word', async () => {
    const source = await open({
      'a/b/c/preau-lessons.yaml': 'exclude: [secret.md]',
      'a/b/c/secret.md': '# S',
      'a.md': '# A',
      'a.md.preau-lessons.yaml': 'exclude: ["/"]',
      'c.zip.preau-lessons.yaml': 'title: C',
      '.cache/preau-lessons.yaml': 'title: x',
    });
    expect(await source.sets()).toEqual([
      { folder: '/', aliases: {}, exclude: [] },
      { folder: '/a/b/c/', aliases: {}, exclude: ['secret.md'] },
    ]);
    const { leftOut } = await source.list();
    const told = leftOut.filter(({ reason }) => reason !== 'hidden');
    expect(told).toEqual([{ name: 'a.md.preau-lessons.yaml', reason: 'settings-unread' }]);
  });

  it('with more words than are read are refused, with what to do', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 501 }, (_, at) => [`${at}/preau-lessons.yaml`, 'title: T']),
    );
    await expect((await open(many)).sets()).rejects.toThrow(/at most 500 files .* got 501; say it/);
    const long = await open({
      'preau-lessons.yaml': `#${' '.repeat(1024 * 1024)}\nexclude: [a.md]`,
    });
    await expect(long.sets()).rejects.toThrow(/1048576/);
  }, 30_000);

  it('have an empty set where nobody said anything', async () => {
    expect(await (await open({ 'a.md': 'a' })).sets()).toEqual([
      { folder: '/', aliases: {}, exclude: [] },
    ]);
  });

  it('with wrong settings are refused, with the place of the fault', async () => {
    const source = await open({ 'a.md': 'a', 'x/preau-lessons.yaml': 'licence: 3\ntitel: x' });
    await expect(source.sets()).rejects.toThrow(
      /x\/preau-lessons\.yaml: expected .* licence \(no string\).*unknown: titel/,
    );
  });

  it('beyond so many are refused', async () => {
    const source = await open(FILES, { ...LIMITS, files: 2 });
    await expect(source.list()).rejects.toMatchObject({ code: 'mirror-source-unreadable' });
  });

  it('are read as far as they may be, and are null when they are gone or grew', async () => {
    const source = await open(FILES, LIMITS);
    const read = async (name: string, sizeBytes = 1) => {
      const bytes = await source.read({ name, path: `/${name}`, sizeBytes });
      return bytes && Buffer.from(bytes).toString('utf8');
    };
    expect(await read('maths/algèbre.md')).toBe('# Algèbre');
    expect(await read('gros.html')).toBeNull();
    expect(await read('absent.html')).toBeNull();
  });
});
