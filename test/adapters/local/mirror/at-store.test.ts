// Goal: what a disk refuses is told with its place and a remedy, never as a bug, and never without end.
// Method: places that a system refuses by itself, also as root; each system code that disks give.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atStore } from '../../../../adapters/local/mirror/at-store.ts';
import { folderTarget } from '../../../../adapters/local/mirror/folder-target.ts';
import { openRelease } from '../../../../adapters/local/mirror/open-release.ts';
import { mirrorKey } from '../../../../adapters/local/mirror/key.ts';
import { build, temporaryFolder, writeTree } from './fixture.ts';

const folder = temporaryFolder();

async function lessons(): Promise<string> {
  const root = await folder();
  await writeTree(root, { 'source/a.md': '# A', file: 'x' });
  return root;
}

const refused = (place: string) => ({
  code: 'store-unavailable',
  message: expect.stringContaining(place),
});

describe('a build', () => {
  it.each(['file', 'file/out'])('into %s names it', async (out) => {
    const root = await lessons();
    const built = build(root, { outFolder: join(root, out), keyFile: null });
    await expect(built).rejects.toMatchObject(refused(join(root, 'file')));
  });

  it.runIf(process.platform === 'linux').each(['/proc/foo', '/proc/foo/bar'])(
    'into %s, where no folder can be made, ends',
    async (outFolder) => {
      const root = await lessons();
      for (const keyFile of [null, undefined])
        await expect(build(root, { outFolder, keyFile })).rejects.toMatchObject(refused('/proc'));
    },
  );

  it('with a folder for a key says so', async () => {
    const root = await lessons();
    await mkdir(join(root, 'key'));
    const keyFile = join(root, 'key');
    await expect(build(root, { keyFile })).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining(keyFile),
    });
    await expect(mirrorKey(join(root, 'file/key.pem'))).rejects.toMatchObject(refused('file'));
  });

  it('whose page goes where a folder of somebody stands names the page', async () => {
    const root = await lessons();
    await build(root);
    await writeFile(join(root, 'source/b.md'), '# B');
    await mkdir(join(root, 'out/b.html'));
    await expect(build(root)).rejects.toMatchObject({ message: expect.stringMatching(/b\.html/) });
  });
});

it('a target that is a file is refused by its name', async () => {
  const root = await lessons();
  await build(root);
  const release = await openRelease({ folder: join(root, 'out') });
  for (const to of ['file', 'file/x'])
    await expect(folderTarget(join(root, to)).publish(release)).rejects.toMatchObject(
      refused(join(root, to)),
    );
});

it.each([
  ['ENOSPC', /no room: \d+ MB are left/, true],
  ['EDQUOT', /no room: \d+ MB are left/, true],
  ['EACCES', /no right to/, false],
  ['EPERM', /no right to/, false],
  ['EROFS', /read only/, false],
  ['ENOTDIR', /file where a folder/, false],
  ['EISDIR', /folder where a file/, false],
  ['ENOENT', /nothing can be made/, false],
  ['EIO', /error of the system/, true],
])(
  '%s is said in words, with the place, and whether it may pass',
  async (code, words, retryable) => {
    const place = join(await folder(), 'not/there');
    const error = Object.assign(new Error(code), { code, syscall: 'write' });
    const said = atStore(place, () => Promise.reject(error));
    await expect(said).rejects.toMatchObject({ ...refused(place), cause: error, retryable });
    await expect(said).rejects.toThrow(words);
  },
);

it('a bug stays one', async () => {
  const bug = new TypeError('x is not a function');
  await expect(atStore('/tmp', () => Promise.reject(bug))).rejects.toBe(bug);
});
