// Goal: each text of a release lies compressed beside itself, once for each content, and nothing else passes
// for it. Method: small builds one after the other, hands that meddle, and properties of the codecs.
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compress, decompress } from '../../../../adapters/local/mirror/compress.ts';
import { compressRelease } from '../../../../adapters/local/mirror/compress-release.ts';
import { derivedFiles } from '../../../../adapters/local/mirror/derived-files.ts';
import { readManifest } from '../../../../adapters/local/mirror/manifest-file.ts';
import { verifyMirror } from '../../../../adapters/local/mirror/verify.ts';
import { ENCODINGS, isCompressible } from '../../../../core/mirror/derived-file.ts';
import { DOT, build, temporaryFolder, writeTree } from './fixture.ts';

const folder = temporaryFolder();

async function compressed(root: string, others: readonly string[] = []) {
  const { manifest, folder: release } = await build(root);
  await compressRelease({
    release,
    temporary: join(root, 'out/.preau'),
    manifest,
    others: await Promise.all(
      others.map(async (one) => ({ folder: one, manifest: await readManifest(one) })),
    ),
  });
  return { manifest, release };
}

const faults = async (out: string) =>
  (await verifyMirror(out)).faults.map(({ kind, path }) => `${kind} ${path}`);

const LESSON = `# Bases de données\n\n${'Une table a des lignes et des colonnes. '.repeat(30)}`;

describe('a compressed release', () => {
  it('has each text in three encodings, smaller, and is intact', async () => {
    const root = await folder();
    await writeTree(join(root, 'source'), { 'a.md': LESSON, 'i.png': DOT });
    const { manifest, release } = await compressed(root);
    const there = (await derivedFiles(release, manifest)).map(({ path }) => path);
    for (const file of manifest.files)
      for (const ending of ['.br', '.zst', '.gz'])
        expect([file.path + ending, there.includes(file.path + ending)]).toEqual([
          file.path + ending,
          isCompressible(file),
        ]);
    const [plain, small] = [join(release, 'a.html'), join(release, 'a.html.br')];
    expect((await stat(small)).size).toBeLessThan((await stat(plain)).size / 2);
    expect(await faults(join(root, 'out'))).toEqual([]);
  });

  it('takes a text that another release has from there', async () => {
    const root = await folder();
    await writeTree(join(root, 'source'), { 'a.md': LESSON, 'b.md': LESSON });
    const first = await compressed(root);
    await writeFile(join(root, 'source/b.md'), `${LESSON} Fin.`);
    const second = await compressed(root, [first.release]);
    const inode = async (release: string, path: string) => (await stat(join(release, path))).ino;
    expect(await inode(second.release, 'a.html.br')).toBe(await inode(first.release, 'a.html.br'));
    expect(await inode(second.release, 'b.html.br')).not.toBe(
      await inode(first.release, 'b.html.br'),
    );
    expect(await faults(join(root, 'out'))).toEqual([]);
  });

  it('is refused where one is of another text, not compressed, too long, or of no text', async () => {
    const root = await folder();
    await writeTree(join(root, 'source'), { 'a.md': LESSON, 'b.md': `${LESSON} Fin.` });
    const { release } = await compressed(root);
    await writeFile(join(release, 'a.html.br'), await readFile(join(release, 'b.html.br')));
    await rm(join(release, 'a.html.zst'));
    await writeFile(join(release, 'a.html.zst'), 'no zstd');
    await rm(join(release, 'b.html.gz'));
    await writeFile(join(release, 'b.html.gz'), await compress(Buffer.alloc(5_000_000), 'gzip'));
    await writeFile(join(release, 'c.html.br'), 'x');
    await rm(join(release, '.well-known/preau'));
    await writeFile(join(release, '.well-known/preau'), '{}');
    expect(await faults(join(root, 'out'))).toEqual([
      'changed /.well-known/preau',
      'changed /a.html.br',
      'changed /a.html.zst',
      'changed /b.html.gz',
      'extra /c.html.br',
    ]);
  });
});

describe('compressing', () => {
  it.each(ENCODINGS)('%s gives every text back', async (encoding) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), async (bytes) => {
        const small = await compress(bytes, encoding);
        const back = await decompress(small, encoding, bytes.length);
        expect(back === null ? null : [...back]).toEqual([...bytes]);
      }),
      { numRuns: 20 },
    );
  });

  it.each(ENCODINGS)('%s reads no more than what is expected', async (encoding) => {
    const bomb = await compress(Buffer.alloc(3_000_000), encoding);
    expect(await decompress(bomb, encoding, 1_000)).toBeNull();
    expect(await decompress(Buffer.from('nothing of the kind'), encoding, 1_000)).toBeNull();
  });
});
