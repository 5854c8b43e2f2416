import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readManifest } from '../../adapters/local/mirror/manifest-file.ts';
import { currentBuild, releaseFolder } from '../../adapters/local/mirror/pointer.ts';
import { type AddressBook, addressBook } from '../../core/mirror/address-book.ts';
import { compressedName, type Encoding } from '../../core/mirror/derived-file.ts';
import type { Manifest, ManifestFile } from '../../core/mirror/manifest.ts';
import { type BodyCache, bodyCache, type CachedBody } from './body-cache.ts';

/** The release that is served: read once, then answered from memory as far as it fits. */
export interface Release {
  readonly manifest: Manifest;
  readonly manifestText: Buffer;
  readonly book: AddressBook;
  /** @throws Error when the file is gone from the disk */
  body(file: ManifestFile): Promise<CachedBody>;
}

export interface CurrentRelease {
  /** The release to answer from. @returns null while none was ever built */
  get(): Promise<Release | null>;
  /** Look again, whatever the time of the last look. */
  reload(): Promise<Release | null>;
}

/** The pointer is looked at this often, at most. From the brief of the server: once a second. */
const LOOK_EVERY_MS = 1_000;

/**
 * Follow a mirror folder's pointer. A request is answered wholly from one release: the pointer may
 * turn at any moment, and a release that cannot be read leaves the one before in service.
 *
 * @param now a monotonic clock in milliseconds
 */
export function currentRelease(
  folder: string,
  cacheBytes: number,
  now: () => number,
): CurrentRelease {
  let release: Release | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    const id = await currentBuild(folder);
    if (id === null) return;
    const fresh = await readRelease(folder, id, release, cacheBytes).catch(() => null);
    release = fresh ?? release;
  };
  const reload = async (): Promise<Release | null> => {
    lookedAt = now();
    looking ??= look().finally(() => {
      looking = null;
    });
    await looking;
    return release;
  };
  return {
    reload,
    async get() {
      if (now() - lookedAt >= LOOK_EVERY_MS) await reload();
      else if (release === null && looking !== null) await looking;
      return release;
    },
  };
}

/** A build that was made again keeps its id and gets a new hour: only the manifest is read then. */
async function readRelease(
  folder: string,
  id: string,
  before: Release | null,
  cacheBytes: number,
): Promise<Release> {
  const root = releaseFolder(folder, id);
  const text = await readFile(join(root, '_preau/manifest.json'));
  if (before !== null && before.manifestText.equals(text)) return before;
  const manifest = await readManifest(root);
  const cache: BodyCache = bodyCache(cacheBytes);
  return {
    manifest,
    manifestText: text,
    book: addressBook(manifest),
    body: (file) => cache.get(file, (encoding) => readBody(root, file, encoding)),
  };
}

async function readBody(
  root: string,
  { path }: ManifestFile,
  encoding: Encoding | null,
): Promise<Buffer | null> {
  if (encoding === null) return readFile(join(root, path));
  return readFile(join(root, compressedName(path, encoding))).catch(() => null);
}
