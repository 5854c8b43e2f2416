// Goal: what a row, a word and a proof weigh is reckoned once, in one order, and leaves nothing over.
// Method: rows and claims by hand at equal and even ratios; any order of lines (fast-check).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CAUSES } from '../../../core/cause/cause.ts';
import type { Evidence } from '../../../core/cause/evidence.ts';
import { namesNobody } from '../../../core/cause/gates/g6-names-nobody.ts';
import { g7Cap } from '../../../core/cause/gates/g7-cap.ts';
import { g8Holds } from '../../../core/cause/gates/g8-closed.ts';
import type { LikelihoodRow } from '../../../core/cause/likelihood-table.ts';
import { makeSignal } from '../../../core/cause/make-signal.ts';
import { byCause, posterior } from '../../../core/cause/posterior.ts';
import type { Reading } from '../../../core/cause/readings.ts';
import type { Claim } from '../../../core/cause/signal.ts';
import { confirmation } from '../../../core/cause/weigh-claims.ts';
import { provenBy, weighSignals } from '../../../core/cause/weigh-signals.ts';
import { signal, telling } from '../../fixtures/cause/speech.ts';
import { smallTable } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';

const EVEN = {
  overload: 1,
  attack: 1,
  hosting: 1,
  application: 1,
  'name-or-certificate': 1,
  'third-party': 1,
};
const row = (
  feature: string,
  ratios: Partial<LikelihoodRow['ratios']>,
  more: Partial<LikelihoodRow> = {},
): LikelihoodRow => ({
  feature,
  family: 'http',
  ratios: { ...EVEN, ...ratios },
  why: `why ${feature}`,
  ...more,
});
const reading = (of: LikelihoodRow, more: Partial<Reading> = {}): Reading => ({
  row: of,
  signal: signal(of.feature),
  ...more,
});

describe('the rows of a family', () => {
  test('give one line for and one against a cause, and none where they are even', () => {
    const lines = weighSignals(
      [
        reading(row('one', { overload: 4, attack: 0.25 })),
        reading(row('two', { overload: 4, attack: 0.25 })),
        reading(row('three', { overload: 0.5 })),
      ],
      0.5,
    );
    expect(lines).toStrictEqual([
      line('overload', 'one', 4, 2),
      line('overload', 'three', 0.5, Math.SQRT1_2),
      line('attack', 'one', 0.25, 0.5),
    ]);
  });

  test('say what they were drawn from, where they were', () => {
    const drawn = reading(row('both', { hosting: 4 }), { drawnFrom: ['a', 'b'] });
    expect(weighSignals([drawn], 0.5)).toStrictEqual([
      { ...line('hosting', 'both', 4, 2), drawnFrom: ['a', 'b'] },
    ]);
  });

  function line(
    cause: Evidence['cause'],
    feature: string,
    ratio: number,
    weight: number,
  ): Evidence {
    return {
      cause,
      feature,
      family: 'http',
      ratio,
      weight,
      provenance: 'measured',
      statement: `statement of ${feature}`,
      why: `why ${feature}`,
    };
  }
});

test('a proof proves its likeliest cause, of equals the first', () => {
  const proof = { proof: true };
  expect(provenBy(row('p', { hosting: 5 }, proof))).toBe('hosting');
  expect(provenBy(row('p', { attack: 5, 'third-party': 5 }, proof))).toBe('attack');
  expect(provenBy(row('p', {}, proof))).toBe('overload');
  expect(provenBy(row('p', { hosting: 5 }))).toBeNull();
});

test('the operator’s word weighs what the table says, a thousand where it says nothing', () => {
  const word = { cause: 'hosting', feature: 'operator-confirmation', family: 'operator' } as const;
  const claimed = { ...word, provenance: 'claimed' } as const;
  expect(confirmation('hosting', smallTable)).toEqual({
    ...claimed,
    ratio: 1_000,
    weight: 1_000,
    statement: '',
    why: '',
  });
  const told = { ...smallTable, claims: { operator: { default: 300, why: 'they were there' } } };
  expect(confirmation('hosting', told)).toEqual({
    ...claimed,
    ratio: 300,
    weight: 300,
    statement: 'they were there',
    why: 'they were there',
  });
  const silent = { ...smallTable, claims: { operator: { default: 300 } } };
  expect(confirmation('hosting', silent)).toMatchObject({ statement: '', why: '' });
});

test('the same lines give the same numbers to the last bit, in whatever order they come', () => {
  const lines = fc.array(
    fc.record({
      cause: fc.constantFrom(...CAUSES),
      weight: fc.double({ min: 0.01, max: 100, noNaN: true }),
    }),
    { minLength: 3, maxLength: 12 },
  );
  const reckon = (of: readonly { cause: Evidence['cause']; weight: number }[]) =>
    posterior(
      smallTable.priors,
      of.map((one) => ({
        ...one,
        ratio: one.weight,
        feature: 'f',
        family: 'f',
        provenance: 'measured',
        statement: '',
        why: '',
      })),
    );
  fc.assert(
    fc.property(lines, (all) => {
      const once = reckon(all);
      expect(reckon(all.toReversed())).toEqual(once);
      expect(reckon(all.toSorted((a, b) => b.weight - a.weight))).toEqual(once);
    }),
  );
});

describe('the cap', () => {
  const sure = (overload: number, other: number) =>
    byCause((cause) => (cause === 'overload' ? overload : cause === 'other' ? other : 0));

  test('leaves what is not above it, and what is other', () => {
    for (const kept of [sure(0.95, 0.05), sure(0.02, 0.98)]) expect(g7Cap(kept, false)).toBe(kept);
    expect(g7Cap(sure(0.97, 0.03), true)).toEqual(sure(0.97, 0.03));
  });

  test('gives what is above it to other', () => {
    const { overload, other } = g7Cap(sure(0.97, 0.03), false);
    expect(overload).toBe(0.95);
    expect(other).toBeCloseTo(0.05);
    expect(g7Cap({ ...sure(0.96, 0), attack: 0.04 }, false)).toMatchObject({ attack: 0.04 });
  });
});

test('only who sees the machines, and names the likeliest cause, opens a platform that says it is closed', () => {
  const closed = [reading(row('closed', {}, { decision: true }))];
  const owner = (of: Partial<Claim>): Claim => ({
    at: BELL,
    role: 'owner',
    asserts: 'overload',
    denies: false,
    statement: '',
    source: '',
    ...of,
  });
  expect(g8Holds('overload', closed, [])).toBe(true);
  expect(g8Holds('overload', closed, [owner({})])).toBe(false);
  expect(g8Holds('overload', closed, [owner({ asserts: 'attack' })])).toBe(true);
  expect(g8Holds('overload', closed, [owner({ denies: true })])).toBe(true);
  expect(g8Holds('overload', closed, [owner({ role: 'press' })])).toBe(true);
  expect(g8Holds('overload', [], [])).toBe(false);
});

test.each([
  'la Chine',
  'a Chinois',
  'Corée',
  'la Coree',
  'franco-chinois',
  'en Iran',
  'http://a.example',
  'https://a.example',
  'a data breach',
  'data theft',
  'a data leak',
  'vol de données',
  'a@b.example',
  'HACKERS',
])('« %s » may name somebody', (text) => {
  expect(namesNobody(text)).toBe(false);
});

test.each(['the data of the day', 'nos machines sont saturées', 'en tirant les câbles'])(
  '« %s » names nobody',
  (text) => {
    expect(namesNobody(text)).toBe(true);
  },
);

test('a person’s words name nobody that is not in their first two thousand characters', () => {
  expect(namesNobody(`${'a'.repeat(1_996)}hack`)).toBe(false);
  expect(namesNobody(`${'a'.repeat(2_000)}hack`)).toBe(true);
});

test('a signal has no number where none was measured', () => {
  const parts = { at: BELL, source: 's', speech: telling };
  expect(Object.keys(makeSignal(parts, 'f'))).not.toContain('value');
  expect(Object.keys(makeSignal(parts, 'f'))).not.toContain('baseline');
  expect(makeSignal(parts, 'f', { value: 0, baseline: 0 })).toMatchObject({
    value: 0,
    baseline: 0,
  });
});
