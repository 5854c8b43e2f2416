// Goal: a log is cut where its traffic changed and nowhere else, and nothing of it is lost.
// Method: made slices with a step of one kind; then properties over any slices.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SEGMENTS_MAX } from '../../../core/cause/join-alike.ts';
import { firstCalm } from '../../../core/cause/traffic-calm.ts';
import { trafficSegments } from '../../../core/cause/traffic-segments.ts';
import {
  SURVEY_COLUMNS,
  SURVEY_MIXES,
  type TrafficSlice,
} from '../../../core/cause/traffic-slice.ts';

const START = 1_617_688_800;

/** One slice a second: so many requests, of which parts fail, ask with a query, come from elsewhere. */
function slice(
  second: number,
  requests: number,
  over: { errors?: number; elsewhere?: number } = {},
): TrafficSlice {
  const counts = new Float64Array(SURVEY_COLUMNS);
  const set = (column: number, count: number) => {
    counts[column] = count;
  };
  set(SURVEY_MIXES.requests, requests);
  set(SURVEY_MIXES.looked, requests);
  set(SURVEY_MIXES.errors, Math.round(requests * (over.errors ?? 0)));
  set(SURVEY_MIXES.referers, Math.round(requests * 0.7));
  const away = Math.round(requests * (over.elsewhere ?? 0));
  for (const mix of [SURVEY_MIXES.paths, SURVEY_MIXES.agents, SURVEY_MIXES.networks]) {
    set(mix, Math.ceil((requests - away) / 2));
    set(mix + 1, Math.floor((requests - away) / 2));
    set(mix + 5, away);
  }
  return { fromSec: START + second, counts };
}

/** Even traffic wavers a little, always in the same way. */
const waver = (second: number) => [0, 2, -1, 1, -2, 3, 0, -3][second % 8] ?? 0;
const even = (from: number, to: number, requests: number, over = {}) =>
  Array.from({ length: to - from }, (_, index) =>
    slice(from + index, Math.max(1, requests + waver(from + index)), over),
  );
const cut = (slices: readonly TrafficSlice[], seconds: number) =>
  trafficSegments(slices, 1, { fromSec: START, toSec: START + seconds });
const bounds = (slices: readonly TrafficSlice[], seconds: number) =>
  cut(slices, seconds).map(({ fromSec, toSec }) => [fromSec - START, toSec - START]);

describe('is cut', () => {
  test('nowhere when it is even', () => {
    expect(bounds(even(0, 3_000, 20), 3_000)).toEqual([[0, 3_000]]);
  });

  test.each([
    ['its pace', { requests: 60 }, {}],
    ['what it gets', { requests: 20 }, { errors: 0.5 }],
    ['who asks for what', { requests: 20 }, { elsewhere: 0.6 }],
  ])('where %s changed, to the seconds', (_what, { requests }, over) => {
    const slices = [...even(0, 901, 20), ...even(901, 1_500, requests, over)];
    const [first, second] = cut(slices, 1_500);
    expect(Math.abs((first?.toSec ?? 0) - START - 901)).toBeLessThanOrEqual(3);
    expect(second?.toSec).toBe(START + 1_500);
  });

  test('where nothing came', () => {
    const slices = [...even(0, 600, 20), ...even(900, 1_200, 20)];
    expect(bounds(slices, 1_200)).toEqual([
      [0, 600],
      [600, 900],
      [900, 1_200],
    ]);
  });
});

test('no stretch ends after the time that was asked for, which may end within a slice', () => {
  const slices = Array.from({ length: 481 }, (_, minute) => slice(60 * minute, 1_200));
  const span = { fromSec: START, toSec: START + 28_850 };
  const segments = trafficSegments(slices, 60, span);
  expect(segments.map(({ fromSec, toSec }) => [fromSec - START, toSec - START])).toEqual([
    [0, 28_850],
  ]);
});

describe('in slices of some seconds', () => {
  /** So many requests a slice, and what other stretches have instead. */
  const cutInto = (
    sliceSec: number,
    toSec: number,
    ...over: (readonly [number, number, number])[]
  ) => {
    const slices = Array.from({ length: Math.ceil(toSec / sliceSec) }, (_, index) => {
      const second = index * sliceSec;
      const [, , requests = 20] = over.find(([from, to]) => from <= second && second < to) ?? [];
      return slice(second, requests);
    });
    const span = { fromSec: START, toSec: START + toSec };
    return trafficSegments(slices, sliceSec, span).map(({ fromSec }) => fromSec - START);
  };

  test('two bursts within two minutes are two', () => {
    const bursts = [
      [200, 240, 400],
      [320, 360, 400],
    ] as const;
    expect(cutInto(8, 800, ...bursts)).toEqual([0, 200, 240, 320, 360]);
  });

  test('a burst takes twenty seconds at least', () => {
    const [, from = 0, to = 0] = cutInto(8, 800, [400, 416, 900]);
    expect(to - from).toBe(24);
    expect([392, 400]).toContain(from);
  });

  test('a last slice that only begins in the time that was asked for counts', () => {
    expect(cutInto(30, 310, [300, 330, 3_000])).toEqual([0, 300]);
  });
});

test('nothing is lost, added or without a place, and there are never too many', () => {
  const any = fc.array(fc.tuple(fc.nat(2_000), fc.nat(300)), { maxLength: 300 });
  fc.assert(
    fc.property(any, fc.integer({ min: 1, max: 60 }), (pairs, sliceSec) => {
      const bySlice = new Map(
        pairs.map(([second, requests]) => [second - (second % sliceSec), requests]),
      );
      const slices = [...bySlice]
        .sort(([a], [b]) => a - b)
        .map(([second, requests]) => slice(second, requests));
      const span = { fromSec: START, toSec: START + 2_100 };
      const segments = trafficSegments(slices, sliceSec, span);
      expect(segments.length).toBeLessThanOrEqual(SEGMENTS_MAX);
      expect(segments[0]?.fromSec).toBe(span.fromSec);
      expect(segments.at(-1)?.toSec).toBe(span.toSec);
      for (const [index, segment] of segments.entries()) {
        expect(segment.toSec).toBeGreaterThan(segment.fromSec);
        expect(segments[index + 1]?.fromSec ?? span.toSec).toBe(segment.toSec);
      }
      const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
      expect(sum(segments.map(({ counts }) => counts[0] ?? 0))).toBe(
        sum(slices.map(({ counts }) => counts[0] ?? 0)),
      );
    }),
    { numRuns: 40 },
  );
});

describe('the first calm', () => {
  const calmOf = (...slices: readonly TrafficSlice[][]) => {
    const all = slices.flat();
    const segments = cut(all, (all.at(-1)?.fromSec ?? START) - START + 1);
    const index = firstCalm(segments);
    return index === null ? null : (segments[index]?.fromSec ?? 0) - START;
  };

  test('is the first quiet stretch', () => {
    expect(calmOf(even(0, 300, 10), even(300, 600, 90), even(600, 900, 10))).toBe(0);
  });

  test('comes after a flood, where the log begins in one', () => {
    expect(calmOf(even(0, 300, 90), even(300, 900, 10))).toBeGreaterThan(290);
  });

  test('is none in which requests fail', () => {
    expect(calmOf(even(0, 300, 10, { errors: 0.6 }), even(300, 900, 10))).toBeGreaterThan(290);
  });

  test('is not there in a log of next to nothing', () => {
    expect(calmOf(even(0, 5, 2))).toBeNull();
    expect(firstCalm([])).toBeNull();
  });
});
