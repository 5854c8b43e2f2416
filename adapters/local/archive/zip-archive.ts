import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { crc32, createInflateRaw, inflateRaw, type ZlibOptions } from 'node:zlib';
import { admitEntries } from './admit-entries.ts';
import type { Archive } from './archive.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import { archiveOf } from './archive-of.ts';
import { readRange } from './read-range.ts';
import { LOCAL_HEADER_BYTES, readZipDirectory, type ZipEntry } from './zip-directory.ts';

const LOCAL_SIGNATURE = 0x04034b50;

/** A ZIP that begins at some byte of a file, read where it lies. The file is closed with it. */
export async function zipArchive(
  file: FileHandle,
  zip: { readonly path: string; readonly start: number; readonly sizeBytes: number },
  limits: ArchiveLimits,
): Promise<Archive> {
  const admitted = admitEntries(await readZipDirectory(file, zip, limits), limits);
  const unpack = (entry: ZipEntry): AsyncIterable<Uint8Array> =>
    checked(unpackEntry(file, zip.start, entry), entry.crc32);
  return archiveOf(admitted, unpack, () => file.close(), limits);
}

async function* unpackEntry(
  file: FileHandle,
  start: number,
  entry: ZipEntry,
): AsyncGenerator<Uint8Array> {
  const header = Buffer.alloc(LOCAL_HEADER_BYTES);
  await file.read(header, 0, header.length, start + entry.offset);
  if (header.readUInt32LE(0) !== LOCAL_SIGNATURE) throw new Error('no local header');
  const nameAndExtra = header.readUInt16LE(26) + header.readUInt16LE(28);
  const from = start + entry.offset + LOCAL_HEADER_BYTES + nameAndExtra;
  const packed = readRange(file, from, entry.packedBytes);
  if (!entry.isDeflated) yield* packed;
  else if (entry.packedBytes > AT_ONCE_BYTES || entry.sizeBytes > AT_ONCE_BYTES) {
    yield* inflated(packed);
  } else yield inflateAtOnce(packed, entry.sizeBytes);
}

/** Entries up to this are unpacked in one go, which is faster than in pieces. Chosen. */
const AT_ONCE_BYTES = 1024 * 1024;

const inflate = promisify<Buffer, ZlibOptions, Buffer>(inflateRaw);

async function inflateAtOnce(
  packed: AsyncIterable<Buffer>,
  sizeBytes: number,
): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  for await (const piece of packed) pieces.push(piece);
  // One piece of output with some room, or another one would be made to find that it is the end.
  const options = { maxOutputLength: Math.max(1, sizeBytes), chunkSize: sizeBytes + 64 };
  return inflate(Buffer.concat(pieces), options);
}

async function* inflated(packed: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw();
  const source = Readable.from(packed);
  source.on('error', (error) => inflate.destroy(error));
  try {
    yield* source.pipe(inflate);
  } finally {
    source.destroy();
    inflate.destroy();
  }
}

async function* checked(
  pieces: AsyncIterable<Uint8Array>,
  expected: number,
): AsyncGenerator<Uint8Array> {
  let sum = 0;
  for await (const piece of pieces) {
    sum = crc32(piece, sum);
    yield piece;
  }
  if (sum !== expected) throw new Error('wrong CRC');
}
