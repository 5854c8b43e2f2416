// Goal: P10: a folder of lessons, however large or strange, is read within its limits.
// Method: small limits, and the files that pass them.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SOURCE_LIMITS } from '../../../../adapters/local/lessons/lesson-limits.ts';
import { folderSource } from '../../../../adapters/local/lessons/folder-source.ts';
import { temporaryFolder, writeTree } from '../mirror/fixture.ts';

const folder = temporaryFolder();

describe('a folder of lessons', () => {
  it('is refused with too many files, with what to do about it', async () => {
    const root = await folder();
    await writeTree(root, { 'a.md': 'a', 'b.md': 'b', 'c.md': 'c' });
    const listing = folderSource(root, { ...SOURCE_LIMITS, files: 2 }).list();
    await expect(listing).rejects.toMatchObject({ code: 'mirror-source-unreadable' });
    await expect(listing).rejects.toThrow(/at most 2 files.*exclude/);
  });

  it('leaves out what is too deep, too big, or too much in all', async () => {
    const root = await folder();
    await writeTree(root, {
      'a/b/c.md': 'deep',
      'big.pdf': 'xxxxxxxxxx',
      'm.md': 'xxxx',
      'n.md': 'xxxx',
    });
    const limits = { ...SOURCE_LIMITS, depth: 1, fileBytes: 9, totalBytes: 7 };
    const { files, leftOut } = await folderSource(root, limits).list();
    expect(files.map(({ name }) => name)).toEqual(['m.md']);
    expect(leftOut).toEqual([
      { name: 'a/b', reason: 'too-deep' },
      { name: 'big.pdf', reason: 'too-big' },
      { name: 'n.md', reason: 'source-too-big' },
    ]);
  });

  it('keeps one of two names that differ only in how an accent is written', async () => {
    const root = await folder();
    await mkdir(root, { recursive: true });
    await writeFile(join(root, 'e\u0301te\u0301.md'), 'a');
    await writeFile(join(root, 'été.md'), 'b');
    const { files, leftOut } = await folderSource(root).list();
    expect(files.map(({ path }) => path)).toEqual(['/été.md']);
    expect(leftOut.map(({ reason }) => reason)).toEqual(['name-taken']);
  });

  it('does not follow a file that grew past its limit since it was listed', async () => {
    const root = await folder();
    await writeTree(root, { 'a.md': 'a' });
    const source = folderSource(root, { ...SOURCE_LIMITS, textBytes: 5 });
    const [file] = (await source.list()).files;
    if (file === undefined) throw new Error('no file listed');
    await writeFile(join(root, 'a.md'), 'longer than that');
    expect(await source.read(file)).toBeNull();
    expect(await source.read({ ...file, name: 'gone.md' })).toBeNull();
  });
});
