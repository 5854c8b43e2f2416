import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { Encoding } from '../../../core/mirror/derived-file.ts';

const brotli = promisify(zlib.brotliCompress);
const unbrotli = promisify(zlib.brotliDecompress);
const zstd = promisify(zlib.zstdCompress);
const unzstd = promisify(zlib.zstdDecompress);
const gzip = promisify(zlib.gzip);
const gunzip = promisify(zlib.gunzip);

/**
 * The work that brotli does, by the size of a text: a page of 15.8 kB takes 30 ms at 11 and is a
 * tenth smaller than at 9, which is five times as fast. What is larger is rarer, and takes longer.
 * Measured once; see docs/decisions/0018-published-mirrors.md.
 */
const brotliQuality = (sizeBytes: number): number =>
  sizeBytes <= 65_536 ? 11 : sizeBytes <= 1_048_576 ? 9 : 5;

/** Level 19 needs no more memory to read than others; larger texts take the default. Chosen. */
const zstdLevel = (sizeBytes: number): number => (sizeBytes <= 1_048_576 ? 19 : 9);

/** Compress a text as small as its size is worth the time, off the main thread. */
export function compress(bytes: Uint8Array, encoding: Encoding): Promise<Buffer> {
  const { constants } = zlib;
  switch (encoding) {
    case 'br':
      return brotli(bytes, {
        params: {
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_QUALITY]: brotliQuality(bytes.length),
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      });
    case 'zstd':
      return zstd(bytes, {
        params: { [constants.ZSTD_c_compressionLevel]: zstdLevel(bytes.length) },
        // Without it every page is given the memory, and the time, of the largest.
        pledgedSrcSize: bytes.length,
      });
    case 'gzip':
      return gzip(bytes, { level: 9 });
  }
}

/**
 * Read compressed bytes back, and no more of them than expected.
 *
 * @returns null when they are not of that encoding or are longer than `maxBytes`
 */
export async function decompress(
  bytes: Uint8Array,
  encoding: Encoding,
  maxBytes: number,
): Promise<Buffer | null> {
  const read = { br: unbrotli, zstd: unzstd, gzip: gunzip }[encoding];
  return read(bytes, { maxOutputLength: Math.max(1, maxBytes) }).catch(() => null);
}
