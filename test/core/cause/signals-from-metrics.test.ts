// Goal: what a load balancer and a firewall counted becomes the right rows, and no others. Method:
// series by hand around a fall, against a calm hour and the week before; the words that ship.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  METRIC_NAMES,
  type MetricName,
  type MetricSeries,
} from '../../../core/cause/metrics-reading.ts';
import { signalsFromMetrics } from '../../../core/cause/signals-from-metrics.ts';
import { epochMs } from '../../../core/units.ts';
import { CALM_UNTIL, FELL, minutesAfterFall } from '../../fixtures/cause/probes.ts';
import { speech } from '../../fixtures/cause/speech.ts';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;

type Values = { readonly [name in MetricName]?: number };

/** One value a minute from the calm hour on: `calm` up to the fall, `fall` from it. */
function series(calm: Values, fall: Values, shift = 0): MetricSeries {
  const minutes = Array.from(
    { length: 100 },
    (_, index) => CALM_UNTIL - 60 * MINUTE + index * MINUTE,
  );
  return Object.fromEntries(
    METRIC_NAMES.flatMap((name) => {
      const points = minutes.flatMap((at) => {
        const value = (at < FELL ? calm : fall)[name];
        return value === undefined ? [] : [{ at: epochMs(at - shift), value }];
      });
      return points.length === 0 ? [] : [[name, points]];
    }),
  );
}

const CALM: Values = { requests: 600, responseMs: 200 };

const signalsOf = (fall: Values, { calm = CALM, week = CALM, before = CALM } = {}) =>
  signalsFromMetrics({
    at: minutesAfterFall(15),
    fellAt: FELL,
    calmUntil: CALM_UNTIL,
    reading: {
      kind: 'read',
      now: { ...series(calm, fall), ...(before !== CALM && nearFall(before, calm, fall)) },
      weekBefore: series(week, week, WEEK),
    },
    speech,
  });

/** The five minutes before the fall, otherwise than the calm. */
function nearFall(before: Values, calm: Values, fall: Values): MetricSeries {
  const all = series(calm, fall);
  return Object.fromEntries(
    Object.entries(all).map(([name, points]) => [
      name,
      points.map((point) => {
        const value = before[name as MetricName];
        const isNear = point.at >= FELL - 5 * MINUTE && point.at < FELL;
        return isNear && value !== undefined ? { ...point, value } : point;
      }),
    ]),
  );
}

const featuresOf = (...args: Parameters<typeof signalsOf>) =>
  signalsOf(...args).map(({ feature }) => feature);

test('a rush is a rise against the calm hour and against the week before', () => {
  const [rise] = signalsOf({ requests: 2_400 });
  expect(rise).toMatchObject({
    feature: 'traffic-amplified',
    source: 'load-balancer',
    provenance: 'measured',
    value: expect.closeTo(2_400, -3),
    baseline: 600,
  });
  expect(rise?.statement).toMatch(/^Répartiteur de charge : 2.\d{3} requêtes par minute, × [34]/);
  expect(featuresOf({ requests: 2_400 }, { week: { requests: 2_300 } })).toEqual(['traffic-flat']);
});

test('no rise is flat, next to nothing is silence, a thin calm says neither', () => {
  expect(featuresOf({ requests: 640 })).toEqual(['traffic-flat']);
  expect(featuresOf({})).toEqual(['traffic-silent']);
  expect(featuresOf({ requests: 900 })).toEqual([]);
  expect(featuresOf({ requests: 2_400 }, { calm: { requests: 2 }, week: {} })).toEqual([]);
});

test('a full load balancer refuses, and what it let in is no flatness', () => {
  expect(featuresOf({ requests: 300, rejected: 200 })).toEqual([]);
  expect(featuresOf({ requests: 300, rejected: 2_000 })).toEqual(['traffic-amplified']);
});

test('errors of the load balancer, and of servers that are as quick as ever', () => {
  expect(featuresOf({ requests: 600, elb504: 300 })).toContain('http-gateway');
  expect(featuresOf({ requests: 600, target5xx: 300, responseMs: 190 })).toContain('http-500');
  expect(featuresOf({ requests: 600, target5xx: 300, responseMs: 2_000 })).not.toContain(
    'http-500',
  );
  expect(
    featuresOf(
      { requests: 600, target5xx: 300, responseMs: 190 },
      { calm: { requests: 600, target5xx: 100, responseMs: 200 } },
    ),
  ).not.toContain('http-500');
});

test('servers that slow down before the fall show a knee', () => {
  const before = { requests: 600, responseMs: 1_500 };
  expect(featuresOf({ requests: 640 }, { before })).toContain('latency-knee');
  expect(featuresOf({ requests: 640, responseMs: 1_500 })).not.toContain('latency-knee');
});

test('the firewall’s suspicion wants both: many suspected, and hardly a challenge passed', () => {
  const waf = { requests: 640, wafRequests: 1_000, wafSuspected: 600, challenged: 500 };
  expect(featuresOf({ ...waf, challengePassed: 10 })).toContain('waf-suspicion');
  expect(featuresOf({ ...waf, challengePassed: 300 })).not.toContain('waf-suspicion');
  expect(featuresOf({ ...waf, challengePassed: 10, wafSuspected: 200 })).not.toContain(
    'waf-suspicion',
  );
  expect(featuresOf({ ...waf, challenged: 2, challengePassed: 0 })).not.toContain('waf-suspicion');
});

test('that Shield sees an event is no flood without a flow out of proportion', () => {
  expect(featuresOf({ requests: 640, ddosDetected: 1, ddosBitsPerSec: 5e9 })).toContain(
    'traffic-volumetric',
  );
  expect(featuresOf({ requests: 640, ddosDetected: 1 })).not.toContain('traffic-volumetric');
  expect(featuresOf({ requests: 640, ddosBitsPerSec: 5e9 })).not.toContain('traffic-volumetric');
});

test('minutes that are not there yet say nothing', () => {
  const reading = { kind: 'read', now: series(CALM, {}), weekBefore: {} } as const;
  const the = { fellAt: FELL, calmUntil: CALM_UNTIL, reading, speech };
  expect(signalsFromMetrics({ ...the, at: minutesAfterFall(4) })).toEqual([]);
  expect(signalsFromMetrics({ ...the, at: epochMs(FELL - MINUTE) })).toEqual([]);
});

test('metrics that could not be read are told, and weigh nothing; none are not', () => {
  const the = { at: minutesAfterFall(15), fellAt: FELL, calmUntil: CALM_UNTIL, speech };
  const unknown = { kind: 'unknown', detail: 'AccessDenied' } as const;
  expect(signalsFromMetrics({ ...the, reading: unknown }).map(({ feature }) => feature)).toEqual([
    'metrics-unknown',
  ]);
  expect(signalsFromMetrics({ ...the, reading: { kind: 'none' } })).toEqual([]);
});

test('whatever was counted, no number is missing in a statement and none is not a number', () => {
  const values = fc.dictionary(
    fc.constantFrom(...METRIC_NAMES),
    fc.double({ min: 0, max: 1e12, noNaN: true }),
  ) as fc.Arbitrary<Values>;
  fc.assert(
    fc.property(values, values, values, (calm, fall, week) => {
      for (const { statement, value } of signalsOf(fall, { calm, week })) {
        expect(statement).not.toMatch(/[{}]|NaN|∞/);
        expect(Number.isFinite(value)).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});
