// Goal: evidence moves a verdict the way it points, and no gate is passed by what it is not there for.
// Method: random signals and claims over the table that ships; one more signal, and what it changed (fast-check).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CAUSES, type Cause } from '../../../core/cause/cause.ts';
import { judge } from '../../../core/cause/judge.ts';
import type { LikelihoodRow } from '../../../core/cause/likelihood-table.ts';
import { readingsOf } from '../../../core/cause/readings.ts';
import type { Claim, Signal } from '../../../core/cause/signal.ts';
import { epochMs } from '../../../core/units.ts';
import { on6April, table } from '../../fixtures/cause/speech.ts';

const START = on6April('08:00');
const ROWS = table.rows.filter(({ when }) => when === undefined);

const signalOf = (feature: string, source: string, minute = 0): Signal => ({
  feature,
  at: epochMs(START + minute * 60_000),
  provenance: 'measured',
  source,
  statement: feature,
});

const signals: fc.Arbitrary<readonly Signal[]> = fc.array(
  fc
    .record({
      feature: fc.constantFrom(...ROWS.map(({ feature }) => feature)),
      source: fc.constantFrom('probes', 'access-log', 'feed'),
      minute: fc.integer({ min: 0, max: 60 }),
    })
    .map(({ feature, source, minute }) => signalOf(feature, source, minute)),
  { maxLength: 12 },
);

const anyone = fc.constantFrom<Claim['role']>('owner', 'hoster', 'vendor', 'press', 'public');
const claimsBy = (role: fc.Arbitrary<Claim['role']>): fc.Arbitrary<readonly Claim[]> =>
  fc.array(
    fc.record({
      at: fc.constant(START),
      role,
      asserts: fc.constantFrom(...CAUSES),
      denies: fc.boolean(),
      statement: fc.constant('so'),
      source: fc.constant('someone'),
    }),
    { maxLength: 5 },
  );
const claims = claimsBy(anyone);

const verdictOf = (of: readonly Signal[], said: readonly Claim[] = []) =>
  judge({ at: START, signals: of, claims: said, confirmedCause: null, table });

type Weighed = Exclude<Cause, 'other'>;
const WEIGHED = CAUSES.filter((cause): cause is Weighed => cause !== 'other');

/** The cause that a row gives more than any other, `other` included; null for none, or for two. */
function pointsTo({ ratios }: LikelihoodRow): Weighed | null {
  const highest = Math.max(1, ...Object.values(ratios));
  const at = WEIGHED.filter((cause) => ratios[cause] === highest);
  return highest > 1 && at.length === 1 ? (at[0] ?? null) : null;
}

/** What one more signal adds to the readings, joint rows included. */
function added(before: readonly Signal[], one: Signal): readonly LikelihoodRow[] {
  const known = new Set(readingsOf(before, table).map(({ row }) => row.feature));
  return readingsOf([...before, one], table)
    .map(({ row }) => row)
    .filter(({ feature }) => !known.has(feature));
}

/** Rows that point to one cause, with that cause. */
const POINTING = ROWS.flatMap((row) => {
  const cause = pointsTo(row);
  return cause === null ? [] : [{ row, cause }];
});

test('a new kind of evidence for a cause never lowers it', () => {
  fc.assert(
    fc.property(signals, claims, fc.constantFrom(...POINTING), (some, said, { row, cause }) => {
      const one = signalOf(row.feature, 'another', 120);
      const families = new Set(readingsOf(some, table).map((reading) => reading.row.family));
      const rows = added(some, one);
      // What it says together with others may point elsewhere: then it is no evidence for this cause.
      fc.pre(rows.every((each) => pointsTo(each) === cause && !families.has(each.family)));
      const before = verdictOf(some, said).probabilities;
      const after = verdictOf([...some, one], said).probabilities;
      expect(after[cause]).toBeGreaterThanOrEqual(before[cause] - 1e-9);
    }),
    { numRuns: 2_000 },
  );
});

test('evidence for one cause alone never lowers it, even of a kind that was heard', () => {
  const alone = POINTING.filter(
    ({ row }) => WEIGHED.filter((cause) => row.ratios[cause] > 1).length === 1,
  );
  expect(alone.length).toBeGreaterThan(4);
  fc.assert(
    fc.property(signals, claims, fc.constantFrom(...alone), (some, said, { row, cause }) => {
      const one = signalOf(row.feature, 'another', 120);
      fc.pre(added(some, one).every((each) => pointsTo(each) === cause));
      const before = verdictOf(some, said).probabilities;
      const after = verdictOf([...some, one], said).probabilities;
      expect(after[cause]).toBeGreaterThanOrEqual(before[cause] - 1e-9);
    }),
    { numRuns: 2_000 },
  );
});

test('a first-hand word for a cause never lowers it, and its denial never raises it', () => {
  fc.assert(
    fc.property(signals, fc.constantFrom(...WEIGHED), (some, asserts) => {
      const word = (denies: boolean): readonly Claim[] => [
        { at: START, role: 'owner', asserts, denies, statement: 'so', source: 'someone' },
      ];
      const before = verdictOf(some).probabilities[asserts];
      expect(verdictOf(some, word(false)).probabilities[asserts]).toBeGreaterThanOrEqual(
        before - 1e-9,
      );
      expect(verdictOf(some, word(true)).probabilities[asserts]).toBeLessThanOrEqual(before + 1e-9);
    }),
  );
});

test('claims alone reach no word at all, whoever speaks', () => {
  const everybody = fc.constantFrom<Claim['role']>('owner', 'hoster', 'police', 'politician');
  fc.assert(
    fc.property(claimsBy(everybody), (said) => {
      expect(verdictOf([], said)).toMatchObject({ cause: 'undetermined', rung: 'inconnue' });
    }),
  );
});

test('one measurement and any number of claims never reach probable, unless it proves', () => {
  const single = fc.constantFrom(...ROWS.filter(({ proof }) => proof !== true));
  fc.assert(
    fc.property(single, claims, (row, said) => {
      const { rung } = verdictOf([signalOf(row.feature, 'probes')], said);
      expect(['inconnue', 'possible']).toContain(rung);
    }),
  );
});

test('calendar, probes, neighbours and status pages never pass the attack gate', () => {
  const composed = new Set(
    ROWS.filter(({ composition }) => composition).map(({ feature }) => feature),
  );
  fc.assert(
    fc.property(signals, claims, (some, said) => {
      const { cause, coCause } = verdictOf(
        some.filter(({ feature }) => !composed.has(feature)),
        said,
      );
      expect(cause).not.toBe('attack');
      expect(coCause).not.toBe('attack');
    }),
    { numRuns: 2_000 },
  );
});

test('hosting is never said, first or second, before the hoster or its services show it', () => {
  const accusing = new Set(ROWS.filter(({ accuses }) => accuses).map(({ feature }) => feature));
  fc.assert(
    fc.property(signals, claimsBy(fc.constantFrom('owner', 'vendor', 'press')), (some, said) => {
      const { cause, coCause } = verdictOf(
        some.filter(({ feature }) => !accusing.has(feature)),
        said,
      );
      expect(cause).not.toBe('hosting');
      expect(coCause).not.toBe('hosting');
    }),
    { numRuns: 2_000 },
  );
});

test('without proof no cause is surer than .95', () => {
  const unproven = new Set(ROWS.filter(({ proof }) => proof).map(({ feature }) => feature));
  fc.assert(
    fc.property(signals, claims, (some, said) => {
      const { probabilities } = verdictOf(
        some.filter(({ feature }) => !unproven.has(feature)),
        said,
      );
      for (const cause of WEIGHED) expect(probabilities[cause]).toBeLessThanOrEqual(0.95 + 1e-9);
    }),
  );
});

test('a second cause stands beside a spoken one, and is another', () => {
  fc.assert(
    fc.property(signals, claims, (some, said) => {
      const { cause, coCause, refuted } = verdictOf(some, said);
      if (coCause === undefined) return;
      expect(cause).not.toBe('undetermined');
      expect(coCause).not.toBe(cause);
      expect(coCause).not.toBe('other');
      expect(refuted).not.toContain(coCause);
    }),
    { numRuns: 2_000 },
  );
});
