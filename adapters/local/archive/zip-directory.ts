import type { FileHandle } from 'node:fs/promises';
import { type Entry, fromRandomAccessReaderPromise } from 'yauzl';
import { type FoundEntry, tooMany } from './admit-entries.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import { type RawName, zipNames } from './zip-names.ts';
import { ZipReader } from './zip-reader.ts';

/** An entry of a ZIP's directory. */
export interface ZipEntry extends FoundEntry {
  /** Where its local header begins, from the start of the ZIP. */
  readonly offset: number;
  readonly crc32: number;
  readonly isDeflated: boolean;
}

/** Longer names are refused anyway; their bytes are not kept. */
const KEPT_NAME_BYTES = 2_048;

/** Unix kind bits of the upper half of the external attributes. @see inode(7) */
const KIND_BITS = 0o170000;
const REGULAR = 0o100000;
const FOLDER = 0o040000;
const LINK = 0o120000;

/** The end of a directory's listing: what lies there is not read as names. @throws what yauzl throws */
export async function readZipDirectory(
  file: FileHandle,
  zip: { readonly path: string; readonly start: number; readonly sizeBytes: number },
  limits: ArchiveLimits,
): Promise<readonly ZipEntry[]> {
  const reader = new ZipReader(file, zip.start, zip.sizeBytes);
  // Sizes are held to what is stated where the bytes come out, one entry at a time.
  const options = { decodeStrings: false, validateEntrySizes: false, autoClose: false };
  const directory = await fromRandomAccessReaderPromise(reader, zip.sizeBytes, options);
  const refusal = tooMany(directory.entryCount, zip.path, limits);
  if (refusal !== null) throw refusal;
  const found: Omit<ZipEntry, 'name'>[] = [];
  const names: RawName[] = [];
  for await (const entry of directory.eachEntry()) {
    found.push(describe(entry));
    names.push(rawName(entry));
  }
  const named = zipNames(names).map((name, index) => ({ ...found[index]!, name }));
  return withoutOverlaps(named.map(asFolder), zip.sizeBytes);
}

function describe(entry: Entry): Omit<ZipEntry, 'name'> {
  return {
    kind: kindOf(entry),
    sizeBytes: entry.uncompressedSize,
    packedBytes: entry.compressedSize,
    offset: entry.relativeOffsetOfLocalHeader,
    crc32: entry.crc32,
    isDeflated: entry.compressionMethod === 8,
  };
}

function kindOf(entry: Entry): FoundEntry['kind'] {
  const mode = (entry.externalFileAttributes >>> 16) & KIND_BITS;
  if (mode === LINK) return 'link';
  if (mode === FOLDER) return 'folder';
  if (mode !== 0 && mode !== REGULAR) return 'special';
  if (entry.isEncrypted()) return 'encrypted';
  return entry.canDecodeFileData() ? 'file' : 'unknown-packing';
}

/** Copied: yauzl keeps name, extra fields and comment of an entry in one piece of up to 192 KiB. */
const rawName = (entry: Entry): RawName => ({
  bytes: Buffer.from(entry.fileNameRaw.subarray(0, KEPT_NAME_BYTES)),
  unicodePath: unicodePath(entry),
});

function unicodePath(entry: Entry): Buffer | null {
  const field = entry.extraFields.find(({ id }) => id === 0x7075)?.data;
  return field === undefined ? null : Buffer.from(field.subarray(0, KEPT_NAME_BYTES));
}

const asFolder = (entry: ZipEntry): ZipEntry =>
  entry.name.endsWith('/') ? { ...entry, kind: 'folder' } : entry;

/**
 * Entries that share bytes are how a small file becomes a very large one; no writer makes them.
 * The first by place stays, what begins before its end is refused, and what runs past the file.
 *
 * @see https://www.bamsoftware.com/hacks/zipbomb/
 */
function withoutOverlaps(entries: readonly ZipEntry[], sizeBytes: number): readonly ZipEntry[] {
  const sharing = new Set<ZipEntry>();
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    const to = entry.offset + LOCAL_HEADER_BYTES + entry.packedBytes;
    if (entry.offset < end || to > sizeBytes) sharing.add(entry);
    else end = to;
  }
  return entries.map((entry) => (sharing.has(entry) ? { ...entry, kind: 'overlapping' } : entry));
}

/** Fixed part of a local header; name and extra fields follow. APPNOTE 4.3.7. */
export const LOCAL_HEADER_BYTES = 30;
