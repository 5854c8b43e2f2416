/** What a chunked body is left at. */
type ChunkState = 'more' | 'whole' | 'broken';

/** A chunk's size in hexadecimal with its extensions, and a trailer's line. Chosen: Node's is 16 kB. */
const LINE_MAX_BYTES = 1_024;

/**
 * To be called with what came, until it says 'whole' or 'broken'. What follows the body in the same bytes
 * is not told apart: nobody asked for it.
 */
export type ChunkReader = (bytes: Buffer) => ChunkState;

/**
 * Reads a body in chunks, whatever pieces it comes in (RFC 9112 7.1).
 *
 * @param take called with the body's own bytes, in order
 */
export function chunkReader(take: (bytes: Buffer) => void): ChunkReader {
  let line = '';
  let left = 0;
  let part: 'size' | 'data' | 'data-end' | 'trailer' = 'size';

  function readLine(complete: string): ChunkState {
    if (part === 'trailer') return complete === '' ? 'whole' : 'more';
    if (part === 'data-end') {
      part = 'size';
      return complete === '' ? 'more' : 'broken';
    }
    const size = /^([0-9a-f]{1,8})[ \t]*(?:;.*)?$/i.exec(complete)?.[1];
    if (size === undefined) return 'broken';
    left = Number.parseInt(size, 16);
    part = left === 0 ? 'trailer' : 'data';
    return 'more';
  }
  return (bytes) => {
    let at = 0;
    while (at < bytes.length) {
      if (part === 'data') {
        const piece = bytes.subarray(at, at + left);
        take(piece);
        at += piece.length;
        left -= piece.length;
        if (left === 0) part = 'data-end';
        continue;
      }
      const end = bytes.indexOf(10, at);
      line += bytes.toString('latin1', at, end === -1 ? bytes.length : end);
      if (line.length > LINE_MAX_BYTES) return 'broken';
      if (end === -1) return 'more';
      at = end + 1;
      if (!line.endsWith('\r')) return 'broken';
      const complete = line.slice(0, -1);
      line = '';
      const state = readLine(complete);
      if (state !== 'more') return state;
    }
    return 'more';
  };
}
