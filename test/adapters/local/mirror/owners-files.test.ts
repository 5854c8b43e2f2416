// Goal: what somebody put into a mirror's folder is neither overwritten nor taken away, under any name.
// Method: files, folders and links of an owner in the way of a release, then the next releases.
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderTarget } from '../../../../adapters/local/mirror/folder-target.ts';
import { currentBuild } from '../../../../adapters/local/mirror/pointer.ts';
import { temporaryFolder, writeTree } from './fixture.ts';
import { commitPages } from './small-release.ts';

const folder = temporaryFolder();

const refused = (name: string) => ({
  code: 'argument-invalid',
  message: expect.stringContaining(name),
});

it.each([
  ['a file', '/b.html', (out: string) => writeTree(out, { 'b.html': 'mine' })],
  ['a file where a folder must be', '/c', (out: string) => writeTree(out, { c: 'mine' })],
  ['a folder', '/b.html', (out: string) => writeTree(out, { 'b.html/mine.txt': 'mine' })],
  ['a link', '/b.html', (out: string) => symlink('a.html', join(out, 'b.html'))],
  ['a link for a folder', '/c', (out: string) => symlink('.', join(out, 'c'))],
])('%s in the way is refused by its name, before anything is turned', async (_, name, put) => {
  const out = join(await folder(), 'out');
  const { buildId } = await commitPages(out, { '/a.html': 'a' });
  await put(out);
  const next = { '/a.html': 'A', '/b.html': 'b', '/c/d.html': 'd' };
  await expect(commitPages(out, next)).rejects.toMatchObject(refused(name));
  expect(await currentBuild(out)).toBe(buildId);
  expect(await readFile(join(out, 'a.html'), 'utf8')).toBe('a');
  expect((await folderTarget(out).kept()).map((one) => one.buildId)).toEqual([buildId]);
});

it('a roll-back is held to it too', async () => {
  const out = join(await folder(), 'out');
  const { buildId } = await commitPages(out, { '/a.html': 'a', '/b.html': 'b' });
  await commitPages(out, { '/a.html': 'A' });
  await writeFile(join(out, 'b.html'), 'mine');
  await expect(folderTarget(out).turnBack(buildId)).rejects.toMatchObject(refused('/b.html'));
  expect(await readFile(join(out, 'b.html'), 'utf8')).toBe('mine');
  expect(await readFile(join(out, 'a.html'), 'utf8')).toBe('A');
});

it('the same bytes, and an empty folder, are no loss', async () => {
  const out = join(await folder(), 'out');
  await commitPages(out, { '/a.html': 'a' });
  await writeTree(out, { 'b.html': 'b' });
  await mkdir(join(out, 'c'));
  await commitPages(out, { '/a.html': 'a', '/b.html': 'b', '/c/d.html': 'd' });
  expect(await readFile(join(out, 'c/d.html'), 'utf8')).toBe('d');
});
