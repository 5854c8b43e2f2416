import type { Traffic } from '../../app/ports.ts';
import type { TrafficComparison } from '../../core/cause/traffic-comparison.ts';
import { PreauError } from '../../core/errors.ts';
import type { EpochMs, PlatformId } from '../../core/units.ts';
import { compareTraffic } from './traffic-compare.ts';
import { readLine } from './traffic-line.ts';
import { eachLine } from './traffic-lines.ts';
import { createNetworks } from './traffic-network.ts';
import { createCounter, type Tally } from './traffic-tally.ts';

export interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

export interface LogSummary {
  /** Null when the baseline is too thin to compare with. */
  readonly comparison: TrafficComparison | null;
  /** Lines that could not be read as the combined format. */
  readonly skippedLines: number;
  readonly window: Tally;
  readonly baseline: Tally;
}

/** A baseline of fewer requests, or less than a minute, is no baseline; chosen. */
const BASELINE_REQUESTS_MIN = 30;
const BASELINE_MINUTES_MIN = 1;
/** Servers write a line when its answer ends: lines this late are still waited for. Chosen. */
const DISORDER_MS = 120_000;

/**
 * Traffic as the origins' own access logs have it, where the operator shares them.
 *
 * @param options.pathOf where a platform's log is (combined format, plain or `.gz`), in the time
 *   of the home's clock; null when it is not shared
 */
export function createLogTraffic(options: {
  readonly pathOf: (platform: PlatformId) => string | null;
}): Traffic {
  return {
    summarise: async (platform, window, baseline) => {
      const path = options.pathOf(platform);
      if (path === null) return null;
      return (await summariseLog(path, window, baseline)).comparison;
    },
  };
}

/**
 * Compare two spans of one log, in one pass and in bounded memory. The baseline comes first.
 * Addresses are counted by network and by hash; none leaves.
 *
 * @throws PreauError `log-unreadable`, retryable: the log may be rotating
 */
export async function summariseLog(
  path: string,
  window: Span,
  baseline: Span,
): Promise<LogSummary> {
  const networks = createNetworks();
  const calm = createCounter();
  const now = createCounter();
  const memory = { text: '', at: Number.NaN };
  let skippedLines = 0;
  let firstAt = Number.POSITIVE_INFINITY;
  const take = (text: string): boolean => {
    const line = readLine(text, memory);
    if (line === null) skippedLines += 1;
    else if (line.at > window.to + DISORDER_MS) return false;
    else {
      firstAt = Math.min(firstAt, line.at);
      if (isWithin(line.at, baseline)) {
        networks.add(line.address);
        calm.count(line, true);
      } else if (isWithin(line.at, window)) now.count(line, networks.has(line.address));
    }
    return true;
  };
  await readOrExplain(path, baseline.from, take);
  const tallies = { window: now.tally(), baseline: calm.tally() };
  const minutes = {
    window: (window.to - window.from) / 60_000,
    baseline: (baseline.to - Math.max(baseline.from, firstAt)) / 60_000,
  };
  const enough =
    tallies.baseline.requests >= BASELINE_REQUESTS_MIN &&
    minutes.baseline >= BASELINE_MINUTES_MIN &&
    minutes.window > 0;
  const comparison = enough
    ? compareTraffic(
        { tally: tallies.window, minutes: minutes.window },
        { tally: tallies.baseline, minutes: minutes.baseline },
      )
    : null;
  return { comparison, skippedLines, ...tallies };
}

const isWithin = (at: number, { from, to }: Span): boolean => at >= from && at < to;

async function readOrExplain(path: string, from: number, take: (line: string) => boolean) {
  try {
    await eachLine(path, from, take);
  } catch (cause) {
    throw new PreauError(
      'log-unreadable',
      `an access log was expected in ${path}, and cannot be read: check that the file is there, may be read, and is whole if it is compressed`,
      { cause, retryable: true },
    );
  }
}
