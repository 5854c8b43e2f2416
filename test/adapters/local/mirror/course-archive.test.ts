// Goal: a course taken away as one ZIP is whole, the same every time, and never larger than it may be.
// Method: real builds in temporary folders, their archives read back.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { verifyMirror } from '../../../../adapters/local/mirror/verify.ts';
import { build, temporaryFolder, writeTree } from './fixture.ts';
import { photograph } from './pictures/hostile-pictures.ts';

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

  it('has every picture that its pages show, in each of its makings, and no other course’s', async () => {
    const root = await folder();
    const heavy = (seed: number) => photograph(1_600, 1_200, seed).jpeg({ quality: 90 }).toBuffer();
    await writeTree(join(root, 'source'), {
      'maths/preau-lessons.yaml': 'title: Cours de maths',
      'maths/a.html':
        '<h1>A</h1><img src="une.jpg" alt="une"><img src="../commun/deux.jpg" alt="">',
      'maths/une.jpg': await heavy(1),
      'commun/deux.jpg': await heavy(2),
      'svt/preau-lessons.yaml': 'title: Cours de SVT',
      'svt/b.html': '<h1>B</h1><img src="trois.jpg" alt="trois">',
      'svt/trois.jpg': await heavy(3),
    });
    await build(root);
    const maths = await unpack(root, 'cours-maths.zip');
    const shown = addressesIn(maths, 'maths/a.html');
    expect(shown.filter((path) => path.startsWith('_preau/pictures/')).length).toBeGreaterThan(1);
    expect(shown.filter((path) => !(path in maths))).toEqual([]);
    const pictures = Object.keys(maths).filter((path) => /\.(?:jpg|webp|avif)$/.test(path));
    expect(pictures.filter((path) => !shown.includes(path))).toEqual([]);
  }, 60_000);

  it('leads to nothing that it lacks: what is in another course is said in words', async () => {
    const root = await folder();
    await writeTree(join(root, 'source'), {
      'loose.md': '# Seule\n\n[la dérivée](maths/a.md)',
      'SUMMARY.md': '- [A](maths/a.md)\n- [B](svt/b.md)\n- [C](maths/c.md)',
      'maths/preau-lessons.yaml': 'title: Cours de maths',
      'maths/a.md': '# Dérivée\n\nVoir [la cellule](../svt/b.md#noyau) et [la suite](c.md).',
      'maths/c.md': '# Suite',
      'svt/preau-lessons.yaml': 'title: Cours de SVT',
      'svt/b.md': '# Cellule\n\n## Noyau',
    });
    const { deadLinks, links } = await build(root);
    expect([deadLinks, links.dead]).toEqual([[], 0]);
    for (const name of ['cours.zip', 'cours-maths.zip', 'cours-svt.zip']) {
      const files = await unpack(root, name);
      for (const page of Object.keys(files).filter((path) => path.endsWith('.html')))
        expect([page, addressesIn(files, page).filter((path) => !(path in files))]).toEqual([
          page,
          [],
        ]);
    }
    const page = strFromU8((await unpack(root, 'cours-maths.zip'))['maths/a.html'] ?? NOTHING);
    expect(page).toContain('la cellule');
    const served = await readFile(join(root, 'out/maths/a.html'), 'utf8');
    expect(served.match(/svt\/b\.html/g)).toHaveLength(2);
    const first = await readFile(join(root, 'out/_preau/cours-maths.zip'));
    await build(root);
    expect(first.equals(await readFile(join(root, 'out/_preau/cours-maths.zip')))).toBe(true);
    expect(page).toMatch(/<a href="[^"]*c\.html">la suite<\/a>/);
    expect((await verifyMirror(join(root, 'out'))).faults).toEqual([]);
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

const NOTHING = new Uint8Array();

/** Files of the archive's folder that a page of it shows or leads to. */
function addressesIn(files: Readonly<Record<string, Uint8Array>>, page: string): readonly string[] {
  const html = strFromU8(files[page] ?? NOTHING);
  const all = [...html.matchAll(/(?:src|srcset|href)="([^"#]+)/g)].map(
    ([, address]) => address ?? '',
  );
  return all
    .map((address) => new URL(address, `file:///${page}`))
    .filter(({ protocol }) => protocol === 'file:')
    .map(({ pathname }) => decodeURIComponent(pathname.slice(1)));
}
