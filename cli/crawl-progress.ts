import type { CrawlProgress } from '../adapters/local/crawl/crawl-request.ts';
import { readableSize } from '../app/mirror/readable-size.ts';
import { durationText } from './duration-text.ts';
import type { CliIo } from './frame-io.ts';
import { progressLines } from './progress-lines.ts';

/** Before this much has passed, no rate can be told. Chosen. */
const RATE_AFTER_MS = 2_000;

/** What is told while a site is visited. */
export interface CrawlTelling {
  readonly onResume: (settled: number) => void;
  readonly onProgress: (progress: CrawlProgress) => void;
  /** Take the line away. */
  end(): void;
}

const QUIET: CrawlTelling = {
  onResume: () => undefined,
  onProgress: () => undefined,
  end: () => undefined,
};

/**
 * Show pages, bytes, the rate, the time left and how the site bears it, on one line of a terminal that
 * writes over itself; or count for a home that runs this command.
 *
 * @param now a monotonic clock in milliseconds
 */
export function crawlTelling(io: CliIo, isQuiet: boolean, now: () => number): CrawlTelling {
  const lines = progressLines(io, now);
  if (lines !== null) return { ...QUIET, onProgress: ({ done, known }) => lines(done, known) };
  if (isQuiet || io.stderr.isTTY !== true) return QUIET;
  return {
    onResume: (count) => void io.stderr.write(`${io.words('mirror.crawl.resumed', { count })}\n`),
    onProgress: (progress) => {
      const text = progressText(io, progress);
      io.stderr.write(`\r\u001B[K${text.slice(0, Math.max(20, (io.stderr.columns ?? 80) - 1))}`);
    },
    end: () => void io.stderr.write('\r\u001B[K'),
  };
}

/** One line: `120/340 pages, 4.2 MB, 12/s, 20 s left at least, the site answers well`. */
function progressText(io: CliIo, progress: CrawlProgress): string {
  const { done, known, pages, knownPages, requests, bytes, elapsedMs, mood } = progress;
  const say = (key: string, values = {}) => io.words(`mirror.crawl.${key}`, values);
  const size = readableSize(bytes, io.language);
  const parts = [say('pages', { pages, known: knownPages, size })];
  if (elapsedMs >= RATE_AFTER_MS && requests > 0) {
    const number = new Intl.NumberFormat(io.language, { maximumFractionDigits: 1 });
    parts.push(say('rate', { rate: number.format((requests * 1_000) / elapsedMs) }));
    const leftMs = ((known - done) * elapsedMs) / requests;
    if (leftMs > 0) parts.push(say('left', { time: durationText(leftMs) }));
  }
  return [...parts, say(`mood.${mood}`)].join(', ');
}
