import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openLessons } from '../../../../adapters/local/lessons/open-lessons.ts';
import { readRights } from '../../../../adapters/local/lessons/read-rights.ts';
import { recordRights } from '../../../../adapters/local/lessons/record-rights.ts';
import { mirrorWords } from '../../../../adapters/local/mirror/words.ts';
import { planSite } from '../../../../app/mirror/plan-site.ts';
import { temporaryFolder, writeTree } from '../mirror/fixture.ts';

// Goal: lessons are opened as teachers have them, and one broken package does not hide the others.
// Method: small folders, packages and documents, listed and read.

const folder = temporaryFolder();
const words = mirrorWords('fr');
const zip = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]),
    ),
  );

async function opened(place: string) {
  const source = await openLessons(place, words);
  const { files, leftOut } = await source.list();
  const texts = await Promise.all(
    files.map(async (file) => Buffer.from((await source.read(file)) ?? []).toString()),
  );
  const sets = await source.sets();
  await source.close?.();
  return { paths: files.map(({ path }) => path), texts, leftOut, sets };
}

describe('lessons', () => {
  it('are a folder with its packages, each under its own name', async () => {
    const root = await folder();
    await writeTree(root, {
      'index.html': 'home',
      'cours/suite.zip': zip({ 'suite/a.md': 'A', 'suite/img/b.png': 'B' }),
      'deux.zip': zip({ 'x.html': 'X' }),
      'deux/y.html': 'Y',
    });
    const { paths, texts } = await opened(root);
    expect(Object.fromEntries(paths.map((path, at) => [path, texts[at]]))).toEqual({
      '/index.html': 'home',
      '/cours/suite/a.md': 'A',
      '/cours/suite/img/b.png': 'B',
      '/deux/y.html': 'Y',
      '/deux-zip/x.html': 'X',
    });
  });

  it('are read though one package of the folder is broken', async () => {
    const root = await folder();
    await writeTree(root, { 'a.md': '# A', 'broken.mbz': 'no archive at all' });
    const { paths, leftOut } = await opened(root);
    expect(paths).toEqual(['/a.md']);
    expect(leftOut).toEqual([{ name: 'broken.mbz', reason: 'package-unreadable' }]);
  });

  it('are read beside a package that is larger than a lesson may be', async () => {
    const root = await folder();
    await writeTree(root, { 'a.md': '# A', 'gros.zip': '' });
    // A hole of 60 MB, and at its end the directory of the ZIP.
    await truncate(join(root, 'gros.zip'), 60 * 1024 * 1024);
    await appendFile(join(root, 'gros.zip'), zip({ 'x.html': 'X' }));
    const { paths, leftOut } = await opened(root);
    expect([paths, leftOut]).toEqual([['/a.md', '/gros/x.html'], []]);
  });

  it('are one document', async () => {
    const root = await folder();
    await writeTree(root, { 'Fiche été.pdf': '%PDF-1.4' });
    expect(await opened(join(root, 'Fiche été.pdf'))).toMatchObject({
      paths: ['/Fiche été.pdf'],
      texts: ['%PDF-1.4'],
    });
  });

  it('are a ZIP without its own folder’s name, and with what its owner says in it', async () => {
    const root = await folder();
    await writeTree(root, {
      'c.zip': zip({ 'cours/preau-lessons.yaml': 'licence: CC BY 4.0', 'cours/l.html': 'L' }),
    });
    const { paths, sets } = await opened(join(root, 'c.zip'));
    expect(paths).toEqual(['/l.html']);
    expect(sets[0]?.licence).toBe('CC BY 4.0');
  });

  it.each(['gone', 'notes.odt'])('are not %j, which says what would do', async (name) => {
    const root = await folder();
    await writeTree(root, { 'notes.odt': 'text' });
    await expect(openLessons(join(root, name), words)).rejects.toMatchObject({
      code: 'mirror-source-unreadable',
      message: expect.stringContaining('.imscc'),
    });
  });
});

describe('an owner’s word', () => {
  const decision = {
    item: 'l.html',
    decision: 'publish',
    by: 'C. Martin',
    on: '2021-04-01',
  } as const;

  it('stands beside a package, and counts with it', async () => {
    const root = await folder();
    const place = join(root, 'c.zip');
    await writeTree(root, { 'c.zip': zip({ 'l.html': 'L' }) });
    expect(await recordRights(place, [decision])).toBe(`${place}.preau-lessons.yaml`);
    expect((await opened(place)).sets[0]?.rights).toEqual([decision]);
  });

  it('counts too where the package lies in a folder, and is no lesson itself', async () => {
    const root = await folder();
    await writeTree(root, { 'x/c.zip': zip({ 'l.html': 'L' }) });
    await recordRights(join(root, 'x/c.zip'), [decision]);
    const { paths, sets, leftOut } = await opened(root);
    expect([paths, leftOut]).toEqual([['/x/c/l.html'], []]);
    expect(sets.find(({ folder: place }) => place === '/x/c/')?.rights).toEqual([decision]);
    await writeFile(join(root, 'x/c.zip.preau-lessons.yaml'), 'licence: 3');
    await expect(opened(root)).rejects.toMatchObject({ code: 'mirror-source-unreadable' });
  });

  it('is added to what the folder’s file says, comments and all', async () => {
    const root = await folder();
    await writeTree(root, { 'l.html': 'L', 'preau-lessons.yaml': '# ours\nlicence: CC BY 4.0\n' });
    const file = await recordRights(root, [decision]);
    await recordRights(root, [{ ...decision, decision: 'leave-out' }]);
    const { sets } = await opened(root);
    expect(sets[0]).toMatchObject({ licence: 'CC BY 4.0' });
    expect(sets[0]?.rights?.map((word) => word.decision)).toEqual(['publish', 'leave-out']);
    expect(await readFile(file, 'utf8')).toMatch(/^# ours\n/);
    expect((await readRights(root))?.map((word) => word.decision)).toEqual([
      'publish',
      'leave-out',
    ]);
  });

  it('on nothing, or of no day, is refused', async () => {
    const root = await folder();
    await writeTree(root, { 'l.html': 'L' });
    for (const wrong of [{ item: '' }, { item: ' ' }, { on: '2026-13-45' }, { on: '9999-99-99' }])
      await expect(recordRights(root, [{ ...decision, ...wrong }])).rejects.toMatchObject({
        code: 'mirror-source-unreadable',
      });
    await writeTree(root, { 'preau-lessons.yaml': 'exclude: [" "]' });
    await expect(opened(root)).rejects.toThrow(/exclude\.0 \(empty/);
  });

  it('is not added to a file that is wrong', async () => {
    const root = await folder();
    for (const wrong of ['licence: 3', 'licence: "CC BY\nexclude: [a', 'exclude: ["*.txt"\n']) {
      await writeTree(root, { 'l.html': 'L', 'preau-lessons.yaml': wrong });
      expect(await readRights(root)).toBe(null);
      await expect(recordRights(root, [decision])).rejects.toMatchObject({
        code: 'mirror-source-unreadable',
      });
    }
  });
});

describe('what a ZIP says of itself', () => {
  const word = (item: string, decision: string) => ({ item, decision, by: 'X', on: '2026-01-01' });
  const inside = {
    'cours/preau-lessons.yaml': JSON.stringify({
      exclude: ['*.csv'],
      rights: [word('a.md', 'publish'), word('b.md', 'leave-out')],
    }),
    'cours/maths/preau-lessons.yaml': JSON.stringify({ title: 'Maths', exclude: ['corriges/'] }),
    'cours/a.md': '---\nlicence: Tous droits réservés\n---\n# A',
    'cours/b.md': '# B',
    'cours/maths/l.md': '# L',
    'cours/maths/x.csv': 'a,b',
    'cours/maths/corriges/s.md': '# S',
  };

  it.each(['c.zip', ''])('keeps out what it excludes, in its folders too (%j)', async (name) => {
    const root = await folder();
    await writeTree(root, { 'c.zip': zip(inside) });
    const source = await openLessons(join(root, name), words);
    const plan = planSite({ ...(await source.list()), sets: await source.sets() });
    await source.close?.();
    const under = name === '' ? '/c' : '';
    expect(plan.files.map(({ path }) => path)).toContain(`${under}/maths/l.html`);
    expect(plan.leftOut.map(({ name: one, reason }) => `/${one} ${reason}`)).toEqual(
      expect.arrayContaining([
        `${under}/a.md rights-wait`,
        `${under}/maths/corriges/s.md excluded`,
        `${under}/maths/x.csv excluded`,
      ]),
    );
    expect(plan.files.map(({ set }) => set.title)).toContain('Maths');
  });

  it('lets nothing be published but by its owner beside it', async () => {
    const root = await folder();
    await writeTree(root, { 'c.zip': zip(inside) });
    const shown = async () => {
      const { sets, files } = await listedWith(root);
      return planSite({ files, sets }).files.map(({ path }) => path);
    };
    expect(await shown()).not.toContain('/c/a.html');
    await recordRights(join(root, 'c.zip'), [
      { item: 'a.md', decision: 'publish', by: 'C. Martin', on: '2026-01-02' },
    ]);
    expect(await shown()).toContain('/c/a.html');
  });

  it('is heard, or the package is not read', async () => {
    const root = await folder();
    await writeTree(root, {
      'c.zip': zip({ 'x/preau-lessons.yaml': 'exclud: [a]', 'x/a.md': 'A' }),
    });
    await expect(listedWith(join(root, 'c.zip'))).rejects.toMatchObject({
      code: 'mirror-source-unreadable',
    });
  });

  async function listedWith(place: string) {
    const source = await openLessons(place, words);
    const { files } = await source.list();
    const sets = await source.sets();
    await source.close?.();
    return { files, sets };
  }
});
