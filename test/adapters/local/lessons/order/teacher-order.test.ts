// Goal: the order, the titles and the rights that a teacher wrote beside lessons come with them.
// Method: small folders, one for each tool's way; hostile menus; a property over any menu.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { folderSource } from '../../../../../adapters/local/lessons/folder-source.ts';
import { openLessons } from '../../../../../adapters/local/lessons/open-lessons.ts';
import { teacherOutline } from '../../../../../adapters/local/lessons/order/teacher-outline.ts';
import { mirrorWords } from '../../../../../adapters/local/mirror/words.ts';
import { temporaryFolder, writeTree } from '../../mirror/fixture.ts';

const folder = temporaryFolder();

async function opened(files: Readonly<Record<string, string>>) {
  const root = await folder();
  await writeTree(root, files);
  return folderSource(root);
}

/** One line each: dots for depth, title, address. */
async function outlineOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const lines = (await (await opened(files)).outline?.()) ?? [];
  return lines.map(({ title, depth, path }) => `${'. '.repeat(depth)}${title} ${path ?? '-'}`);
}

describe('the order of a folder', () => {
  it('is that of its numbers, with what the pages call themselves', async () => {
    expect(
      await outlineOf({
        '10_fin.md': '# La *fin* {#fin}',
        '2_suite.md': '---\ntitle: Suite\n---\n# Autre',
        'index.md': 'texte',
        '3_dossier/README.md': '# Lisez-moi',
        '3_dossier/b.html': '',
        '3_dossier/image.png': '',
      }),
    ).toEqual([
      'Index /index.md',
      'Suite /2_suite.md',
      'Dossier /3_dossier/README.md',
      '. B /3_dossier/b.html',
      'La fin /10_fin.md',
    ]);
  });
  it('is that of .pages, folder by folder', async () => {
    expect(
      await outlineOf({
        '.pages':
          'nav:\n  - Deux: b.md\n  - dossier\n  - ...\n  - Site: https://x.example/\n  - Un groupe:\n    - a.md\n',
        'a.md': '# A',
        'b.md': '# B',
        'c.md': '# C',
        'dossier/.pages': 'title: Mon dossier\norder: desc\n',
        'dossier/1.md': '# Un',
        'dossier/2.md': '# Deux',
        'cache/.pages': 'hide: true',
        'cache/x.md': '# X',
      }),
    ).toEqual([
      'Deux /b.md',
      'Mon dossier -',
      '. Deux /dossier/2.md',
      '. Un /dossier/1.md',
      'A /a.md',
      'C /c.md',
      'Un groupe -',
    ]);
  });
  it('is that of mkdocs.yml, whose other words are left unread', async () => {
    expect(
      await outlineOf({
        'mkdocs.yml':
          'site_name: S\nx: !!python/name:os.system\nnav:\n  - Accueil: index.md\n  - Thème:\n    - t/deux.md\n    - Un: t/un.md\n',
        'docs/index.md': '# I',
        'docs/t/un.md': '# 1',
        'docs/t/deux.md': '# 2',
      }),
    ).toEqual(['Accueil /docs/index.md', 'Thème -', '. 2 /docs/t/deux.md', '. Un /docs/t/un.md']);
  });
  it.each(['SUMMARY.md', '_sidebar.md'])('is that of %s', async (name) => {
    expect(
      await outlineOf({
        [`livre/${name}`]: '* [Deux](deux.md)\n    * [Un](./un.md#x)\n* [Loin](../../etc/passwd)\n',
        'livre/un.md': '',
        'livre/deux.md': '',
      }),
    ).toEqual(['Livre -', '. Deux /livre/deux.md', '. . Un /livre/un.md']);
  });
  it('names no page twice and none that is not there, whatever the menu', () => {
    const files = ['/a.md', '/b/c.md', '/b/d.md'].map((path) => ({
      name: path.slice(1),
      path,
      sizeBytes: 1,
    }));
    const line = fc.constantFrom(
      'nav:',
      '  - a.md',
      '  - b',
      '  - ...',
      '  - X:',
      '    - b/c.md',
      '    - ../a.md',
      '  - .',
      '  - b/..',
      'order: desc',
      'hide: true',
      '  - "": b',
      '- &x [*x]',
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.constantFrom('.pages', 'mkdocs.yml', 'b/.pages', 'SUMMARY.md'),
        (lines, name) => {
          const orderFiles = new Map([[name, lines.join('\n')]]);
          const paths = teacherOutline({ files, orderFiles, titles: new Map() }).flatMap(
            ({ path }) => path ?? [],
          );
          expect(new Set(paths).size).toBe(paths.length);
          for (const path of paths) expect(files.map((file) => file.path)).toContain(path);
        },
      ),
    );
  });
});

it('a ZIP of a folder has the same order, and the excerpts of its pages', async () => {
  const root = await folder();
  const files = {
    'cours/.pages': 'nav: [b.md, a.md]',
    'cours/a.md': '--8<-- "x.py"\n--8<-- "../../etc/passwd"',
    'cours/b.md': '# B',
    'cours/x.py': 'x = 1',
  };
  const bytes = zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
  );
  await writeFile(join(root, 'c.zip'), bytes);
  const source = await openLessons(join(root, 'c.zip'), mirrorWords('fr'));
  const { files: listed, leftOut } = await source.list();
  expect(leftOut).toEqual([]);
  expect((await source.outline?.())?.map(({ path }) => path)).toEqual(['/b.md', '/a.md']);
  const page = listed.find(({ path }) => path === '/a.md');
  const text = page === undefined ? null : await source.read(page);
  expect(new TextDecoder().decode(text ?? undefined)).toBe('x = 1\n--8<-- "../../etc/passwd"');
  await source.close?.();
});

describe('brackets in brackets in what a teacher wrote', () => {
  const NESTED = ['{'.repeat(400), `${'{'.repeat(400)}${'}'.repeat(400)}`, '? '.repeat(400)];

  it.each(NESTED)('order nothing, and cost no time: %.8s', { timeout: 10_000 }, async (nested) => {
    const files = {
      '.pages': `nav: [b.md, a.md]\nx: ${nested}`,
      'mkdocs.yml': `nav: [b.md, a.md]\nx: ${nested}`,
      'a.md': `---\ntitle: Un\nmeta: ${nested}\n---\n# A`,
      'b.md': '# B',
    };
    expect(await outlineOf(files)).toEqual(['Un /a.md', 'B /b.md']);
  });

  it.each(NESTED)('are a fault of an owner’s words: %.8s', { timeout: 10_000 }, async (nested) => {
    const files = { 'preau-lessons.yaml': `title: ${nested}`, 'a.md': '' };
    await expect((await opened(files)).sets()).rejects.toThrow(
      /preau-lessons\.yaml: .*(?:too-deep|yaml-syntax) at line 1/,
    );
  });
});

describe('what a teacher wrote beside lessons', () => {
  it('is no lesson, and is not called left out either', async () => {
    const { files, leftOut } = await (
      await opened({
        '.pages': 'nav: [a.md]',
        'a.md': '',
        'mkdocs.yml': '',
        'SUMMARY.md': '',
        '.git/x': '',
      })
    ).list();
    expect(files.map(({ name }) => name)).toEqual(['a.md']);
    expect(leftOut).toEqual([{ name: '.git', reason: 'hidden' }]);
  });
  it('states rights page by page', async () => {
    const { files } = await (
      await opened({
        'a.md': '---\nlicence: CC BY-SA 4.0\n---\nx',
        'b.md': '---\nrights: Tous droits réservés\n---\nx',
        'c.md': '# c',
      })
    ).list();
    expect(files.map(({ rights }) => rights)).toEqual([
      { kind: 'open', said: 'CC BY-SA 4.0' },
      { kind: 'reserved', said: 'Tous droits réservés' },
      undefined,
    ]);
  });
});

it('calls a folder as its owner does, and says where a title is but a name', async () => {
  const source = await opened({
    'nsi/preau-lessons.yaml': 'title: Terminale NSI',
    'nsi/a.md': '# Les listes',
    'nsi/b.html': '<h1>Les piles</h1>',
  });
  expect(await source.outline?.()).toEqual([
    { title: 'Terminale NSI', depth: 0, path: null },
    { title: 'Les listes', depth: 1, path: '/nsi/a.md' },
    { title: 'B', depth: 1, path: '/nsi/b.html', isGuessed: true },
  ]);
});
