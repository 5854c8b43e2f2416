// Goal: an origin gives out the lessons of packages at the addresses where their mirror answers.
// Method: the example's book on a shelf; a folder with a small package, on a shelf and as a mirror.
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { addressBook } from '../../../core/mirror/address-book.ts';
import { readLessonShelf } from '../../../home/stage/lesson-shelf.ts';
import { writeZip } from '../../adapters/local/archive/write-zip.ts';
import { build, temporaryFolder, writeTree } from '../../adapters/local/mirror/fixture.ts';

const folder = temporaryFolder();

it('opens the book of the example', async () => {
  const book = resolve(import.meta.dirname, '../../../examples/april-6-2021/lessons/livre');
  const shelf = await readLessonShelf(book);
  expect([...shelf.keys()]).toEqual([
    '/cours-python/EPUB/text/ch001.xhtml',
    '/cours-python/EPUB/text/ch002.xhtml',
    '/cours-python/EPUB/text/ch003.xhtml',
    '/cours-python/EPUB/text/ch004.xhtml',
    '/cours-python/EPUB/text/title_page.xhtml',
    '/index.html',
  ]);
  expect(shelf.get('/cours-python/EPUB/text/ch002.xhtml')?.toString()).toContain('Variables');
});

it('has each lesson where the mirror of the same folder has it', async () => {
  const root = await folder();
  await writeTree(join(root, 'source'), {
    'index.md': '# A',
    'é/b.html': '<h1>B</h1>',
    '_x.md': 'x',
  });
  const pages = [
    { name: 'un.html', content: '<h1>Un</h1>' },
    { name: 'b c/deux.md', content: '# 2' },
  ];
  await writeFile(join(root, 'source/suite.zip'), writeZip(pages));
  const shelf = await readLessonShelf(join(root, 'source'));
  const { manifest } = await build(root, { keyFile: null });
  const book = addressBook(manifest);
  expect([...shelf.keys()].filter((path) => book.find(path) === null)).toEqual([]);
  expect([...shelf.keys()]).toContain('/suite/b%20c/deux.html');
});

it('refuses a folder without a lesson, and one that is not there', async () => {
  const root = await folder();
  await expect(readLessonShelf(root)).rejects.toMatchObject({ code: 'mirror-source-empty' });
  await expect(readLessonShelf(join(root, 'gone'))).rejects.toMatchObject({
    code: 'mirror-source-unreadable',
  });
});
