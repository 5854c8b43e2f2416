import { type EpochMs, minutes } from '../units.ts';
import type { MetricName, MetricSeries } from './metrics-reading.ts';

/** A span of whole minutes, its end excluded. */
export interface MetricWindow {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

const MINUTE_MS = minutes(1);

export const minutesIn = ({ from, to }: MetricWindow): number =>
  Math.max(0, Math.floor((to - from) / MINUTE_MS));

/** The values of one metric in a window, in order of time. */
export const valuesIn = (
  series: MetricSeries,
  name: MetricName,
  { from, to }: MetricWindow,
): readonly number[] =>
  (series[name] ?? []).filter(({ at }) => at >= from && at < to).map(({ value }) => value);

/** What several counts come to in a minute. A minute without a value counted nothing. */
export function perMinute(
  series: MetricSeries,
  names: readonly MetricName[],
  window: MetricWindow,
): number {
  const span = minutesIn(window);
  if (span === 0) return 0;
  const all = names.flatMap((name) => valuesIn(series, name, window));
  return all.reduce((sum, value) => sum + value, 0) / span;
}
