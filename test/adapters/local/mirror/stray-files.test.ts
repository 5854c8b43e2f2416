// Goal: a release holds what its manifest says and nothing else, whatever stood under its id before.
// Method: strays of every kind laid into a release that is written again, and into one that is published.
import { mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { folderTarget } from '../../../../adapters/local/mirror/folder-target.ts';
import { openRelease } from '../../../../adapters/local/mirror/open-release.ts';
import { releaseFolder } from '../../../../adapters/local/mirror/pointer.ts';
import { verifyMirror } from '../../../../adapters/local/mirror/verify.ts';
import { temporaryFolder, writeTree } from './fixture.ts';
import { commitPages } from './small-release.ts';

const folder = temporaryFolder();

const TEXT = 'un texte assez long '.repeat(40);
const PAGES = { '/a.html': TEXT, '/b/c.html': 'c' };

async function layStrays(release: string): Promise<void> {
  await rm(join(release, 'b'), { recursive: true, force: true });
  await rm(join(release, 'a.html'), { force: true });
  await writeTree(release, {
    'a.html/half.html': 'a folder where a page goes',
    b: 'a file where a folder goes',
    'x/y.html': 'of nobody',
    'b.html.gz': 'of no page',
    'a.html.br': 'not what the page says',
    'a.html.gz': gzipSync(TEXT),
  });
  await mkdir(join(release, 'empty'));
  await symlink('/etc', join(release, 'etc'));
}

it('a release that is written again keeps no stray, and what follows from it', async () => {
  const out = join(await folder(), 'out');
  const { buildId } = await commitPages(out, PAGES);
  const release = releaseFolder(out, buildId);
  await layStrays(release);
  await commitPages(out, PAGES);
  expect((await readdir(release)).toSorted()).toEqual(
    ['.well-known', '_preau', 'a.html', 'a.html.gz', 'b'].toSorted(),
  );
  expect(await readFile(join(release, 'b/c.html'), 'utf8')).toBe('c');
  expect((await verifyMirror(out)).faults).toEqual([]);
});

it('a target’s half release of the same id is made whole, and an owner’s plain file excused', async () => {
  const root = await folder();
  const { buildId } = await commitPages(join(root, 'out'), PAGES);
  const to = join(root, 'target');
  await layStrays(releaseFolder(to, buildId));
  await writeTree(to, { 'notes.txt': 'mine' });
  await folderTarget(to).publish(await openRelease({ folder: join(root, 'out') }));
  const { faults } = await verifyMirror(to);
  expect(faults.map(({ kind, path }) => `${kind} ${path}`)).toEqual(['extra /notes.txt']);
});
