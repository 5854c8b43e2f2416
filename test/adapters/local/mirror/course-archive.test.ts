// Goal: a course taken away as one ZIP is whole, the same every time, and never larger than it may be.
// Method: real builds in temporary folders, their archives read back.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { verifyMirror } from '../../../../adapters/local/mirror/verify.ts';
import { build, temporaryFolder, writeTree } from './fixture.ts';

const folder = temporaryFolder();
const unpack = async (root: string, name = 'cours.zip') =>
  unzipSync(await readFile(join(root, 'out/_preau', name)));

describe('a course as one file', () => {
  it('holds every lesson and opens by its index.html, without what needs a server', async () => {
    const root = await folder();
    await writeTree(join(root, 'source'), {
      'Été/leçon.md': '# Leçon',
      'Été/fiche.pdf': `%PDF-1.4\n${'x'.repeat(500)}`,
    });
    const { manifest } = await build(root);
    const files = await unpack(root);
    const names = Object.keys(files).map((name) => name.replace(/[0-9a-f]{12}/, '#'));
    expect(names).toEqual([
      '_preau/lecons.html',
      '_preau/lecons.js',
      '_preau/recherche/#/index.js',
      '_preau/recherche/#/m0.js',
      '_preau/theme.#.css',
      'index.html',
      'Été/fiche.pdf',
      'Été/leçon.html',
    ]);
    const home = strFromU8(files['index.html'] ?? new Uint8Array());
    expect(home).toContain('href="./%C3%89t%C3%A9/le%C3%A7on.html"');
    expect(home).not.toContain('.zip');
    expect(files['Été/leçon.html']).toEqual(
      new Uint8Array(await readFile(join(root, 'out/Été/leçon.html'))),
    );
    const list = await readFile(join(root, 'out/_preau/lecons.html'), 'utf8');
    expect(list).toMatch(
      /<a href="\.\/cours\.zip" download>Télécharger « ENT Exemple » \(ZIP, [\d,]+\sko\)/,
    );
    expect(manifest.files.find(({ path }) => path === '/_preau/cours.zip')?.type).toBe(
      'application/zip',
    );
    expect((await verifyMirror(join(root, 'out'))).faults).toEqual([]);
  });

  it('is the same, byte for byte, wherever and whenever it is made', async () => {
    const [one, two] = [await folder(), await folder()];
    for (const root of [one, two])
      await writeTree(join(root, 'source'), { 'b.md': '# B', 'a.md': '# A', 'c/d.md': '# D' });
    const before = process.env['TZ'];
    await build(one);
    process.env['TZ'] = 'Indian/Reunion';
    try {
      await build(two);
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
    const [a, b] = await Promise.all(
      [one, two].map((root) => readFile(join(root, 'out/_preau/cours.zip'))),
    );
    expect(a?.equals(b ?? Buffer.alloc(0))).toBe(true);
  });

  it('is one for each course where there are several, and one for what is in none', async () => {
    const root = await folder();
    await writeTree(join(root, 'source'), {
      'loose.md': '# Seule',
      'maths/preau-lessons.yaml': 'title: Cours de maths',
      'maths/a.md': '# Dérivée',
      'svt/preau-lessons.yaml': 'title: Cours de SVT',
      'svt/index.md': '# Cellule',
    });
    await build(root);
    const names = async (name: string) =>
      Object.keys(await unpack(root, name)).filter((path) => !path.startsWith('_preau/'));
    expect(await names('cours-maths.zip')).toEqual(['index.html', 'maths/a.html']);
    expect(await names('cours-svt.zip')).toEqual(['index.html', 'svt/index.html']);
    expect(await names('cours.zip')).toEqual(['index.html', 'loose.html']);
    const maths = strFromU8(
      (await unpack(root, 'cours-maths.zip'))['index.html'] ?? new Uint8Array(),
    );
    expect(maths).toContain('<h1>Cours de maths</h1>');
    expect(maths).not.toContain('Cellule');
  });

  it('says so in words where it would be too large, and is not made', async () => {
    const root = await folder();
    const large = Buffer.alloc(9_000_000, '%PDF-1.4\n');
    const names = Array.from({ length: 12 }, (_, n) => [`f${n}.pdf`, large] as const);
    await writeTree(join(root, 'source'), { 'a.md': '# A', ...Object.fromEntries(names) });
    const { manifest } = await build(root);
    expect(manifest.files.filter(({ path }) => path.endsWith('.zip'))).toEqual([]);
    const list = await readFile(join(root, 'out/_preau/lecons.html'), 'utf8');
    expect(list).toContain('« ENT Exemple » est trop gros pour un seul fichier ZIP.');
  });
});
