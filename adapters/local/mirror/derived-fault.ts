import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type DerivedFile, derivedFrom } from '../../../core/mirror/derived-file.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { wellKnownText } from '../../../core/mirror/well-known.ts';
import { decompress } from './compress.ts';

/**
 * What is wrong with a file that the manifest does not list.
 *
 * @param root the folder that it lies in: a release, or a mirror's plain files
 * @returns null when it is there and follows from the manifest, or is not there at all; `extra` when it
 *   follows from nothing; `changed` when it does not say what it must
 */
export async function derivedFault(
  root: string,
  path: string,
  manifest: Manifest,
): Promise<'extra' | 'changed' | null> {
  const derived = derivedFrom(path, (one) => fileOf(manifest, one));
  const found = await stat(join(root, path)).catch(() => null);
  if (found === null) return null;
  if (derived === null) return 'extra';
  // A text and its compressed form differ by little, even where compressing gained nothing.
  if (found.size > largest(derived, manifest)) return 'changed';
  const bytes = await readFile(join(root, path)).catch(() => null);
  return bytes !== null && (await isRight(derived, bytes, manifest)) ? null : 'changed';
}

/** Whether the bytes of a derived file say what the manifest's do. */
export async function isRight(
  derived: DerivedFile,
  bytes: Uint8Array,
  manifest: Manifest,
): Promise<boolean> {
  if (derived.kind === 'well-known') return Buffer.from(bytes).equals(wellKnownBytes(manifest));
  const { of, encoding } = derived;
  const plain = await decompress(bytes, encoding, of.sizeBytes);
  return plain !== null && createHash('sha256').update(plain).digest('hex') === of.sha256;
}

const wellKnownBytes = (manifest: Manifest): Buffer => Buffer.from(wellKnownText(manifest));

const largest = (derived: DerivedFile, manifest: Manifest): number =>
  derived.kind === 'well-known' ? wellKnownBytes(manifest).length : derived.of.sizeBytes;

/** Looked up for strays alone: for each text there are three, so that the map is made once. */
const books = new WeakMap<Manifest, ReadonlyMap<string, Manifest['files'][number]>>();

function fileOf(manifest: Manifest, path: string): Manifest['files'][number] | undefined {
  const book = books.get(manifest) ?? new Map(manifest.files.map((file) => [file.path, file]));
  books.set(manifest, book);
  return book.get(path);
}
