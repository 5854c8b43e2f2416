// Goal: each row of a load balancer's and a firewall's counts is told at its very bound, not below it.
// Method: counts a minute in the calm hour, before the fall and from it on; words that tell their key.
import { describe, expect, test } from 'vitest';
import {
  METRIC_NAMES,
  type MetricName,
  type MetricSeries,
} from '../../../core/cause/metrics-reading.ts';
import { signalsFromMetrics } from '../../../core/cause/signals-from-metrics.ts';
import { epochMs } from '../../../core/units.ts';
import { CALM_UNTIL, FELL, minutesAfterFall } from '../../fixtures/cause/probes.ts';
import { telling } from '../../fixtures/cause/speech.ts';

const MINUTE = 60_000;

type Values = { readonly [name in MetricName]?: number };

interface Minutes {
  /** The hour before the calm ends, each minute. */
  readonly calm?: Values;
  /** Of its minutes, from which on something was counted. @default all */
  readonly calmFrom?: number;
  /** The five minutes before the fall. @default as in the calm */
  readonly before?: Values;
  /** Of these, so many in which something was counted. @default all */
  readonly beforeMany?: number;
  readonly fall: Values;
  /** Minutes after the fall at which it is looked. @default 12, of which ten are there */
  readonly look?: number;
}

const CALM: Values = { requests: 600, responseMs: 200 };

function seriesOf({ calm = CALM, calmFrom = 0, before = calm, beforeMany = 5, fall }: Minutes) {
  const valuesAt = (minute: number): Values => {
    if (minute >= 0) return fall;
    if (minute >= -5) return minute >= -beforeMany ? before : {};
    return minute >= -70 + calmFrom ? calm : {};
  };
  const minutes = Array.from({ length: 90 }, (_, index) => index - 70);
  const pointsOf = (name: MetricName) =>
    minutes.flatMap((minute) => {
      const value = valuesAt(minute)[name];
      return value === undefined ? [] : [{ at: epochMs(FELL + minute * MINUTE), value }];
    });
  return Object.fromEntries(METRIC_NAMES.map((name) => [name, pointsOf(name)])) as MetricSeries;
}

const signalsOf = (the: Minutes) =>
  signalsFromMetrics({
    at: minutesAfterFall(the.look ?? 12),
    fellAt: FELL,
    calmUntil: CALM_UNTIL,
    reading: { kind: 'read', now: seriesOf(the), weekBefore: {} },
    speech: telling,
  });

const said = (the: Minutes): string =>
  signalsOf(the)
    .map(({ source, feature, statement }) => {
      const [wording, ...values] = statement.replace('cause.signal.', '').split(' ');
      return [source, feature, ...(wording === feature ? [] : [`as ${wording}`]), ...values].join(
        ' ',
      );
    })
    .join(', ');

const RISE = 'load-balancer traffic-amplified as metrics-amplified';
const FLAT = (perMin: number, factor = 1) =>
  `load-balancer traffic-flat as metrics-flat factor=${factor} perMin=${perMin} calm=600`;

describe('arrivals', () => {
  test.each<readonly [Minutes, string]>([
    [{ fall: { requests: 1_200 } }, `${RISE} factor=2 perMin=1,200 calm=600`],
    [{ fall: { requests: 1_199 } }, ''],
    [{ fall: { requests: 720 } }, ''],
    [{ fall: { requests: 719 } }, FLAT(719, 1.2)],
    [{ fall: { requests: 13 } }, FLAT(13, 0)],
    [
      { fall: { requests: 12 } },
      'load-balancer traffic-silent as metrics-silent factor=0 perMin=12 calm=600',
    ],
    // Refused by the load balancer, they arrived all the same.
    [{ fall: { requests: 600, rejected: 600 } }, `${RISE} factor=2 perMin=1,200 calm=600`],
    [{ fall: { requests: 1_100, elb503: 100 } }, `${RISE} factor=2 perMin=1,200 calm=600`],
    // Five a minute are a calm to compare with, and three minutes a fall.
    [{ calm: { requests: 5 }, fall: { requests: 10 } }, `${RISE} factor=2 perMin=10 calm=5`],
    [{ calm: { requests: 4.9 }, fall: { requests: 10 } }, ''],
    [{ look: 5, fall: { requests: 1_200 } }, `${RISE} factor=2 perMin=1,200 calm=600`],
    [{ look: 4.9, fall: { requests: 1_200 } }, ''],
  ])('%o: %s', (the, told) => {
    expect(said(the)).toBe(told);
  });

  test('come with what was counted, and against what', () => {
    expect(signalsOf({ fall: { requests: 1_200 } })).toMatchObject([
      { provenance: 'measured', value: 1_200, baseline: 600, at: minutesAfterFall(12) },
    ]);
  });
});

describe('errors', () => {
  const gateway = (share: number) =>
    `load-balancer http-gateway as metrics-gateway share=${share}%`;
  const own = (share: number) => `load-balancer http-500 as metrics-500 share=${share}%`;

  test.each<readonly [Minutes, string]>([
    [{ fall: { requests: 600, elb502: 120 } }, `${FLAT(600)}, ${gateway(20)}`],
    [{ fall: { requests: 600, elb502: 119 } }, FLAT(600)],
    [{ fall: { requests: 480, elb503: 120 } }, `${FLAT(600)}, ${gateway(20)}`],
    [{ fall: { requests: 600, elb504: 120 } }, `${FLAT(600)}, ${gateway(20)}`],
    [{ fall: { requests: 600, elb504: 900 } }, `${FLAT(600)}, ${gateway(100)}`],
    // Five arrivals a minute say something, fewer nothing.
    [{ calm: {}, fall: { requests: 4, elb503: 1 } }, gateway(20)],
    [{ calm: {}, fall: { requests: 3, elb503: 1 } }, ''],
    [{ calm: {}, fall: { requests: 1, rejected: 9, target5xx: 0.5 } }, own(50)],
    [{ calm: {}, fall: { requests: 0.9, rejected: 9, target5xx: 0.9 } }, ''],
    // The servers' own, which hardly made any when calm, and are as quick as ever.
    [{ fall: { requests: 600, target5xx: 120 } }, `${FLAT(600)}, ${own(20)}`],
    [{ fall: { requests: 600, target5xx: 119 } }, FLAT(600)],
    [
      { calm: { ...CALM, target5xx: 30 }, fall: { requests: 600, target5xx: 120 } },
      `${FLAT(600)}, ${own(20)}`,
    ],
    [{ calm: { ...CALM, target5xx: 31 }, fall: { requests: 600, target5xx: 120 } }, FLAT(600)],
    [{ fall: { requests: 600, target5xx: 600, responseMs: 299 } }, `${FLAT(600)}, ${own(100)}`],
    [{ fall: { requests: 600, target5xx: 600, responseMs: 300 } }, FLAT(600)],
    // How quick they were is not known.
    [
      { calm: { requests: 600 }, fall: { requests: 600, target5xx: 600, responseMs: 300 } },
      `${FLAT(600)}, ${own(100)}`,
    ],
  ])('%o: %s', (the, told) => {
    expect(said(the)).toBe(told);
  });

  test('come with their part', () => {
    const [, told] = signalsOf({ fall: { requests: 600, elb502: 120 } });
    expect(told?.value).toBe(0.2);
  });
});

describe('a queue before the fall', () => {
  const KNEE = `load-balancer latency-knee as metrics-knee now=600 ms calm=200 ms`;
  const slow = (responseMs: number): Values => ({ requests: 600, responseMs });
  const fall = { requests: 900 };

  test.each<readonly [Minutes, string]>([
    [{ before: slow(600), fall }, KNEE],
    [{ before: slow(599), fall }, ''],
    // Ten minutes of calm, and three before the fall.
    [{ before: slow(600), calmFrom: 50, fall }, `${RISE} factor=9 perMin=900 calm=100, ${KNEE}`],
    [{ before: slow(600), calmFrom: 51, fall }, `${RISE} factor=10 perMin=900 calm=90`],
    [{ before: slow(600), beforeMany: 3, fall }, KNEE],
    [{ before: slow(600), beforeMany: 2, fall }, ''],
    [{ calm: slow(0), before: slow(600), fall }, ''],
    [{ calm: { requests: 600 }, before: slow(600), fall }, ''],
  ])('%o: %s', (the, told) => {
    expect(said(the)).toBe(told);
  });

  test('comes with both times', () => {
    expect(signalsOf({ before: slow(600), fall })).toMatchObject([{ value: 600, baseline: 200 }]);
  });
});

describe('a firewall', () => {
  /** A hundred challenges in ten minutes. */
  const waf = { requests: 900, wafRequests: 100, wafSuspected: 40, challenged: 10 };
  const told = 'firewall waf-suspicion share=40% passed=0%';

  test.each<readonly [Values, string]>([
    [waf, told],
    [{ ...waf, challenged: 9.9 }, ''],
    [{ ...waf, wafSuspected: 30 }, ''],
    [{ ...waf, wafSuspected: 31 }, 'firewall waf-suspicion share=31% passed=0%'],
    [{ ...waf, challengePassed: 1 }, ''],
    [{ ...waf, challengePassed: 0.9 }, 'firewall waf-suspicion share=40% passed=9%'],
    [{ ...waf, wafRequests: 0 }, ''],
  ])('%o: %s', (fall, what) => {
    expect(said({ fall })).toBe(what);
  });

  test('comes with its part', () => {
    expect(signalsOf({ fall: waf })[0]?.value).toBe(0.4);
  });
});

describe('a flow out of proportion', () => {
  test.each<readonly [Values, string]>([
    [{ ddosDetected: 1, ddosBitsPerSec: 1e9 }, 'shield traffic-volumetric gbps=1'],
    [{ ddosDetected: 1, ddosBitsPerSec: 0.9e9 }, ''],
    [{ ddosDetected: 0, ddosBitsPerSec: 1e9 }, ''],
    [{ ddosDetected: 2, ddosBitsPerSec: 7.26e9 }, 'shield traffic-volumetric gbps=7.3'],
  ])('%o: %s', (fall, told) => {
    expect(said({ fall: { requests: 900, ...fall } })).toBe(told);
  });

  test('comes with the most of it, whenever that was', () => {
    const [told] = signalsOf({ fall: { requests: 900, ddosDetected: 1, ddosBitsPerSec: 5e9 } });
    expect(told?.value).toBe(5e9);
  });
});

test('that nothing could be read is the load balancer’s to tell', () => {
  const reading = { kind: 'unknown', detail: 'AccessDenied' } as const;
  const the = { at: minutesAfterFall(12), fellAt: FELL, calmUntil: CALM_UNTIL, speech: telling };
  expect(signalsFromMetrics({ ...the, reading })).toMatchObject([
    { feature: 'metrics-unknown', source: 'load-balancer' },
  ]);
});
