import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  eligibleRecords,
  type WeightedRecord,
  weightedAnswer,
} from '../../../core/shelter/weighted-answer.ts';

// Goal: pin Route 53's weighted routing, of which the shelter is made.
// Method: a table of two-record cases in short form, then properties over any set of records.

/** `o100+ m0-`: identifier, weight, healthy (+), not (-) or without a check (=). */
function scene(text: string) {
  const dead = new Set<string>();
  const records = text.split(' ').map((word): WeightedRecord => {
    const [, setIdentifier = '', weight, mark] = /^([a-z])(\d+)([-+=])$/.exec(word) ?? [];
    if (mark === '-') dead.add(setIdentifier);
    return {
      setIdentifier,
      weight: Number(weight),
      ttlSec: 60,
      values: ['192.0.2.1'],
      healthCheck: mark === '=' ? null : setIdentifier,
    };
  });
  return { records, healthy: (check: string) => !dead.has(check) };
}

describe('which records may answer', () => {
  test.each([
    ['the origin while it is healthy', 'o100+ m0+', 'weights', 'o'],
    ['the mirror once the origin is not', 'o100- m0+', 'zero-weights', 'm'],
    [
      'the dead origin when the mirror has a check that fails too',
      'o100- m0-',
      'none-healthy',
      'o',
    ],
    ['both by weight', 'o75+ m25+', 'weights', 'om'],
    ['the healthy one of two weighted', 'o75- m25+', 'weights', 'm'],
    ['the mirror by weight alone', 'o0+ m100+', 'weights', 'm'],
    [
      'the healthy origin of weight 0 when the weighted mirror fails',
      'o0+ m100-',
      'zero-weights',
      'o',
    ],
    ['a record without a check, always healthy', 'o100- m0=', 'zero-weights', 'm'],
    ['all of weight zero alike', 'o0+ m0+', 'zero-weights', 'om'],
    ['all weighted ones when none is healthy', 'o1- m1- x0-', 'none-healthy', 'om'],
  ])('%s', (_, text, rule, answering) => {
    const { records, healthy } = scene(text);
    const eligible = eligibleRecords(records, healthy);
    expect(eligible.rule).toBe(rule);
    expect(eligible.records.map(({ setIdentifier }) => setIdentifier).join('')).toBe(answering);
  });

  test('health is asked only of those that have a check', () => {
    const asked: string[] = [];
    const { records } = scene('a1= b1+');
    eligibleRecords(records, (check) => asked.push(check) > 0);
    expect(asked).toEqual(['b']);
  });

  test('the draw falls on each in turn, to the edge: the next begins where one ends', () => {
    const drawn = (text: string, chance: number) => {
      const { records, healthy } = scene(text);
      return weightedAnswer(records, healthy, chance)?.setIdentifier;
    };
    expect([0, 0.25, 0.5, 0.75].map((chance) => drawn('a1+ b1+', chance))).toEqual([
      'a',
      'a',
      'b',
      'b',
    ]);
    // Where nothing has weight, all alike.
    expect([0, 0.4, 0.7].map((chance) => drawn('a0+ b0+ c0+', chance))).toEqual(['a', 'b', 'c']);
  });

  test('nothing, of nothing', () => {
    expect(weightedAnswer([], () => true, 0.5)).toBeNull();
  });
});

const anyScene = fc
  .array(fc.record({ weight: fc.nat(255), mark: fc.constantFrom('+', '-', '=') }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((list) =>
    scene(list.map(({ weight, mark }, i) => `${'abcdef'[i]}${weight}${mark}`).join(' ')),
  );
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const isHealthy = (healthy: (check: string) => boolean, record: WeightedRecord) =>
  record.healthCheck === null || healthy(record.healthCheck);

test('some record always answers, and never an unhealthy one while a healthy one exists', () => {
  fc.assert(
    fc.property(anyScene, chance, ({ records, healthy }, draw) => {
      const chosen = weightedAnswer(records, healthy, draw);
      if (!chosen) throw new Error('nothing answered');
      const someHealthy = records.some((record) => isHealthy(healthy, record));
      expect(isHealthy(healthy, chosen)).toBe(someHealthy);
    }),
  );
});

test('weight zero never answers while a healthy record has weight', () => {
  fc.assert(
    fc.property(anyScene, chance, ({ records, healthy }, draw) => {
      const weighted = records.some((one) => one.weight > 0 && isHealthy(healthy, one));
      fc.pre(weighted);
      expect(weightedAnswer(records, healthy, draw)?.weight).toBeGreaterThan(0);
    }),
  );
});

test('shares are the weights: evenly spread draws fall on each record in proportion', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(255), { minLength: 1, maxLength: 5 }), (weights) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      fc.pre(total > 0);
      const text = weights.map((weight, index) => `${'abcde'[index]}${weight}+`).join(' ');
      const { records, healthy } = scene(text);
      const draws = 1_000;
      const counts = new Map<string, number>();
      for (let draw = 0; draw < draws; draw += 1) {
        const id = weightedAnswer(records, healthy, draw / draws)?.setIdentifier ?? '';
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      for (const { setIdentifier, weight } of records) {
        const share = (counts.get(setIdentifier) ?? 0) / draws;
        expect(Math.abs(share - weight / total)).toBeLessThanOrEqual(2 / draws);
      }
    }),
  );
});
