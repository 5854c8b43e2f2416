import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { timeOf } from './traffic-line.ts';

/** A longer line is passed over: no browser sends one, and servers cut at 8 kB by default. */
const LINE_MAX_BYTES = 16_384;
/** The most that one summary reads, inflated; chosen, some minutes of processor at worst. */
const READ_MAX_BYTES = 4 * 1024 ** 3;
const CHUNK_BYTES = 262_144;
const NEWLINE = 10;

/**
 * Hand each line of a log to `take`, from about the instant `from` on, until it answers false.
 *
 * A plain file is searched by halves for `from`, its lines being in order of time; a compressed
 * one is read from its start. A line that is too long counts as one line of no text.
 *
 * @throws the system's error when the file cannot be read or inflated
 */
export async function eachLine(
  path: string,
  from: number,
  take: (line: string) => boolean,
): Promise<void> {
  const start = path.endsWith('.gz') ? 0 : await startOf(path, from);
  const file = createReadStream(path, { start, highWaterMark: CHUNK_BYTES });
  const stream = path.endsWith('.gz') ? file.pipe(createGunzip({ chunkSize: CHUNK_BYTES })) : file;
  file.on('error', (error) => stream.destroy(error));
  const split = createSplitter(take);
  let read = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      read += chunk.length;
      if (!split.push(chunk) || read > READ_MAX_BYTES) return;
    }
    split.end();
  } finally {
    file.destroy();
  }
}

function createSplitter(take: (line: string) => boolean) {
  let rest: Buffer = Buffer.alloc(0);
  let tooLong = false;
  const give = (bytes: Buffer): boolean => {
    const line = tooLong || bytes.length > LINE_MAX_BYTES ? '' : bytes.toString('latin1');
    tooLong = false;
    return take(line);
  };
  return {
    push: (chunk: Buffer): boolean => {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let from = 0;
      for (let to = bytes.indexOf(NEWLINE); to >= 0; to = bytes.indexOf(NEWLINE, from)) {
        if (!give(bytes.subarray(from, to))) return false;
        from = to + 1;
      }
      rest = bytes.subarray(from);
      if (rest.length > LINE_MAX_BYTES) {
        tooLong = true;
        rest = Buffer.alloc(0);
      }
      return true;
    },
    end: (): void => {
      if (rest.length > 0) give(rest);
    },
  };
}

/** Where to begin reading: an offset before the first line of `from`, by halving. */
async function startOf(path: string, from: number): Promise<number> {
  const file = await open(path, 'r');
  try {
    let low = 0;
    let high = (await file.stat()).size;
    while (high - low > CHUNK_BYTES) {
      const middle = Math.floor((low + high) / 2);
      const at = await firstTimeAfter(file, middle);
      if (at !== null && at < from) low = middle;
      else high = middle;
    }
    return low;
  } finally {
    await file.close();
  }
}

/** The time of the first readable line that begins after an offset, within 64 kB. */
async function firstTimeAfter(file: FileHandle, offset: number): Promise<number | null> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, offset);
  const lines = buffer.subarray(0, bytesRead).toString('latin1').split('\n').slice(1, -1);
  for (const line of lines) {
    const at = timeOf(line, { text: '', at: 0 });
    if (!Number.isNaN(at)) return at;
  }
  return null;
}
