import { type EpochMs, epochMs, hours, minutes } from '../units.ts';
import { makeSignal } from './make-signal.ts';
import { median } from './median.ts';
import { type MetricWindow, minutesIn, perMinute, valuesIn } from './metric-window.ts';
import type { MetricName, MetricSeries, MetricsReading } from './metrics-reading.ts';
import type { Signal } from './signal.ts';
import { type Speech, sayDuration, sayNumber, sayShare } from './speech.ts';

export interface MetricsEvidence {
  readonly at: EpochMs;
  readonly fellAt: EpochMs;
  /** Up to here the morning was calm: the hour before is the baseline, with a week before. */
  readonly calmUntil: EpochMs;
  readonly reading: MetricsReading;
  readonly speech: Speech;
}

type Told = NonNullable<Parameters<typeof makeSignal>[2]>;
type Found = readonly [source: string, feature: string, told: Told];

const CALM_MS = hours(1);
/** The cause of a fall shows in its first quarter of an hour; chosen. */
const FALL_MS = minutes(15);
/** Metrics come a minute or two late; chosen. */
const LAG_MS = minutes(2);
const FALL_MINUTES_MIN = 3;
const WEEK_MS = hours(7 * 24);
/** Requests a minute under which a calm hour is none to compare with; chosen. */
const CALM_PER_MIN_MIN = 5;
/** As for access logs: docs/cause.md, thresholds of the signals. */
const RISE_MIN = 2;
const FLAT_BELOW = 1.2;
const SILENT_BELOW = 0.02;
const GATEWAY_SHARE_MIN = 0.2;
/** Servers' own errors, where there were hardly any and answers are no slower; chosen. */
const FAULTY_SHARE_MIN = 0.2;
const FAULTY_CALM_MAX = 0.05;
const KNEE_MIN = 3;
const STEP_MAX = 1.5;
const CALM_POINTS_MIN = 10;
const KNEE_SPAN_MS = minutes(5);
const KNEE_POINTS_MIN = 3;
/** §5.3, family waf. */
const SUSPECTED_ABOVE = 0.3;
const PASSED_BELOW = 0.1;
/** Fewer challenges say nothing of who passes them; chosen. */
const CHALLENGED_MIN = 100;
/** "Gbps", §5.3: what a school platform's line never sees on a good day. */
const FLOOD_BITS_PER_SEC = 1_000_000_000;

const ARRIVALS: readonly MetricName[] = ['requests', 'rejected', 'elb503'];
const GATEWAY: readonly MetricName[] = ['elb502', 'elb503', 'elb504'];

interface Spans {
  readonly now: MetricSeries;
  readonly weekBefore: MetricSeries;
  readonly calm: MetricWindow;
  readonly fall: MetricWindow;
  readonly fellAt: EpochMs;
}

/**
 * What the metrics of a platform's load balancer and firewall say of its fall, against the calm hour
 * before it and the same hour a week earlier: a rise must be one against both.
 */
export function signalsFromMetrics(the: MetricsEvidence): readonly Signal[] {
  const { at, fellAt, calmUntil, reading, speech } = the;
  if (reading.kind === 'unknown')
    return [makeSignal({ at, source: 'load-balancer', speech }, 'metrics-unknown')];
  if (reading.kind === 'none') return [];
  const to = epochMs(Math.min(at - LAG_MS, fellAt + FALL_MS));
  const spans: Spans = {
    ...reading,
    fellAt,
    calm: { from: epochMs(calmUntil - CALM_MS), to: calmUntil },
    fall: { from: fellAt, to },
  };
  if (minutesIn(spans.fall) < FALL_MINUTES_MIN) return [];
  const found = [
    ...traffic(spans, speech),
    ...errors(spans, speech),
    ...knee(spans, speech),
    ...firewall(spans, speech),
    ...flood(spans, speech),
  ];
  return found.map(([source, feature, told]) => makeSignal({ at, source, speech }, feature, told));
}

function traffic({ now, weekBefore, calm, fall }: Spans, speech: Speech): readonly Found[] {
  const calmPerMin = perMinute(now, ARRIVALS, calm);
  if (calmPerMin < CALM_PER_MIN_MIN) return [];
  const then = { from: epochMs(fall.from - WEEK_MS), to: epochMs(fall.to - WEEK_MS) };
  const usual = Math.max(calmPerMin, perMinute(weekBefore, ARRIVALS, then));
  const perMin = perMinute(now, ARRIVALS, fall);
  const kind = kindOf(perMin / usual, perMinute(now, ['rejected'], fall) > 0);
  if (kind === null) return [];
  const values = {
    factor: sayNumber(speech, perMin / usual, 1),
    perMin: sayNumber(speech, perMin),
    calm: sayNumber(speech, usual),
  };
  const told = { values, value: perMin, baseline: usual, wording: `metrics-${kind}` };
  return [['load-balancer', `traffic-${kind}`, told]];
}

/** Counts of one thing come from several metrics, which need not agree to the last request. */
const partOf = (some: number, all: number): number => (all < 1 ? 0 : Math.min(1, some / all));

/** Where connections are refused, what was let in tells no rise and no flatness. */
function kindOf(factor: number, isFull: boolean): 'amplified' | 'flat' | 'silent' | null {
  if (factor >= RISE_MIN) return 'amplified';
  if (isFull) return null;
  if (factor <= SILENT_BELOW) return 'silent';
  return factor < FLAT_BELOW ? 'flat' : null;
}

function errors({ now, calm, fall }: Spans, speech: Speech): readonly Found[] {
  const arrivals = perMinute(now, ARRIVALS, fall);
  if (arrivals < CALM_PER_MIN_MIN) return [];
  const gateway = partOf(perMinute(now, GATEWAY, fall), arrivals);
  const share = (window: MetricWindow) =>
    partOf(perMinute(now, ['target5xx'], window), perMinute(now, ['requests'], window));
  const faulty = share(fall);
  const isFaulty = faulty >= FAULTY_SHARE_MIN && share(calm) <= FAULTY_CALM_MAX;
  const isSlower = slowdown(now, calm, fall) >= STEP_MAX;
  const told = (value: number, wording: string): Told => ({
    values: { share: sayShare(speech, value) },
    value,
    wording,
  });
  return [
    ...(gateway >= GATEWAY_SHARE_MIN
      ? [['load-balancer', 'http-gateway', told(gateway, 'metrics-gateway')] as const]
      : []),
    ...(isFaulty && !isSlower
      ? [['load-balancer', 'http-500', told(faulty, 'metrics-500')] as const]
      : []),
  ];
}

/** How many times the calm median the answers' time is; 0 when it cannot be told. */
function slowdown(series: MetricSeries, calm: MetricWindow, window: MetricWindow): number {
  const calmMs = median(valuesIn(series, 'responseMs', calm)) ?? 0;
  return calmMs === 0 ? 0 : (median(valuesIn(series, 'responseMs', window)) ?? 0) / calmMs;
}

/** Servers that answered ever more slowly before the fall, as a queue does. */
function knee({ now, calm, fellAt }: Spans, speech: Speech): readonly Found[] {
  const before = { from: epochMs(fellAt - KNEE_SPAN_MS), to: fellAt };
  const calmTimes = valuesIn(now, 'responseMs', calm);
  const times = valuesIn(now, 'responseMs', before);
  if (calmTimes.length < CALM_POINTS_MIN || times.length < KNEE_POINTS_MIN) return [];
  const [calmMs, medianMs] = [median(calmTimes) ?? 0, median(times) ?? 0];
  if (calmMs <= 0 || medianMs < KNEE_MIN * calmMs) return [];
  const values = { now: sayDuration(speech, medianMs), calm: sayDuration(speech, calmMs) };
  const told = { values, value: medianMs, baseline: calmMs, wording: 'metrics-knee' };
  return [['load-balancer', 'latency-knee', told]];
}

function firewall({ now, fall }: Spans, speech: Speech): readonly Found[] {
  const sum = (name: MetricName): number => perMinute(now, [name], fall) * minutesIn(fall);
  const [seen, challenged] = [sum('wafRequests'), sum('challenged')];
  if (challenged < CHALLENGED_MIN) return [];
  const share = partOf(sum('wafSuspected'), seen);
  const passed = partOf(sum('challengePassed'), challenged);
  if (share <= SUSPECTED_ABOVE || passed >= PASSED_BELOW) return [];
  const values = { share: sayShare(speech, share), passed: sayShare(speech, passed) };
  return [['firewall', 'waf-suspicion', { values, value: share }]];
}

/** An event that Shield sees may be a crowd's: it takes a flow out of proportion beside it. */
function flood({ now, fall }: Spans, speech: Speech): readonly Found[] {
  const isDetected = valuesIn(now, 'ddosDetected', fall).some((value) => value >= 1);
  const most = Math.max(0, ...valuesIn(now, 'ddosBitsPerSec', fall));
  if (!isDetected || most < FLOOD_BITS_PER_SEC) return [];
  const gbps = most / 1_000_000_000;
  return [
    ['shield', 'traffic-volumetric', { values: { gbps: sayNumber(speech, gbps, 1) }, value: most }],
  ];
}
