import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { MetricsSnapshot } from '../../../app/cause/ports.ts';
import { rawJson } from '../../../app/cause/raw-json.ts';
import type { Clock, Metrics } from '../../../app/ports.ts';
import type { PlatformMetricsConfig } from '../../../config/schema-metrics.ts';
import { PreauError } from '../../../core/errors.ts';
import { type EpochMs, epochMs, hours } from '../../../core/units.ts';
import { getMetrics, type MetricAnswer } from './get-metrics.ts';
import { metricQueries } from './metric-queries.ts';
import type { RegionQueries } from './metric-query.ts';
import { seriesOf } from './series-of.ts';

export interface CloudWatchMetricsOptions {
  readonly clientOf: (region: string) => CloudWatchClient;
  /** By platform, those that have metrics. */
  readonly platforms: Readonly<Record<string, PlatformMetricsConfig>>;
  readonly clock: Pick<Clock, 'now'>;
  /** For each question with all its pages, in real milliseconds. @default 10,000, chosen */
  readonly timeoutMs?: number;
}

interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

const TIMEOUT_MS = 10_000;
const WEEK_MS = hours(7 * 24);

/**
 * The metrics of platforms on AWS, as CloudWatch has them: one question a Region for the fall, one for
 * the same hours a week earlier. Minutes are kept for 15 days.
 */
export function createCloudWatchMetrics(options: CloudWatchMetricsOptions): Metrics {
  return {
    read: async (platform, span) => {
      const config = Object.hasOwn(options.platforms, platform)
        ? options.platforms[platform]
        : undefined;
      const regions = config === undefined ? [] : metricQueries(config);
      if (regions.length === 0) return { reading: { kind: 'none' } };
      try {
        return await readAll(regions, span, options);
      } catch (error) {
        if (!(error instanceof PreauError)) throw error;
        return { reading: { kind: 'unknown', detail: error.message.slice(0, 200) } };
      }
    },
  };
}

async function readAll(
  regions: readonly RegionQueries[],
  span: Span,
  { clientOf, clock, timeoutMs = TIMEOUT_MS }: CloudWatchMetricsOptions,
): Promise<MetricsSnapshot> {
  const whole = { from: wholeMinute(span.from), to: wholeMinute(span.to) };
  const before = { from: epochMs(whole.from - WEEK_MS), to: epochMs(whole.to - WEEK_MS) };
  const ask = (when: Span): Promise<readonly MetricAnswer[]> =>
    Promise.all(
      regions.map(({ region, queries }) => getMetrics(clientOf(region), queries, when, timeoutMs)),
    ).then((answers) => answers.flat());
  const [now, weekBefore] = await Promise.all([ask(whole), ask(before)]);
  return {
    reading: { kind: 'read', now: seriesOf(now), weekBefore: seriesOf(weekBefore) },
    raw: rawJson('cloudwatch', clock.now(), { span: whole, before, now, weekBefore }),
  };
}

/** CloudWatch rounds a start down to the period: said here, since windows are counted in minutes. */
const wholeMinute = (at: EpochMs): EpochMs => epochMs(Math.floor(at / 60_000) * 60_000);
