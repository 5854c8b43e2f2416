import type { FileHandle } from 'node:fs/promises';

/** Bytes read at once. Chosen: twice what a disk hands over at a time. */
const PIECE_BYTES = 128 * 1024;

/** A part of a file, piece by piece. Ends early where the file does. */
export async function* readRange(
  file: FileHandle,
  from: number,
  sizeBytes: number,
): AsyncGenerator<Buffer> {
  for (let done = 0; done < sizeBytes; ) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, sizeBytes - done));
    const { bytesRead } = await file.read(piece, 0, piece.length, from + done);
    if (bytesRead === 0) return;
    done += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
}
