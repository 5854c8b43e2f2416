// Goal: bytes come back as they were put in, under their own hash, or not at all. Method: a real
// folder, written to by several at once and damaged by hand.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFolderBlobs } from '../../../adapters/local/blobs.ts';
import { hashOf } from '../../../adapters/local/hash.ts';
import { sha256 } from '../../../core/units.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-blobs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (found: Uint8Array | null) =>
  found === null ? null : new TextDecoder().decode(found);

describe('a folder of blobs', () => {
  it('gives back what was put in, under the hash of it', async () => {
    const blobs = createFolderBlobs(folder);
    const hash = await blobs.put(bytes('une preuve'));
    expect(hash).toBe(hashOf('une preuve'));
    expect(text(await blobs.get(hash))).toBe('une preuve');
    expect(text(await createFolderBlobs(folder).get(hash))).toBe('une preuve');
  });

  it('has nothing where nothing was put', async () => {
    expect(await createFolderBlobs(folder).get(hashOf('never'))).toBeNull();
  });

  it('takes the same bytes from many at once, and leaves no draft behind', async () => {
    const own = join(folder, 'many');
    const blobs = createFolderBlobs(own);
    const hashes = await Promise.all(Array.from({ length: 20 }, () => blobs.put(bytes('à tous'))));
    expect(new Set(hashes)).toEqual(new Set([hashOf('à tous')]));
    const files = readdirSync(own, { recursive: true, withFileTypes: true });
    expect(files.filter((one) => one.isFile()).map(({ name }) => name)).toEqual([hashes[0]]);
  });

  it('gives nothing rather than bytes that are not those of the hash', async () => {
    const blobs = createFolderBlobs(folder);
    const hash = await blobs.put(bytes('ce qui fut mesuré'));
    writeFileSync(join(folder, hash.slice(0, 2), hash), 'ce qui arrange');
    expect(await blobs.get(hash)).toBeNull();
    await blobs.put(bytes('ce qui fut mesuré'));
    expect(text(await blobs.get(hash))).toBe('ce qui fut mesuré');
  });

  it('is asked for hashes only: a path is none', async () => {
    writeFileSync(join(folder, 'secret'), 'secret');
    const blobs = createFolderBlobs(join(folder, 'inner'));
    expect(await blobs.get(sha256('../secret'))).toBeNull();
    expect(await blobs.get(sha256('..'))).toBeNull();
    expect(await blobs.get(sha256(''))).toBeNull();
  });
});
