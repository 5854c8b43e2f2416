import type { EpochMs } from '../units.ts';

/** The metrics that are read, by what they count. Each is one number a minute, or none. */
export const METRIC_NAMES = [
  /** Requests for which a target was chosen, refused ones not among them. */
  'requests',
  /** Connections refused because the load balancer was full. */
  'rejected',
  'elb502',
  'elb503',
  'elb504',
  /** Errors of the platform's own servers. */
  'target5xx',
  /** Median time of the servers' answers, milliseconds. */
  'responseMs',
  /** Requests that the firewall looked at. */
  'wafRequests',
  /** Of these, such as its anti-DDoS rules find highly suspicious. */
  'wafSuspected',
  /** Requests that were given a silent challenge. */
  'challenged',
  /** Of these, such as had passed it. */
  'challengePassed',
  /** 1 while Shield Advanced sees an event. */
  'ddosDetected',
  'ddosBitsPerSec',
] as const;

export type MetricName = (typeof METRIC_NAMES)[number];

/** One number of one minute. */
export interface MetricPoint {
  /** The minute's start. */
  readonly at: EpochMs;
  readonly value: number;
}

/** Series by metric, in order of time. A metric without points is absent: it may not be published. */
export type MetricSeries = { readonly [name in MetricName]?: readonly MetricPoint[] };

/** What the metrics of one platform say. */
export type MetricsReading =
  | {
      readonly kind: 'read';
      readonly now: MetricSeries;
      /** The same hours a week earlier. */
      readonly weekBefore: MetricSeries;
    }
  | { readonly kind: 'unknown'; readonly detail: string }
  /** None are on record. */
  | { readonly kind: 'none' };
