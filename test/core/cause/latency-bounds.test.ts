// Goal: how answers slowed, and whether connections get lost, is read in the right minutes and halves.
// Method: answers by their times before the fall, in lists that only one reading of the rule tells apart.
import { describe, expect, test } from 'vitest';
import { connectionLoss } from '../../../core/cause/connection-loss.ts';
import { latencyShape } from '../../../core/cause/latency-shape.ts';
import { perMinute } from '../../../core/cause/metric-window.ts';
import type { ProbeFact } from '../../../core/cause/probe-lines.ts';
import { CALM_UNTIL, FELL, factAt, minutesAfterFall } from '../../fixtures/cause/probes.ts';

const CALM_SEC = (CALM_UNTIL - FELL) / 1_000;

/** Answers every ten seconds, the last one ten seconds before the given one. */
const answers = (untilSec: number, ...times: readonly number[]): readonly ProbeFact[] =>
  times.map((totalMs, index) => ({
    ...factAt(untilSec - 10 * (times.length - index), null),
    totalMs: totalMs as ProbeFact['totalMs'],
  }));
const calm = answers(CALM_SEC - 100, 100, 100, 100, 100, 100);
const fall = factAt(0, 'http-503');

const shapeOf = (...seen: readonly (readonly ProbeFact[])[]) => {
  const all = seen.flat().toSorted((a, b) => a.at - b.at);
  const shape = latencyShape(all, FELL, CALM_UNTIL);
  return shape === null ? null : `${shape.kind} ${shape.medianMs}`;
};

describe('answers before a fall', () => {
  test.each<readonly [string, readonly number[], string]>([
    ['rise from one half to the other', [300, 300, 300, 400, 200, 400], 'knee 300'],
    ['rise, though the middle is the later half’s', [100, 100, 400, 300, 300, 300], 'knee 300'],
    ['are slow from the start', [400, 400, 400, 400], 'between 400'],
    ['get quicker', [500, 500, 400, 400], 'between 450'],
  ])('%s', (_what, times, told) => {
    expect(shapeOf(calm, answers(0, ...times), [fall])).toBe(told);
  });

  test.each<readonly [string, readonly number[], readonly number[], string]>([
    [
      'the last minute is the slowest',
      [100, 100, 100, 100, 100, 100, 100],
      [400, 390, 380],
      'between 390',
    ],
    [
      'ten minutes are the slowest',
      [500, 500, 500, 500, 500, 500, 500],
      [100, 100, 100],
      'between 500',
    ],
    ['both rise, the last minute more', [100, 100, 350, 360, 370], [400, 500, 600], 'knee 500'],
    [
      'both rise, the ten minutes more',
      [300, 300, 300, 300, 900, 900, 900, 900, 900, 900],
      [310, 320, 330],
      'knee 330',
    ],
  ])('of all spans the worst is told: %s', (_what, before, last, told) => {
    expect(shapeOf(calm, answers(-300, ...before), answers(0, ...last), [fall])).toBe(told);
  });

  test('count from ten minutes before the first error up to it', () => {
    expect(shapeOf(calm, answers(-570, 100, 100, 100), [fall])).toBe('step 100');
    expect(shapeOf(calm, answers(-571, 100, 100, 100), [fall])).toBeNull();
    expect(shapeOf(calm, answers(10, 100, 100, 100), [fall])).toBeNull();
  });

  test('an error before the fall does not end them', () => {
    const early = factAt(-400, 'http-503');
    expect(shapeOf(calm, [early], answers(0, 100, 200, 400, 500), [fall])).toBe('knee 300');
  });

  test('the calm ends where it is said to', () => {
    const until = answers(CALM_SEC + 10, 100, 100, 100, 100, 100);
    expect(shapeOf(until, answers(0, 100, 100, 100), [fall])).toBeNull();
    expect(shapeOf(calm, answers(0, 100, 100, 100), [fall])).toBe('step 100');
  });
});

describe('connections that get lost', () => {
  const seen = (totalMs: number, ...rows: readonly string[]) =>
    rows.flatMap((row, vantage) =>
      Array.from(row.repeat(3), (mark, index) => ({
        ...factAt(index * 6, mark === 't' ? 'tcp-timeout' : null, 'abc'[vantage]),
        totalMs: (mark === 't' ? totalMs : 100) as ProbeFact['totalMs'],
      })),
    );

  test('may take as long as they like: only answers are quick', () => {
    expect(connectionLoss(seen(9_000, '.tt.tt.tt.'), 100)?.share).toBe(0.6);
  });

  test('get lost at each vantage, or it is not the way to the origin', () => {
    const half = '.t.t.t.t.t';
    expect(connectionLoss(seen(100, half, half, '..t.......'), 100)?.vantages).toBe(3);
    expect(connectionLoss(seen(100, half, half, '..........'), 100)).toBeNull();
  });
});

test('in no minute at all nothing is counted', () => {
  const requests = [{ at: FELL, value: 600 }];
  expect(perMinute({ requests }, ['requests'], { from: FELL, to: FELL })).toBe(0);
  expect(perMinute({ requests }, ['requests'], { from: FELL, to: minutesAfterFall(2) })).toBe(300);
});
