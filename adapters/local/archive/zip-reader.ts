import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import { readRange } from './read-range.ts';

/** Read ahead: a directory is read in pieces of fifty bytes. Chosen. */
const AHEAD_BYTES = 64 * 1024;

/**
 * A file from some byte on, as yauzl wants to read it. A class because yauzl's interface is one.
 * The file stays the caller's to close.
 */
export class ZipReader extends RandomAccessReader {
  readonly #file: FileHandle;
  readonly #from: number;
  readonly #sizeBytes: number;
  #ahead: Buffer = Buffer.alloc(0);
  #aheadAt = 0;

  constructor(file: FileHandle, from: number, sizeBytes: number) {
    super();
    this.#file = file;
    this.#from = from;
    this.#sizeBytes = sizeBytes;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(readRange(this.#file, this.#from + start, end - start));
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#bytes(position, length).then(
      (bytes) => {
        bytes.copy(buffer, offset);
        // Out of the promise, so that what the callback throws is not taken for a fault in reading.
        process.nextTick(callback, null);
      },
      (error: Error) => process.nextTick(callback, error),
    );
  }

  async #bytes(position: number, length: number): Promise<Buffer> {
    if (position + length > this.#sizeBytes) throw new Error('past the end of the file');
    const held = position - this.#aheadAt;
    if (held >= 0 && held + length <= this.#ahead.length) {
      return this.#ahead.subarray(held, held + length);
    }
    const wanted = Math.min(Math.max(length, AHEAD_BYTES), this.#sizeBytes - position);
    const bytes = Buffer.alloc(wanted);
    const { bytesRead } = await this.#file.read(bytes, 0, wanted, this.#from + position);
    if (bytesRead < length) throw new Error('the file grew shorter');
    this.#ahead = bytes.subarray(0, bytesRead);
    this.#aheadAt = position;
    return bytes.subarray(0, length);
  }
}
