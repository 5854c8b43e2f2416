import { type FileHandle, open } from 'node:fs/promises';
import { openReader } from './choose-reader.ts';
import type { SecondsSpan } from './count-in-phases.ts';
import { eachLine } from './each-line.ts';
import { LINE_MAX_BYTES } from './line-sink.ts';
import type { LineReader } from './log-record.ts';
import type { LogFile } from './open-logs.ts';

/** Servers write a line when its answer ends: lines this late are still waited for. Chosen. */
const DISORDER_SEC = 120;
/** Halving ends here: reading on is quicker than seeking. Chosen. */
const NEAR_BYTES = 262_144;
const LOOKED_AT_BYTES = 4 * LINE_MAX_BYTES;

/**
 * The part of a plain log that holds a stretch of time, found by halving, since its lines are about in
 * order of time: of a log of days only minutes are read. A compressed one is left whole.
 *
 * @throws the system's error when it cannot be read
 */
export async function narrowLog(log: LogFile, { fromSec, toSec }: SecondsSpan): Promise<LogFile> {
  if (log.compression !== 'none') return log;
  const file = await open(log.path, 'r');
  try {
    const reader = openReader(log.shape, log.key);
    const isBefore = (sec: number) => async (offset: number) => {
      const at = await firstTimeAfter(file, offset, reader);
      return at !== null && at < sec;
    };
    const from = await halve(log.sizeBytes, isBefore(fromSec - DISORDER_SEC));
    const to = await halve(log.sizeBytes, isBefore(toSec + DISORDER_SEC));
    return { ...log, fromByte: from.low, sizeBytes: to.high };
  } finally {
    await file.close();
  }
}

/** Two places near one another with the wanted one between. */
async function halve(size: number, isBefore: (offset: number) => Promise<boolean>) {
  let [low, high] = [0, size];
  while (high - low > NEAR_BYTES) {
    const middle = Math.floor((low + high) / 2);
    if (await isBefore(middle)) low = middle;
    else high = middle;
  }
  return { low, high };
}

/** The time of the first readable line that begins after an offset, if one soon does. */
async function firstTimeAfter(
  file: FileHandle,
  offset: number,
  reader: LineReader,
): Promise<number | null> {
  const { buffer, bytesRead } = await file.read(
    Buffer.alloc(LOOKED_AT_BYTES),
    0,
    LOOKED_AT_BYTES,
    offset,
  );
  const begin = buffer.subarray(0, bytesRead).indexOf(10) + 1;
  let found: number | null = null;
  if (begin === 0) return null;
  eachLine(buffer, begin, bytesRead, (from, to) => {
    if (found !== null) return;
    const at = reader.atSec(buffer, from, to);
    if (at === at) found = at;
  });
  return found;
}
