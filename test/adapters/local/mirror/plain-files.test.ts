import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderTarget } from '../../../../adapters/local/mirror/folder-target.ts';
import { verifyMirror } from '../../../../adapters/local/mirror/verify.ts';
import { DOT, build, temporaryFolder, writeTree } from './fixture.ts';

// Goal: the folder of a mirror can be served as it is by any web server, and is what was built.
// Method: small builds one after the other, and hands that meddle in between.

const folder = temporaryFolder();

/** The plain files of a mirror's folder, without its store. */
async function plain(out: string): Promise<readonly string[]> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length))
    .filter((path) => !path.startsWith('/.preau/'))
    .toSorted();
}

async function built(files: Readonly<Record<string, string | Uint8Array>>) {
  const root = await folder();
  await writeTree(join(root, 'source'), files);
  const { manifest } = await build(root);
  return { root, out: join(root, 'out'), manifest };
}

const faults = async (out: string) =>
  (await verifyMirror(out)).faults.map(({ kind, path }) => `${kind} ${path}`);

describe('the folder of a mirror', () => {
  it('holds the current release as plain files, without a second copy of a byte', async () => {
    const { out, manifest } = await built({ 'a/b.md': '# B', 'i.png': DOT });
    const own = ['/_preau/manifest.json', '/.well-known/preau'];
    const expected = [...manifest.files.map(({ path }) => path), ...own];
    expect(await plain(out)).toEqual(expected.toSorted());
    const [one, other] = [join(out, 'i.png'), join(out, '.preau/current/i.png')];
    expect((await stat(one)).ino).toBe((await stat(other)).ino);
  });

  it('follows each build: what changed, what is gone, a page where a folder was', async () => {
    const { root, out } = await built({
      'x.html/b.html': 'b',
      'c.html': 'c',
      'd.html': 'd',
    });
    await rm(join(root, 'source'), { recursive: true });
    await writeTree(join(root, 'source'), { 'x.html': 'x', 'c.html/e.html': 'e' });
    await build(root);
    const left = await plain(out);
    expect(left).toContain('/c.html/e.html');
    expect(left.filter((path) => /b\.html|d\.html/.test(path))).toEqual([]);
    expect(await faults(out)).toEqual([]);
    expect(left).toContain('/x.html');
  });

  it('goes back with the pointer', async () => {
    const { root, out, manifest } = await built({ 'a.md': '# Un', 'b.md': '# B' });
    await writeFile(join(root, 'source/a.md'), '# Deux');
    await rm(join(root, 'source/b.md'));
    await build(root);
    expect(await readFile(join(out, 'a.html'), 'utf8')).toContain('Deux');
    await folderTarget(out).turnBack(manifest.buildId);
    expect(await readFile(join(out, 'a.html'), 'utf8')).toContain('Un');
    expect(await faults(out)).toEqual([]);
  });

  it('is made good by the next build when a turn was killed half way', async () => {
    const { root, out } = await built({ 'a.md': '# A', 'b.md': '# B' });
    await rm(join(out, 'a.html'));
    await writeFile(join(out, 'b.html'), 'half a turn');
    expect(await faults(out)).toEqual(['missing /a.html', 'changed /b.html']);
    await build(root);
    expect(await faults(out)).toEqual([]);
  });

  it('says where one byte is not as it was built, under whatever name it was changed', async () => {
    const { out } = await built({ 'a.md': '# A', 'b.md': '# B' });
    // As editors do: a new file in the old one's place.
    const bytes = await readFile(join(out, 'a.html'));
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    await writeFile(join(out, 'new'), bytes);
    await rename(join(out, 'new'), join(out, 'a.html'));
    expect(await faults(out)).toEqual(['changed /a.html']);
  });

  it('names a file that nobody built, and leaves it alone', async () => {
    const { root, out } = await built({ 'a.md': '# A' });
    await writeFile(join(out, 'notes.txt'), 'mine');
    await build(root);
    expect(await faults(out)).toEqual(['extra /notes.txt']);
  });

  it('is never somebody else’s folder', async () => {
    const root = await folder();
    await writeTree(root, { 'source/a.md': '# A', 'out/thesis.odt': 'x' });
    await expect(build(root)).rejects.toMatchObject({ code: 'argument-invalid' });
    expect(await readdir(join(root, 'out'))).toEqual(['thesis.odt']);
    await mkdir(join(root, 'empty'));
    await build(root, { outFolder: join(root, 'empty') });
  });
});
