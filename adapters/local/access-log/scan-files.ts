import { createReadStream } from 'node:fs';
import type { LogJob, ResultOf } from './log-job.ts';
import type { LogLanes } from './log-lanes.ts';
import { createDecompress, type LogFile } from './open-logs.ts';
import { createLineSplitter } from './split-lines.ts';

/** What kept a compressed file from being read to its end. */
export type LogFault = 'truncated' | 'damaged' | 'bomb';

/** How far one file was read. */
export interface FileRead {
  /** Of its text, once it is decompressed. */
  readonly bytes: number;
  readonly fault: LogFault | null;
}

/** Which units of a job are wanted; all others are passed over. */
export type Wanted = (file: number, unit: number) => boolean;

const CHUNK_BYTES = 262_144;
/**
 * Logs shrink to a tenth or a thirtieth, floods of like lines to a hundredth; a bomb to a thousandth,
 * which is as far as gzip goes. Chosen between.
 */
const BOMB_RATIO = 200;
const BOMB_FROM_BYTES = 64 * 1_048_576;
/** The most of one file's text that is read at all: a month of a large portal. Chosen. */
const TEXT_MAX_BYTES = 256 * 1_024 ** 3;

/**
 * Carry one job over files, in lanes. Compressed ones are decompressed here and their lines handed
 * over; of a plain one each lane reads ranges of its own.
 *
 * @throws the system's error when a file can no longer be read
 */
export async function scanFiles<Job extends LogJob>(
  files: readonly LogFile[],
  job: Job,
  lanes: LogLanes,
  wanted: Wanted = () => true,
): Promise<{ readonly results: readonly ResultOf<Job>[]; readonly read: readonly FileRead[] }> {
  lanes.begin(job);
  const read: FileRead[] = [];
  for (const [index, file] of files.entries())
    read.push(
      file.compression === 'none'
        ? await scanPlain(file, index, lanes, wanted)
        : await scanCompressed(file, index, lanes, wanted),
    );
  return { results: await lanes.finish(job), read };
}

async function scanPlain(
  { fromByte, sizeBytes }: LogFile,
  file: number,
  lanes: LogLanes,
  wanted: Wanted,
): Promise<FileRead> {
  const { unitBytes } = lanes;
  for (let unit = 0; fromByte + unit * unitBytes < sizeBytes; unit += 1) {
    const from = fromByte + unit * unitBytes;
    const to = Math.min(sizeBytes, from + unitBytes);
    if (wanted(file, unit)) await lanes.give({ kind: 'range', unit: { file, unit }, from, to });
  }
  return { bytes: sizeBytes - fromByte, fault: null };
}

async function scanCompressed(
  { path, compression, sizeBytes }: LogFile,
  file: number,
  lanes: LogLanes,
  wanted: Wanted,
): Promise<FileRead> {
  if (compression === 'none') throw new Error('a plain file has nothing to decompress');
  const source = createReadStream(path, { highWaterMark: CHUNK_BYTES, end: sizeBytes - 1 });
  const stream = source.pipe(createDecompress(compression, CHUNK_BYTES));
  source.on('error', (error) => stream.destroy(error));
  const feed = createFeed(file, lanes, wanted);
  let fault: LogFault | null = null;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      await feed.push(chunk);
      if (isBomb(feed.bytes(), source.bytesRead)) fault = 'bomb';
      if (fault !== null) break;
    }
  } catch (error) {
    fault = faultOf(error);
    if (fault === null) throw error;
  } finally {
    source.destroy();
    stream.destroy();
  }
  await feed.end();
  return { bytes: feed.bytes(), fault };
}

const isBomb = (text: number, read: number): boolean =>
  text > TEXT_MAX_BYTES || (text > BOMB_FROM_BYTES && text > BOMB_RATIO * read);

/** @returns null of an error that is the system's, not the file's */
function faultOf(error: unknown): LogFault | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'Z_BUF_ERROR') return 'truncated';
  return /^(?:Z_|ZSTD_|ERR_ZLIB|ERR_ZSTD)/i.test(code) ? 'damaged' : null;
}

/** Lines that come out of a stream, handed on a block at a time. */
function createFeed(file: number, lanes: LogLanes, wanted: Wanted) {
  let [unit, bytes] = [0, 0];
  const owed: Promise<void>[] = [];
  const hand = (work: (unit: number) => Promise<void>): void => {
    if (wanted(file, unit)) owed.push(work(unit));
    unit += 1;
  };
  const splitter = createLineSplitter({
    take: (block, from, to, offset) => {
      if (!wanted(file, unit)) {
        unit += 1;
        return;
      }
      const bytes = lanes.spare();
      const length = to - from;
      bytes.set(block.subarray(from, to));
      hand((number) =>
        lanes.give({ kind: 'lines', unit: { file, unit: number }, bytes, length, offset }),
      );
    },
    tooLong: (offset) =>
      hand((number) => lanes.give({ kind: 'too-long', unit: { file, unit: number }, offset })),
  });
  const settle = async (): Promise<void> => {
    await Promise.all(owed.splice(0));
  };
  return {
    bytes: () => bytes,
    push: async (chunk: Buffer): Promise<void> => {
      bytes += chunk.length;
      for (let from = 0; from < chunk.length; ) {
        const room = splitter.room();
        const part = chunk.subarray(from, from + room.length);
        room.set(part);
        splitter.filled(part.length);
        from += part.length;
        await settle();
      }
    },
    end: async (): Promise<void> => {
      splitter.end();
      await settle();
    },
  };
}
