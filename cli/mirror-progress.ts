import type { PublishRequest } from '../app/mirror/publish-to-targets.ts';
import type { CliIo } from './frame-io.ts';
import { progressLines } from './progress-lines.ts';
import { readableSize } from '../app/mirror/readable-size.ts';

/** A line that writes over itself no more often. Chosen. */
const EVERY_MS = 100;
/** Before this much has passed, no rate can be told. Chosen. */
const RATE_AFTER_MS = 1_000;

/** What is told while a mirror travels. */
export interface TravelProgress {
  readonly onCompress: (done: number, total: number) => void;
  readonly onTravel: NonNullable<PublishRequest['onTravel']>;
  /** Take the line away. */
  end(): void;
}

/**
 * Show files, bytes and the time that is left, of all targets together, on a terminal only.
 *
 * @param now a monotonic clock in milliseconds
 */
export function travelProgress(io: CliIo, isQuiet: boolean, now: () => number): TravelProgress {
  const lines = progressLines(io, now);
  if (lines !== null) return linesOf(lines);
  if (isQuiet || io.stderr.isTTY !== true)
    return { onCompress: () => undefined, onTravel: () => undefined, end: () => undefined };
  const targets = new Map<string, Parameters<TravelProgress['onTravel']>>();
  let startedAt: number | null = null;
  let shownAt = Number.NEGATIVE_INFINITY;
  const show = (text: string): void => {
    if (now() - shownAt < EVERY_MS) return;
    shownAt = now();
    io.stderr.write(`\r\u001B[K${text.slice(0, Math.max(20, (io.stderr.columns ?? 80) - 1))}`);
  };
  return {
    onCompress: (done, total) => show(io.words('mirror.publish.compressing', { done, total })),
    onTravel: (...told) => {
      startedAt ??= now();
      targets.set(told[0], told);
      const sum = sumOf([...targets.values()]);
      const size = (bytes: number) => readableSize(bytes, io.language);
      const values = { ...sum, size: size(sum.bytes), totalSize: size(sum.totalBytes) };
      const left = secondsLeft(sum, now() - startedAt);
      const time = left === null ? '' : `, ${io.words('mirror.publish.left', { seconds: left })}`;
      show(io.words('mirror.publish.progress', values) + time);
    },
    end: () => void io.stderr.write('\r\u001B[K'),
  };
}

function linesOf(tell: (done: number, total: number) => void): TravelProgress {
  const targets = new Map<string, Parameters<TravelProgress['onTravel']>>();
  const onTravel: TravelProgress['onTravel'] = (...told) => {
    targets.set(told[0], told);
    const { files, totalFiles } = sumOf([...targets.values()]);
    tell(files, totalFiles);
  };
  return { onCompress: () => undefined, onTravel, end: () => undefined };
}

interface Sum {
  readonly files: number;
  readonly totalFiles: number;
  readonly bytes: number;
  readonly totalBytes: number;
}

function sumOf(told: readonly Parameters<TravelProgress['onTravel']>[]): Sum {
  return told.reduce(
    (sum, [, done, total]) => ({
      files: sum.files + done.files,
      totalFiles: sum.totalFiles + total.files,
      bytes: sum.bytes + done.bytes,
      totalBytes: sum.totalBytes + total.bytes,
    }),
    { files: 0, totalFiles: 0, bytes: 0, totalBytes: 0 },
  );
}

/** By the rate so far. @returns null while it cannot be told */
function secondsLeft({ bytes, totalBytes }: Sum, passedMs: number): number | null {
  if (passedMs < RATE_AFTER_MS || bytes === 0) return null;
  return Math.ceil(((totalBytes - bytes) * passedMs) / bytes / 1_000);
}
