import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFolderPages } from '../../adapters/local/pages.ts';

// Goal: a reader of the folder never meets a half-written page, and nothing lands outside it.
// Method: many publications at once into a temporary folder, and readers beside them.

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preau-pages-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('replaces each file whole while others read it', async () => {
  const pages = createFolderPages(folder);
  const page = (letter: string) => new Map([['index.html', letter.repeat(200_000)]]);
  await pages.publish(page('a'));
  const writing = Promise.all(Array.from('bcdef', (letter) => pages.publish(page(letter))));
  for (let round = 0; round < 20; round += 1) {
    const text = await readFile(join(folder, 'index.html'), 'utf8');
    expect(text).toBe((text[0] ?? '').repeat(200_000));
  }
  await writing;
  expect(await readFile(join(folder, 'index.html'), 'utf8')).toMatch(/^f+$/);
  expect(await readdir(folder)).toEqual(['index.html']);
});

test('makes the folders that a path needs', async () => {
  await createFolderPages(join(folder, 'new')).publish(new Map([['api/v2/summary.json', '{}']]));
  expect(await readFile(join(folder, 'new/api/v2/summary.json'), 'utf8')).toBe('{}');
});

test.each(['../out.html', '/etc/out', 'a/../../out'])('refuses %s', async (path) => {
  await expect(createFolderPages(folder).publish(new Map([[path, 'x']]))).rejects.toMatchObject({
    code: 'argument-invalid',
  });
});

test('says that the folder cannot be written, and that it may be tried again', async () => {
  const pages = createFolderPages(join(folder, 'index.html'));
  await createFolderPages(folder).publish(new Map([['index.html', 'a file, not a folder']]));
  await expect(pages.publish(new Map([['x.html', 'x']]))).rejects.toMatchObject({
    code: 'store-unavailable',
    retryable: true,
  });
});
