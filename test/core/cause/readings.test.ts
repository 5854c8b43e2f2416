// Goal: of all signals the freshest of each row counts, and rows read together say what theirs say.
// Method: signals that differ in one thing, in both orders; three rows and one that wants two of them.
import { describe, expect, test } from 'vitest';
import type { LikelihoodRow, LikelihoodTable } from '../../../core/cause/likelihood-table.ts';
import { readTogether } from '../../../core/cause/read-together.ts';
import { type Reading, readingsOf } from '../../../core/cause/readings.ts';
import type { Signal } from '../../../core/cause/signal.ts';
import { type EpochMs, epochMs } from '../../../core/units.ts';
import { signal } from '../../fixtures/cause/speech.ts';
import { smallTable } from '../../fixtures/policy.ts';

const EVEN = {
  overload: 1,
  attack: 1,
  hosting: 1,
  application: 1,
  'name-or-certificate': 1,
  'third-party': 1,
};
const row = (feature: string, family: string, when?: LikelihoodRow['when']): LikelihoodRow => ({
  feature,
  family,
  ratios: EVEN,
  why: '',
  ...(when === undefined ? {} : { when }),
});
const at = (ms: number): EpochMs => epochMs(ms);

const table: LikelihoodTable = {
  ...smallTable,
  rows: [
    row('knee', 'latency'),
    row('crowd', 'traffic'),
    row('flat', 'traffic'),
    row('both', 'together', [['crowd', 'flat'], ['knee']]),
  ],
};
const read = (...signals: readonly Signal[]) =>
  readingsOf(signals, table).map(({ signal: one }) => one);

describe('one reading of a row', () => {
  const told = (over: Partial<Signal>): Signal =>
    signal('knee', { at: at(2), source: 'm', statement: 'm', provenance: 'declared', ...over });

  test.each<readonly [string, Partial<Signal>, Partial<Signal>]>([
    ['the later one', { at: at(3), source: 'z' }, { at: at(2), source: 'a' }],
    [
      'of one instant, the first source',
      { source: 'a', statement: 'z' },
      { source: 'z', statement: 'a' },
    ],
    [
      'of one source, the first statement',
      { statement: 'a', provenance: 'measured' },
      { statement: 'z', provenance: 'declared' },
    ],
    ['of one statement, what is declared', { provenance: 'declared' }, { provenance: 'measured' }],
  ])('is %s, in whatever order they come', (_what, one, other) => {
    expect(read(told(one), told(other))).toEqual([told(one)]);
    expect(read(told(other), told(one))).toEqual([told(one)]);
  });

  test('is never what a person claimed, nor what no row weighs', () => {
    expect(read(told({ provenance: 'claimed' }))).toEqual([]);
    expect(read(signal('unheard-of'))).toEqual([]);
  });

  test('of a family is taken back by the same source, and by no other', () => {
    const crowd = signal('crowd', { at: at(1), source: 'log' });
    const flat = signal('flat', { at: at(2), source: 'log' });
    expect(read(crowd, flat)).toEqual([flat]);
    expect(read(crowd, { ...flat, source: 'metrics' })).toHaveLength(2);
  });
});

describe('a row read together', () => {
  const reading = (feature: string, over: Partial<Signal> = {}, family = feature): Reading => ({
    row: row(feature, family),
    signal: signal(feature, over),
  });
  const from = (when: LikelihoodRow['when'], ...readings: readonly Reading[]) =>
    readTogether(
      row('both', 'together', when),
      new Map(readings.map((one) => [one.row.feature, one])),
    );
  const [crowd, flat] = [reading('crowd', { at: at(3) }), reading('flat', { at: at(9) })];
  const knee = reading('knee', { at: at(2) });

  test('says what the first of each list says, in their words, as late as the latest', () => {
    const when = [['crowd', 'flat'], ['knee']];
    expect(from(when, knee, flat, crowd)).toEqual({
      row: row('both', 'together', when),
      signal: {
        feature: 'both',
        at: at(3),
        provenance: 'measured',
        source: 'together',
        statement: 'statement of crowd statement of knee',
      },
      drawnFrom: ['crowd', 'knee'],
    });
    expect(from([['knee'], ['crowd']], knee, crowd)?.signal.at).toBe(at(3));
    expect(from([['knee'], ['crowd'], ['flat']], knee, crowd, flat)?.signal.at).toBe(at(9));
    expect(from([['knee'], ['flat'], ['crowd']], knee, crowd, flat)?.signal.at).toBe(at(9));
  });

  test('is measured where all of them are, and names each family once', () => {
    const declared = reading('page', { provenance: 'declared' }, 'knee');
    const mixed = from([['knee'], ['page']], knee, declared);
    expect(mixed).toMatchObject({ signal: { provenance: 'declared' }, drawnFrom: ['knee'] });
  });

  test('is none where one of them is missing, or none is asked for', () => {
    expect(from([['crowd', 'flat'], ['knee']], crowd, flat)).toBeNull();
    expect(from([], crowd)).toBeNull();
    expect(from(undefined, crowd)).toBeNull();
  });

  test('is read beside the rows that it is read from', () => {
    const [signals] = [[signal('knee', { at: at(1) }), signal('crowd', { at: at(2) })]];
    expect(read(...signals).map(({ feature }) => feature)).toEqual(['knee', 'crowd', 'both']);
    expect(read(signal('both'))).toEqual([]);
  });
});
