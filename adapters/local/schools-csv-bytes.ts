import { type FileHandle, open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { PreauError, type Said } from '../../core/errors.ts';
import { CSV_LIMITS } from './schools-csv-limits.ts';

/**
 * The bytes of a file, decompressed where they begin as gzip does, whatever the file's name.
 *
 * @throws PreauError `file-unreadable` when there is no such regular file, `directory-unreadable`
 *   when it is too large, or is no sound gzip
 */
export async function* readBytes(path: string): AsyncGenerator<Uint8Array> {
  const handle = await openRegular(path);
  try {
    const { size } = await handle.stat();
    if (size > CSV_LIMITS.fileBytes) throw tooLarge(path, `${size}`);
    const zipped = await startsAsGzip(handle);
    const bytes = handle.createReadStream({ start: 0, autoClose: false });
    let total = 0;
    for await (const chunk of zipped ? gunzip(path, bytes) : bytes) {
      total += chunk.length;
      if (total > CSV_LIMITS.fileBytes)
        throw tooLarge(path, `more than ${CSV_LIMITS.fileBytes}`, { key: 'got.more' });
      if (total > CSV_LIMITS.gzipFreeBytes && total > size * CSV_LIMITS.gzipRatio) {
        throw new PreauError(
          'directory-unreadable',
          `${path}: expected a compressed directory (about 5:1), got more than ${CSV_LIMITS.gzipRatio}:1, which is how a decompression bomb looks. Decompress it yourself and look at it.`,
          { said: { key: 'list.bomb', values: { path, ratio: CSV_LIMITS.gzipRatio } } },
        );
      }
      yield chunk;
    }
  } finally {
    await handle.close();
  }
}

async function openRegular(path: string): Promise<FileHandle> {
  const handle = await open(path, 'r').catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PreauError(
      'file-unreadable',
      `${path}: expected a file to read, got: ${why}. Check the path and its rights.`,
      { cause, said: { key: 'schools.closed', values: { path, why } } },
    );
  });
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new PreauError(
    'file-unreadable',
    `${path}: expected a file, got a folder or a device. Name the file itself: CSV or JSON, .gz as well.`,
    { said: { key: 'schools.noFile', values: { path } } },
  );
}

/** @see RFC 1952 §2.3.1: ID1 = 31, ID2 = 139 */
async function startsAsGzip(handle: FileHandle): Promise<boolean> {
  const { bytesRead, buffer } = await handle.read(new Uint8Array(2), 0, 2, 0);
  return bytesRead === 2 && buffer[0] === 31 && buffer[1] === 139;
}

async function* gunzip(path: string, bytes: Readable): AsyncGenerator<Buffer> {
  // The pipeline hands an error of either side to the reader below; it needs no second ear.
  const unzipped = pipeline(bytes, createGunzip(), () => {});
  try {
    for await (const chunk of unzipped) yield asBuffer(chunk);
  } catch (cause) {
    if (cause instanceof PreauError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PreauError(
      'directory-unreadable',
      `${path}: expected a sound gzip file, got: ${why}. The download was cut short? Fetch it again.`,
      { cause, said: { key: 'list.gzip', values: { path, why } } },
    );
  }
}

function asBuffer(chunk: unknown): Buffer {
  if (chunk instanceof Buffer) return chunk;
  throw new TypeError('a byte stream gave something else than bytes');
}

function tooLarge(path: string, got: string, said: Said | string = got): PreauError {
  return new PreauError(
    'directory-unreadable',
    `${path}: expected at most ${CSV_LIMITS.fileBytes} bytes, got ${got}. The whole national directory has 41 million: is this the right file?`,
    { said: { key: 'list.large', values: { path, most: CSV_LIMITS.fileBytes, got: said } } },
  );
}
