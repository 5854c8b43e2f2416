import type { MetricName, MetricSeries } from '../../../core/cause/metrics-reading.ts';
import { type EpochMs, epochMs } from '../../../core/units.ts';
import type { MetricAnswer } from './get-metrics.ts';

/** Series by our names; where several answers count into one, their minutes are added. */
export function seriesOf(answers: readonly MetricAnswer[]): MetricSeries {
  const sums = new Map<MetricName, Map<EpochMs, number>>();
  for (const { query, timestamps, values } of answers) {
    const sum = sums.get(query.name) ?? new Map<EpochMs, number>();
    sums.set(query.name, sum);
    for (const [index, time] of timestamps.entries()) {
      const value = values[index];
      if (value === undefined || !Number.isFinite(value)) continue;
      const at = epochMs(time);
      sum.set(at, (sum.get(at) ?? 0) + value * (query.times ?? 1));
    }
  }
  const series = [...sums].map(
    ([name, points]) =>
      [
        name,
        [...points].map(([at, value]) => ({ at, value })).toSorted((a, b) => a.at - b.at),
      ] as const,
  );
  return Object.fromEntries(series.filter(([, points]) => points.length > 0));
}
