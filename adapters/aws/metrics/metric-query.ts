import type { MetricName } from '../../../core/cause/metrics-reading.ts';

/** One metric of CloudWatch, and which of ours it counts into. */
export interface MetricQuery {
  readonly name: MetricName;
  readonly namespace: string;
  readonly metric: string;
  readonly stat: 'Sum' | 'Maximum' | 'p50';
  readonly dimensions: Readonly<Record<string, string>>;
  /** What a value is multiplied by, as it is counted in. @default 1 */
  readonly times?: number;
}

/** Queries of one Region: CloudWatch answers for its own. */
export interface RegionQueries {
  readonly region: string;
  readonly queries: readonly MetricQuery[];
}
