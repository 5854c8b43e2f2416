// Goal: a loss over 20 % is found in whichever direction is worse, and noise is not taken for one.
// Method: a committed result and a fresh one that differ by one figure, and properties.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BenchResult } from '../../bench/bench.ts';
import { checkLines } from '../../bench/check-lines.ts';
import { compareResults } from '../../bench/compare-results.ts';
import { atLeast, atMost, type Figure, measured } from '../../bench/figure.ts';

const machine = { cpu: 'a cpu', cores: 2, memoryMB: 4_096, node: 'v24.0.0', os: 'an OS' };
const result = (...figures: readonly Figure[]): BenchResult => ({
  name: 'sample',
  day: '2026-11-30',
  machine,
  figures,
  tables: [],
});
const outcome = (from: Figure, to: Figure, elsewhere = false) =>
  compareResults(
    elsewhere ? { ...result(to), machine: { ...machine, cores: 64 } } : result(to),
    result(from),
  )[0]?.outcome;
const peer = (value: number) => ({ name: 'a peer', value });

describe('a figure is lost', () => {
  test.each([
    ['a time that grew', measured('f', 10, 's'), measured('f', 12.1, 's')],
    ['a rate that fell', measured('f', 1_000, 'mails/s'), measured('f', 799, 'mails/s')],
    ['what a target wants small', atMost('f', 10, 'turns', 20), atMost('f', 13, 'turns', 20)],
    ['what a target wants large', atLeast('f', 10, 'of 1', 5), atLeast('f', 7, 'of 1', 5)],
    ['one of what was none', atMost('f', 0, 'messages', 0), atMost('f', 1, 'messages', 0)],
    ['what never comes now', measured('f', 1, 's'), measured('f', Infinity, 's')],
    [
      'a ratio, though the machine was faster',
      measured('f', 2, 's', peer(4)),
      measured('f', 1.5, 's', peer(2)),
    ],
  ])('%s', (_, from, to) => {
    expect(outcome(from, to)).toBe('lost');
    expect(outcome(to, from)).toBe('held');
  });

  test('also when it is not measured any more', () => {
    const compared = compareResults(result(), { ...result(), figures: [measured('f', 1, 's')] });
    expect(compared).toEqual([]);
    const [, gone] = compareResults(
      result(measured('g', 1, 's')),
      result(measured('g', 1, 's'), measured('f', 1, 's')),
    );
    expect(gone).toMatchObject({ figure: 'f', outcome: 'gone' });
  });
});

describe('a figure is not lost', () => {
  test.each([
    ['by 20 % and no more', measured('f', 10, 's'), measured('f', 12, 's'), 'held'],
    ['by less than noise', measured('f', 0.02, 's'), measured('f', 0.06, 's'), 'held'],
    ['that has no better', measured('f', 10, 'lessons'), measured('f', 1, 'lessons'), 'told'],
    ['by a slow hour', measured('f', 2, 's', peer(4)), measured('f', 4, 's', peer(8)), 'held'],
    ['that never came before', measured('f', Infinity, 's'), measured('f', Infinity, 's'), 'held'],
  ])('%s', (_, from, to, expected) => {
    expect(outcome(from, to)).toBe(expected);
  });

  test('on another kind of machine, but for its ratio to a peer and for its size', () => {
    expect(outcome(measured('f', 1, 's'), measured('f', 9, 's'), true)).toBe('elsewhere');
    expect(outcome(measured('f', 10, 'kB'), measured('f', 90, 'kB'), true)).toBe('lost');
    const [from, to] = [measured('f', 1, 's', peer(1)), measured('f', 9, 's', peer(2))];
    expect(outcome(from, to, true)).toBe('lost');
  });

  test('by a limit that stays: the value alone is compared', () => {
    const limit = { name: 'limit', value: 10 };
    expect(outcome(measured('f', 1, 's', limit), measured('f', 9, 's', limit), true)).toBe(
      'elsewhere',
    );
  });

  test('whatever it is, beside itself', () => {
    const anything = fc.record({
      value: fc.double({ min: 0, noNaN: true }),
      unit: fc.constantFrom('s', 'ms', 'kB', 'MB', '%', 'mails/s', 'turns', ''),
      other: fc.double({ min: 0, noNaN: true }),
    });
    fc.assert(
      fc.property(anything, fc.boolean(), ({ value, unit, other }, elsewhere) => {
        const figure = measured('f', value, unit, peer(other));
        expect(outcome(figure, figure, elsewhere)).not.toBe('lost');
      }),
    );
  });
});

test('a part is compared with its own, and what did not run is left alone', () => {
  const part = (name: string, value: number) => ({
    name,
    day: '2026-11-30',
    machine,
    figures: [measured('f', value, 's')],
    tables: [],
  });
  const committed = { ...result(), parts: [part('near', 1), part('far', 1)] };
  const compared = compareResults({ ...result(), parts: [part('far', 2)] }, committed);
  expect(compared).toMatchObject([{ figure: 'f', outcome: 'lost', loss: 1 }]);
});

test('what is printed names the figure, both values and by how much', () => {
  const fresh = result(measured('slow', 3, 's'), measured('fast', 5, 'mails/s'));
  const { lines, hasLost } = checkLines(
    fresh,
    result(measured('slow', 2, 's'), measured('fast', 4, 'mails/s')),
  );
  expect(hasLost).toBe(true);
  expect(lines).toEqual([
    'sample: beside 2026-11-30: 1 of 2 figures lost more than 20 % or are gone',
    '✖ slow: 2 s → 3 s, 50 % worse',
    '  fast: 4 mails/s → 5 mails/s, 25 % better',
  ]);
  expect(checkLines(fresh, null)).toEqual({
    lines: ['sample: nothing committed to compare with'],
    hasLost: false,
  });
});
