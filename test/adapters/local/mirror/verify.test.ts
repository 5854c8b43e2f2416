// Goal: a mirror that is not what was built is never called intact, and never published.
// Method: one honest build, then one change at a time.
import { appendFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderTarget } from '../../../../adapters/local/mirror/folder-target.ts';
import { openRelease } from '../../../../adapters/local/mirror/open-release.ts';
import { verifyMirror } from '../../../../adapters/local/mirror/verify.ts';
import { build, temporaryFolder, writeTree } from './fixture.ts';

const folder = temporaryFolder();

async function builtMirror(): Promise<{ root: string; out: string }> {
  const root = await folder();
  await writeTree(join(root, 'source'), {
    'a.md': '# A',
    'b.md': '# B',
    'd.svg': '<svg xmlns="http://www.w3.org/2000/svg"><rect width="1"/></svg>',
  });
  await build(root);
  return { root, out: join(root, 'out') };
}

const kinds = async (out: string, key?: string) =>
  (await verifyMirror(out, key)).faults.map(({ kind, path }) => `${kind} ${path}`);

describe('verifying', () => {
  it('finds a file changed, missing, added', async () => {
    const { out } = await builtMirror();
    await appendFile(join(out, '.preau/current/a.html'), ' ');
    await rm(join(out, '.preau/current/b.html'));
    await writeFile(join(out, '.preau/current/c.html'), 'c');
    expect(await kinds(out)).toEqual(['changed /a.html', 'missing /b.html', 'extra /c.html']);
  });

  it('finds what runs, asks or fetches from elsewhere', async () => {
    const { out } = await builtMirror();
    await appendFile(
      join(out, '.preau/current/a.html'),
      '<script src=//x></script><input><img src="https://x.example/i"><p onclick=x>',
    );
    await writeFile(join(out, '.preau/current/d.svg'), '<svg><script/></svg>');
    expect(new Set(await kinds(out))).toEqual(
      new Set([
        'changed /a.html',
        'script /a.html',
        'off-site /a.html',
        'form /a.html',
        'changed /d.svg',
        'script /d.svg',
      ]),
    );
  });

  it('finds a manifest that was changed to fit', async () => {
    const { root, out } = await builtMirror();
    const file = join(out, '.preau/current/_preau/manifest.json');
    const manifest = await readFile(file, 'utf8');
    await writeFile(file, manifest.replace('"title":"ENT Exemple"', '"title":"Autre"'));
    const key = await readFile(join(root, 'mirror-key.pem'), 'utf8');
    expect(await kinds(out, key)).toEqual([
      'build-id /_preau/manifest.json',
      'signature /_preau/manifest.json',
    ]);
  });

  it('believes only the right key', async () => {
    const { root, out } = await builtMirror();
    const { publicKey } = generateKeyPairSync('ed25519');
    const other = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(await kinds(out, other)).toEqual(['signature /_preau/manifest.json']);
    await build(root, { keyFile: null });
    expect(await kinds(out, other)).toEqual(['signature-missing /_preau/manifest.json']);
    expect((await verifyMirror(out)).signature).toBe('absent');
  });

  it.each(['', '{', '{"version":2}', '[]', 'null'])('refuses %j as a manifest', async (text) => {
    const { out } = await builtMirror();
    await writeFile(join(out, '.preau/current/_preau/manifest.json'), text);
    await expect(verifyMirror(out)).rejects.toMatchObject({ code: 'mirror-unverified' });
  });

  it('refuses a folder without a mirror', async () => {
    await expect(verifyMirror(await folder())).rejects.toMatchObject({ code: 'mirror-unverified' });
  });
});

async function publish(out: string, target: string) {
  const release = await openRelease({ folder: out });
  return { ...release, travel: await folderTarget(target).publish(release) };
}

describe('publishing', () => {
  it('carries only what changed, and turns the target at the end', async () => {
    const { root, out } = await builtMirror();
    const target = join(root, 'target');
    const first = await publish(out, target);
    expect(first.travel.files).toBe(first.manifest.files.length + first.compressed.length);
    await writeFile(join(root, 'source/b.md'), '# B2');
    await build(root);
    const second = await publish(out, target);
    expect(second.travel.files).toBeGreaterThan(0);
    expect(second.travel.files).toBeLessThan(first.travel.files);
    expect(second.travel.bytes).toBeGreaterThan(0);
    expect((await publish(out, target)).travel).toEqual({ files: 0, bytes: 0, removed: 0 });
    const verified = await verifyMirror(
      target,
      await readFile(join(root, 'mirror-key.pem'), 'utf8'),
    );
    expect(verified).toMatchObject({ faults: [], signature: 'valid' });
  });

  it('refuses a mirror that is not intact, and leaves the target as it was', async () => {
    const { root, out } = await builtMirror();
    const target = join(root, 'target');
    const first = await publish(out, target);
    await writeFile(join(root, 'source/b.md'), '# B2');
    await build(root);
    await expect(publish(out, out)).rejects.toMatchObject({ code: 'argument-invalid' });
    await appendFile(join(out, '.preau/current/b.html'), 'x');
    await expect(publish(out, target)).rejects.toMatchObject({ code: 'mirror-unverified' });
    expect((await verifyMirror(target)).manifest.buildId).toBe(first.manifest.buildId);
  });

  it('goes back to a release that is kept and intact', async () => {
    const { root, out } = await builtMirror();
    const { manifest } = await verifyMirror(out);
    await writeFile(join(root, 'source/b.md'), '# B2');
    await build(root);
    await folderTarget(out).turnBack(manifest.buildId);
    expect((await verifyMirror(out)).manifest.buildId).toBe(manifest.buildId);
    await expect(folderTarget(out).turnBack('0000000000000000')).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(folderTarget(out).turnBack('../../../etc')).rejects.toMatchObject({
      code: 'not-found',
    });
    await rename(join(out, '.preau/current/a.html'), join(out, '.preau/current/z.html'));
    await expect(folderTarget(out).turnBack(manifest.buildId)).rejects.toMatchObject({
      code: 'mirror-unverified',
    });
  });
});
