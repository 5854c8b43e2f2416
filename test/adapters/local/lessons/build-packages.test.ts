import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scanPage } from '../../../../adapters/local/mirror/scan.ts';
import { mirrorWords } from '../../../../adapters/local/mirror/words.ts';
import { writeZip } from '../archive/write-zip.ts';
import { build, temporaryFolder } from '../mirror/fixture.ts';
import { aCourse, CANARIES } from './cartridge/a-cartridge.ts';
import { EVERY_KIND, figuresOf } from './every-kind.ts';
import type { PackedFiles } from './package/memory-archive.ts';

// Goal: packages build into mirrors in which nothing runs, leads to nothing or tells of pupils.
// Method: real packages, and made ones with the faults of those that may not be shipped; every
// page of what was built is read again.

const folder = temporaryFolder();
/** Build, and read everything that was written as text. */
async function built(source: string) {
  const root = await folder();
  const report = await build(root, { source });
  const names = await readdir(report.folder, { recursive: true });
  const pages = names.filter((name) => /\.(?:x?html|svg)$/.test(name));
  const texts = await Promise.all(
    pages.map(async (name) => [name, await readFile(join(report.folder, name), 'utf8')] as const),
  );
  const reasons: Record<string, number> = {};
  for (const { reason } of report.leftOut) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return { report, reasons, texts };
}

async function packed(name: string, files: PackedFiles): Promise<string> {
  const path = join(await folder(), name);
  const parts = Object.entries(files).map(([entry, content]) => ({
    name: entry,
    content: Buffer.from(content),
  }));
  await writeFile(path, writeZip(parts));
  return path;
}

test.each(EVERY_KIND.filter(({ isLater }) => isLater !== true))(
  '$name: $figures.pages pages, $figures.files files, $figures.dead dead links, and what is left out',
  async ({ make, figures }) => {
    const { report, texts } = await built(await make(await folder()));
    expect(figuresOf(report)).toEqual(figures);
    for (const [path, text] of texts) expect(scanPage(`/${path}`, text)).toEqual([]);
  },
);

test('a whole course holds nothing that its pupils may not see', async () => {
  const { report, texts } = await built(await packed('cours.imscc', aCourse()));
  expect(report.pages).toBe(8);
  // What nobody has, and three that pupils may not see.
  expect(report.deadLinks.map(({ target }) => target).toSorted()).toEqual([
    '/gradebook.csv',
    '/submissions/eleve.html',
    '/web_resources/prof/oubli.jpg',
    '/wiki_content/$CANVAS_OBJECT_REFERENCE$/quizzes/inconnu',
  ]);
  const all = texts.map(([, text]) => text).join('\n');
  for (const canary of CANARIES) expect(all).not.toContain(canary);
});

test('an H5P with a hostile drawing, and scripts in its texts, is harmless', async () => {
  const source = await packed('xss.h5p', {
    'h5p.json': JSON.stringify({ title: '123', mainLibrary: 'H5P.Blanks', license: 'U' }),
    'content/content.json': JSON.stringify({
      text: '<p onclick="alert(0)">Complète</p>',
      questions: ['<p>*un<script>alert(5)</script>* deux</p>'],
      media: {
        type: {
          library: 'H5P.Image 1.1',
          params: { file: { path: 'images/xss.svg', copyright: { license: 'U' } }, alt: '123' },
        },
      },
    }),
    'content/images/xss.svg':
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><circle r="9" style="fill:#666"/></svg>',
    'content/images/reste.jpg': 'jpg',
  });
  const { reasons, texts } = await built(source);
  expect(reasons).toEqual({ 'not-listed': 1 });
  for (const [path, text] of texts) expect(scanPage(`/${path}`, text)).toEqual([]);
  const drawing = texts.find(([path]) => path.endsWith('xss.svg'))?.[1];
  expect(drawing).toContain('<circle');
  expect(texts.map(([, text]) => text).join('')).not.toMatch(/alert\(|onclick/);
});

test('every reason that an importer gives has words in both languages', () => {
  const reasons = [
    'missing-file',
    'needs-script',
    'not-listed',
    'question-bank',
    'settings',
    'teachers-only',
    'unknown-kind',
    'unpublished',
  ];
  for (const language of ['fr', 'en'] as const) {
    for (const reason of reasons) {
      expect(mirrorWords(language)(`leftOut.${reason}`)).not.toBe('');
    }
  }
});
