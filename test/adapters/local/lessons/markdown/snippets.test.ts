// Goal: a page has in it the files of its own source that it asks for, and nothing else ever.
// Method: a folder with a page that asks for all sorts of names, among them those outside.
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderSource } from '../../../../../adapters/local/lessons/folder-source.ts';
import { temporaryFolder, writeTree } from '../../mirror/fixture.ts';

const folder = temporaryFolder();

async function read(files: Readonly<Record<string, string>>, name = 'a/page.md'): Promise<string> {
  const root = await folder();
  await writeTree(join(root, 'source'), files);
  await writeFile(join(root, 'secret.md'), 'SECRET');
  await symlink(root, join(root, 'source', 'lien'));
  const source = folderSource(join(root, 'source'));
  const file = (await source.list()).files.find((one) => one.name === name);
  const bytes = file === undefined ? null : await source.read(file);
  return new TextDecoder().decode(bytes ?? undefined);
}

describe('a snippet', () => {
  it('is put in, as deep as it stood, from the nearest folder', async () => {
    expect(
      await read({
        'a/page.md': 'avant\n\n    --8<-- "code/x.py"\n--8<-- "haut.md"\naprès',
        'a/code/x.py': 'x = 1\n\ny = 2\n',
        'haut.md': 'haut',
        'a/haut.md': 'près',
      }),
    ).toBe('avant\n\n    x = 1\n\n    y = 2\nprès\naprès');
  });
  it('may be lines or a part of a file, or a list of files', async () => {
    expect(
      await read({
        'a/page.md': '--8<-- "x.md:2:3"\n--8<-- "x.md:p"\n--8<--\nb.md\n--8<--',
        'a/x.md': '1\n2\n3\n--8<-- [start:p]\n5\n--8<-- [end:p]\n',
        'a/b.md': 'B',
      }),
    ).toBe('2\n3\n5\nB');
  });
  it.each([
    '../secret.md',
    'lien/secret.md',
    '/etc/passwd',
    'https://x.example/a.md',
    'absent.md',
    '.pages',
    'a/../../secret.md',
    '\\\\x\\y',
  ])('%j is not read: its line stays', async (name) => {
    const page = `--8<-- "${name}"`;
    expect(await read({ 'a/page.md': page, 'a/.pages': 'nav: []' })).toBe(page);
  });
  it('that asks for itself ends, and so does a page of snippets', async () => {
    const text = await read({ 'a/page.md': '--8<-- "page.md"\nx\n'.repeat(20) });
    expect(text.length).toBeLessThan(100_000);
    const big = await read({
      'a/page.md': '--8<-- "b.txt"\n'.repeat(500),
      'b.txt': 'x'.repeat(20_000),
    });
    expect(big.length).toBeLessThan(600_000);
  });
});
