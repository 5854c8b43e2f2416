import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createGunzip, createZstdDecompress, type Gunzip, type ZstdDecompress } from 'node:zlib';
import { PreauError } from '../../../core/errors.ts';
import { chooseShape, type LogFormat, type LogShape } from './choose-reader.ts';

export type Compression = 'none' | 'gzip' | 'zstd';

/** A log that can be read, and what it is written in. */
export interface LogFile {
  readonly path: string;
  /** Where reading begins; after it the lines of a log are no longer counted from its first. */
  readonly fromByte: number;
  /** Where reading ends: what is written after it was opened is not read. */
  readonly sizeBytes: number;
  readonly compression: Compression;
  readonly shape: LogShape;
  /** Null when no line of its beginning is of any format: it is tried as the combined one. */
  readonly format: LogFormat | null;
  /** Of the first bytes of its text: hashes are keyed by it, so that nobody can choose addresses that share one. */
  readonly key: number;
}

/** Enough lines to tell the format by, be they of 8 kB. Chosen. */
const HEAD_BYTES = 65_536;
/** So many files are a year's by the day. Chosen. */
const FILES_MAX = 500;

/** Logs shrink to about this part. */
const COMPRESSED_PART = 12;

/** About how long a log is once it is decompressed. */
export const textBytes = ({ sizeBytes, compression }: LogFile): number =>
  sizeBytes * (compression === 'none' ? 1 : COMPRESSED_PART);

/**
 * Look at logs before they are read: each must be a file that may be read.
 *
 * @param asked the format, where people know better than the first lines
 * @throws PreauError `log-unreadable` that names every one that cannot be
 */
export async function openLogs(
  paths: readonly string[],
  asked: LogFormat | 'auto' = 'auto',
): Promise<readonly LogFile[]> {
  if (paths.length > FILES_MAX) throw tooMany(paths.length);
  const looked = await Promise.all(paths.map((path) => look(path, asked)));
  const problems = looked.filter((one) => typeof one === 'string');
  if (problems.length > 0) throw unreadable(problems);
  return looked.filter((one) => typeof one !== 'string');
}

const tooMany = (count: number): PreauError =>
  new PreauError(
    'log-unreadable',
    `expected ${FILES_MAX} logs at most, got ${count}: join them, or give fewer`,
    {
      said: { key: 'logs.tooMany', values: { count, max: FILES_MAX } },
    },
  );

export const unreadable = (problems: readonly string[]): PreauError =>
  new PreauError(
    'log-unreadable',
    `expected access logs that can be read, got ${problems.join('; ')}: check that each is there, is a file and may be read`,
    {
      retryable: true,
      said: { key: 'logs.unreadable', values: { problems: problems.join(' ; ') } },
    },
  );

/** @returns what is wrong with it, in a few words, when it cannot be read */
async function look(path: string, asked: LogFormat | 'auto'): Promise<LogFile | string> {
  let file: FileHandle | null = null;
  try {
    // Opened as it is looked at: a pipe that nobody writes to would be waited for without end.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = await file.stat();
    if (!stat.isFile()) return `${path} (${stat.isDirectory() ? 'EISDIR' : 'ENOTREG'})`;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const start = buffer.subarray(0, bytesRead);
    const compression = compressionOf(start);
    const head = compression === 'none' ? start : await firstBytes(start, compression);
    const found = chooseShape(head);
    const shape = asked === 'auto' ? found : { format: asked, layout: found?.layout ?? null };
    return {
      path,
      fromByte: 0,
      sizeBytes: stat.size,
      compression,
      shape: shape ?? { format: 'combined', layout: null },
      format: shape?.format ?? null,
      key: createHash('sha256').update(head).digest().readUInt32LE(0),
    };
  } catch (error) {
    if (error instanceof Error && 'code' in error) return `${path} (${String(error.code)})`;
    throw error;
  } finally {
    await file?.close();
  }
}

/** By what the file itself begins with, whatever its name. @see RFC 1952, RFC 8878 */
function compressionOf(start: Buffer): Compression {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  return start.length >= 4 && start.readUInt32LE(0) === 0xfd2fb528 ? 'zstd' : 'none';
}

export const createDecompress = (
  compression: Exclude<Compression, 'none'>,
  chunkSize: number,
): Gunzip | ZstdDecompress =>
  compression === 'gzip' ? createGunzip({ chunkSize }) : createZstdDecompress({ chunkSize });

/** As much as can be had of the beginning: it is cut, so that an error at its end is none. */
async function firstBytes(
  start: Buffer,
  compression: Exclude<Compression, 'none'>,
): Promise<Uint8Array> {
  const stream = createDecompress(compression, HEAD_BYTES);
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    stream.write(start);
    stream.end();
    for await (const piece of stream as AsyncIterable<Buffer>) {
      pieces.push(piece);
      length += piece.length;
      if (length >= HEAD_BYTES) break;
    }
  } catch {
    // What came before the cut is all that is wanted here.
  } finally {
    stream.destroy();
  }
  return Buffer.concat(pieces).subarray(0, HEAD_BYTES);
}
