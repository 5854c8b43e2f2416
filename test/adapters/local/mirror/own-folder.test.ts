// Goal: a mirror is never its own source, nor its own target.
// Method: builds into and beside the folder of lessons, and publications into the mirror itself.
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderTarget } from '../../../../adapters/local/mirror/folder-target.ts';
import { openRelease } from '../../../../adapters/local/mirror/open-release.ts';
import { isThere } from '../../../../adapters/local/is-there.ts';
import { build, temporaryFolder, writeTree } from './fixture.ts';

const folder = temporaryFolder();

async function lessons(): Promise<string> {
  const root = await folder();
  await writeTree(root, { 'source/a.md': '# A', 'source/b/c.md': '# C' });
  return root;
}

describe('a mirror in the folder of its lessons', () => {
  it('has the same pages however often it is built, and says that it was left out', async () => {
    const root = await lessons();
    const outFolder = join(root, 'source/out');
    const first = await build(root, { outFolder });
    for (const _ of [2, 3]) {
      const again = await build(root, { outFolder });
      expect(again.pages).toBe(first.pages);
      expect(again.manifest.buildId).toBe(first.manifest.buildId);
      expect(again.leftOut).toContainEqual({ name: 'out', reason: 'mirror' });
    }
  });

  it.each(['source', 'source/../source', 'link', 'holder'])('cannot be %s itself', async (out) => {
    const root = await lessons();
    await symlink(join(root, 'source'), join(root, 'link'));
    await mkdir(join(root, 'source/.preau'));
    await symlink(root, join(root, 'holder'));
    await mkdir(join(root, '.preau'));
    await expect(build(root, { outFolder: join(root, out) })).rejects.toMatchObject({
      code: 'argument-invalid',
      message: expect.stringContaining(join(root, out)),
    });
  });
});

describe('a mirror as a target', () => {
  it.each(['out', 'out/sub', 'out/.preau/x', '.'])('is not published into %s', async (to) => {
    const root = await lessons();
    await build(root);
    const release = await openRelease({ folder: join(root, 'out') });
    await mkdir(join(root, '.preau'));
    const target = folderTarget(join(root, to));
    const refused = expect.objectContaining({ code: 'argument-invalid' });
    await expect(target.plan(release)).rejects.toEqual(refused);
    await expect(target.publish(release)).rejects.toEqual(refused);
    expect(await isThere(join(root, 'out/sub'))).toBe(false);
  });

  it('is published beside itself, under a name that begins as its own', async () => {
    const root = await lessons();
    await build(root);
    const release = await openRelease({ folder: join(root, 'out') });
    const { files } = await folderTarget(join(root, 'out2')).publish(release);
    expect(files).toBeGreaterThan(release.manifest.files.length - 1);
  });
});
