import { closeSync, openSync, readSync } from 'node:fs';
import { createLineSplitter, type LineTaker } from './split-lines.ts';

/** More than the longest line that counts: what is not ended by then is passed over whole. */
const TAIL_BYTES = 65_536;
const NEWLINE = 10;

/**
 * Hand on the lines that begin in `[from, to)` of a plain file, each by the one range that holds its
 * first byte.
 *
 * @param block memory to read into, of `BLOCK_BYTES`
 * @throws the system's error when the file can no longer be read
 */
export function readRange(
  path: string,
  from: number,
  to: number,
  taker: LineTaker,
  block: Uint8Array,
): void {
  const file = openSync(path, 'r');
  try {
    // The byte before tells whether a line begins at `from`.
    const start = Math.max(0, from - 1);
    const splitter = createLineSplitter(taker, { start, midLine: from > 0, block });
    let at = start;
    let last = NEWLINE;
    while (at < to) {
      const room = splitter.room();
      const length = readSync(file, room, 0, Math.min(room.length, to - at), at);
      if (length === 0) break;
      last = room[length - 1] ?? NEWLINE;
      splitter.filled(length);
      at += length;
    }
    if (at === to && last !== NEWLINE) readTail(file, at, splitter);
    splitter.end();
  } finally {
    closeSync(file);
  }
}

/** The rest of the last line, or enough of it to show that it is too long. */
function readTail(file: number, at: number, splitter: ReturnType<typeof createLineSplitter>): void {
  const tail = Buffer.alloc(TAIL_BYTES);
  const length = readSync(file, tail, 0, TAIL_BYTES, at);
  const end = tail.subarray(0, length).indexOf(NEWLINE);
  let left = tail.subarray(0, end < 0 ? length : end + 1);
  while (left.length > 0) {
    const room = splitter.room();
    const part = left.subarray(0, room.length);
    room.set(part);
    splitter.filled(part.length);
    left = left.subarray(part.length);
  }
}
