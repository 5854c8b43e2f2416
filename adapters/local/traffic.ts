import type { Traffic } from '../../app/ports.ts';
import { CALM_REQUESTS_MIN } from '../../core/cause/traffic-calm.ts';
import type { TrafficComparison } from '../../core/cause/traffic-comparison.ts';
import type { EpochMs, PlatformId } from '../../core/units.ts';
import type { LogFormat } from './access-log/choose-reader.ts';
import type { LogsSummary } from './access-log/logs-summary.ts';
import { summariseLogs } from './access-log/summarise-logs.ts';

export interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Less than a minute is no baseline; chosen. */
const BASELINE_SEC_MIN = 60;
/** Spans that are named to the summary. */
const [CALM, FALL] = ['calm', 'fall'];

/**
 * Traffic as the origins' own access logs have it, where the operator shares them.
 *
 * @param options.pathOf where a platform's log is, plain or compressed, in the time of the home's
 *   clock; null when it is not shared
 * @param options.formatOf what it is written in. @default told by its first lines
 */
export function createLogTraffic(options: {
  readonly pathOf: (platform: PlatformId) => string | null;
  readonly formatOf?: (platform: PlatformId) => LogFormat | 'auto';
}): Traffic {
  return {
    summarise: async (platform, window, baseline) => {
      const path = options.pathOf(platform);
      if (path === null) return null;
      const format = options.formatOf?.(platform) ?? 'auto';
      const summary = await summariseSpans(path, window, baseline, format);
      return comparisonOf(summary);
    },
  };
}

/**
 * Summarise two spans of one log, in bounded memory and in this thread. The baseline comes first.
 * Addresses are counted by network and by hash; none leaves. What comes of it is plain JSON, for a
 * dossier.
 *
 * @throws PreauError `log-unreadable`, retryable: the log may be rotating
 */
export async function summariseSpans(
  path: string,
  window: Span,
  baseline: Span,
  format: LogFormat | 'auto' = 'auto',
): Promise<LogsSummary> {
  const spanOf = (name: string, from: number, to: number) => ({
    name,
    fromSec: Math.floor(from / 1_000),
    toSec: Math.max(Math.floor(from / 1_000) + 1, Math.floor(to / 1_000)),
  });
  const calm = spanOf(CALM, baseline.from, Math.min(baseline.to, window.from));
  const phases = [calm, spanOf(FALL, window.from, window.to)];
  return summariseLogs({ files: [path], phases, format, threads: 0, inOrder: true });
}

/** @returns null when the baseline is too thin to compare with */
function comparisonOf({ baseline, phases }: LogsSummary): TrafficComparison | null {
  if (baseline === null || baseline.requests < CALM_REQUESTS_MIN) return null;
  const seconds = (Date.parse(baseline.to) - Date.parse(baseline.from)) / 1_000;
  if (seconds < BASELINE_SEC_MIN) return null;
  return phases.find(({ name }) => name === FALL)?.comparison ?? null;
}
