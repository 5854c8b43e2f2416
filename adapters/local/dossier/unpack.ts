import { crc32, inflateRawSync } from 'node:zlib';
import type { ArchiveFault } from '../../../core/dossier/fault.ts';
import { DOSSIER_LIMITS, isDossierName, isTooTight } from '../../../core/dossier/manifest.ts';
import { SEAL_BYTES, sealOf } from './seal.ts';
import {
  archiveTail,
  LOCAL_HEADER_BYTES,
  LOCAL_SIGNATURE,
  localHeader,
  type PackedFile,
} from './zip-headers.ts';

/** What an archive holds, or the first place in it that is not as Préau packs it. */
export type Unpacked =
  | {
      readonly kind: 'read';
      readonly files: ReadonlyMap<string, Uint8Array>;
      /** Where each stands, in the archive's order. */
      readonly places: readonly FilePlace[];
      /** Whether all bytes together are those of its own seal. */
      readonly sealHolds: boolean;
    }
  | {
      readonly kind: 'changed';
      /** A file's name; null for what is no file's. */
      readonly file: string | null;
      /** From 0, in the archive. */
      readonly byte: number;
      /** How far from there the first changed byte may be: 1 for that byte itself. */
      readonly within: number;
      /** Files that end before here are as they were, but for names, which the table tells. */
      readonly intactUntil: number;
      readonly why: ArchiveFault;
    };

/** Where one file stands in an archive, from 0. */
export interface FilePlace {
  readonly name: string;
  readonly headerFrom: number;
  readonly contentFrom: number;
  /** The first byte that is no longer its own. */
  readonly end: number;
}

type Changed = Extract<Unpacked, { kind: 'changed' }>;

type Told = Omit<Changed, 'kind' | 'why' | 'within'> & { readonly within?: number };

const changed = (why: ArchiveFault, { within = 1, ...told }: Told): Changed => {
  return { kind: 'changed', ...told, within, why };
};

/**
 * Unpack a dossier in memory, from its first byte to its last, and take nothing that
 * {@link packDossier} does not write: each header is written again and compared. An archive made to
 * exhaust its reader ends at a bound before it is unpacked.
 */
export function unpackDossier(archive: Buffer): Unpacked {
  const files = new Map<string, Uint8Array>();
  const seen: (PackedFile & { readonly offset: number })[] = [];
  let offset = 0;
  let total = 0;
  while (signatureAt(archive, offset) === LOCAL_SIGNATURE) {
    const file = readHeader(archive, offset);
    const here = { file: null, byte: offset, intactUntil: offset };
    if (file === null) return cut(archive, offset);
    total += file.sizeBytes;
    const refusal = refuse(file, total, files);
    if (refusal !== null) return changed(refusal, here);
    const header = localHeader(file);
    const from = offset + header.length;
    const differs = firstDifference(archive, offset, header);
    if (differs !== null)
      return changed('header-changed', { ...here, file: file.name, byte: differs });
    const bytes = inflate(archive.subarray(from, from + file.packedBytes), file);
    const within = Math.max(1, file.packedBytes);
    if (bytes === null)
      return changed('content-changed', { ...here, file: file.name, byte: from, within });
    files.set(file.name, bytes);
    seen.push({ ...file, offset });
    offset = from + file.packedBytes;
  }
  return readTail(archive, offset, seen, files);
}

/**
 * The file that a byte belongs to, in an archive of which nothing before that byte was changed.
 *
 * @returns null for a byte that is no file's
 */
export function placeBefore(archive: Buffer, byte: number): FilePlace | null {
  let offset = 0;
  for (let walked = 0; walked <= DOSSIER_LIMITS.files; walked += 1) {
    const file = readHeader(archive, offset);
    if (file === null || !isDossierName(file.name)) return null;
    const place = placeOf({ ...file, offset });
    if (byte < place.end) return place;
    offset = place.end;
  }
  return null;
}

const signatureAt = (archive: Buffer, offset: number): number | null =>
  offset + 4 <= archive.length ? archive.readUInt32LE(offset) : null;

/** What ends before its header says: the first byte that is missing is that after the last. */
function cut(archive: Buffer, offset: number): Changed {
  const here = { byte: archive.length, intactUntil: offset };
  const nameFrom = offset + LOCAL_HEADER_BYTES;
  if (nameFrom > archive.length) return changed('header-cut', { ...here, file: null });
  const nameTo = nameFrom + archive.readUInt16LE(offset + 26);
  const name = archive.toString('latin1', nameFrom, Math.min(nameTo, archive.length));
  return isDossierName(name)
    ? changed('content-cut', { ...here, file: name })
    : changed('header-cut', { ...here, file: null });
}

function readHeader(archive: Buffer, offset: number): PackedFile | null {
  if (offset + LOCAL_HEADER_BYTES > archive.length) return null;
  const nameFrom = offset + LOCAL_HEADER_BYTES;
  const nameTo = nameFrom + archive.readUInt16LE(offset + 26);
  const packedBytes = archive.readUInt32LE(offset + 18);
  if (nameTo + packedBytes > archive.length) return null;
  return {
    name: archive.toString('latin1', nameFrom, nameTo),
    crc32: archive.readUInt32LE(offset + 14),
    packedBytes,
    sizeBytes: archive.readUInt32LE(offset + 22),
  };
}

/** @returns why such a file is not unpacked; null when it may be */
function refuse(
  { name, packedBytes, sizeBytes }: PackedFile,
  total: number,
  files: ReadonlyMap<string, unknown>,
): ArchiveFault | null {
  const { fileBytes, totalBytes, files: most } = DOSSIER_LIMITS;
  if (!isDossierName(name)) return 'name-refused';
  if (files.has(name)) return 'file-twice';
  if (files.size >= most) return 'too-many-files';
  if (sizeBytes > fileBytes || total > totalBytes) return 'too-large';
  if (isTooTight(sizeBytes, packedBytes)) return 'packed-too-tightly';
  return null;
}

/** What Node gives with `info`, which its types lack: how much of its input a reader took. */
interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/** @returns null for other bytes than the header says, and where more stand behind their end */
function inflate(packed: Buffer, { crc32: expected, sizeBytes }: PackedFile): Uint8Array | null {
  try {
    const bounds = { maxOutputLength: Math.max(1, sizeBytes), info: true };
    const read = inflateRawSync(packed, bounds) as unknown as Inflated;
    const { buffer: bytes, engine } = read;
    if (engine.bytesWritten !== packed.length) return null;
    return bytes.length === sizeBytes && crc32(bytes) === expected ? bytes : null;
  } catch {
    return null;
  }
}

function readTail(
  archive: Buffer,
  offset: number,
  seen: readonly (PackedFile & { readonly offset: number })[],
  files: ReadonlyMap<string, Uint8Array>,
): Unpacked {
  const tail = archiveTail(seen, SEAL_BYTES);
  const differs = firstDifference(archive, offset, tail);
  const here = { file: null, intactUntil: offset };
  if (differs !== null) return changed('table-changed', { ...here, byte: differs });
  const end = offset + tail.length;
  const after = end + SEAL_BYTES;
  if (archive.length < after) return changed('digest-missing', { ...here, byte: end });
  if (archive.length > after) return changed('bytes-after-end', { ...here, byte: after });
  const sealHolds = archive.toString('latin1', end) === sealOf(archive.subarray(0, end));
  return { kind: 'read', files, places: seen.map(placeOf), sealHolds };
}

function placeOf(file: PackedFile & { readonly offset: number }): FilePlace {
  const contentFrom = file.offset + localHeader(file).length;
  const { name, offset, packedBytes } = file;
  return { name, headerFrom: offset, contentFrom, end: contentFrom + packedBytes };
}

/** @returns where the archive is not what is expected from `offset` on; null when it is */
function firstDifference(archive: Buffer, offset: number, expected: Buffer): number | null {
  const index = expected.findIndex((byte, at) => archive[offset + at] !== byte);
  return index === -1 ? null : offset + index;
}
