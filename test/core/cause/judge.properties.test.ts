// Goal: what must hold of every verdict, whatever the evidence and the order it came in.
// Method: random signals over the table's features and others, random claims (fast-check).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CAUSES } from '../../../core/cause/cause.ts';
import { judge } from '../../../core/cause/judge.ts';
import type { Claim, Signal } from '../../../core/cause/signal.ts';
import { epochMs } from '../../../core/units.ts';
import { on6April, table } from '../../fixtures/cause/speech.ts';

const START = on6April('08:00');
const instant = fc.integer({ min: 0, max: 60 }).map((minute) => epochMs(START + minute * 60_000));

const signals: fc.Arbitrary<readonly Signal[]> = fc.array(
  fc.record({
    feature: fc.constantFrom(...table.rows.map(({ feature }) => feature), 'never-heard-of'),
    at: instant,
    provenance: fc.constantFrom('measured', 'declared', 'claimed'),
    source: fc.constantFrom('probes', 'access-log', 'feed'),
    statement: fc.constantFrom('a', 'b'),
  }),
  { maxLength: 14 },
);

const claims: fc.Arbitrary<readonly Claim[]> = fc.array(
  fc.record({
    at: instant,
    role: fc.constantFrom(
      'owner',
      'hoster',
      'vendor',
      'authority',
      'police',
      'politician',
      'press',
      'public',
    ),
    asserts: fc.constantFrom(...CAUSES),
    denies: fc.boolean(),
    statement: fc.string({ maxLength: 20 }),
    source: fc.constant('someone'),
  }),
  { maxLength: 6 },
);

const verdictOf = (of: readonly Signal[], said: readonly Claim[] = []) =>
  judge({ at: START, signals: of, claims: said, confirmedCause: null, table });

test('probabilities sum to 1 and each lies in 0 to 1', () => {
  fc.assert(
    fc.property(signals, claims, (some, said) => {
      const shares = Object.values(verdictOf(some, said).probabilities);
      expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    }),
  );
});

test('neither the order of signals nor that of claims matters', () => {
  fc.assert(
    fc.property(signals, claims, (some, said) => {
      expect(verdictOf(some.toReversed(), said.toReversed())).toEqual(verdictOf(some, said));
    }),
  );
});

test('a signal told twice counts once', () => {
  fc.assert(
    fc.property(signals, claims, (some, said) => {
      expect(verdictOf([...some, ...some], [...said, ...said])).toEqual(verdictOf(some, said));
    }),
  );
});

test('a feature that the table does not know changes nothing', () => {
  fc.assert(
    fc.property(signals, claims, instant, (some, said, at) => {
      const unknown: Signal = {
        feature: 'never-heard-of',
        at,
        provenance: 'measured',
        source: 'probes',
        statement: '?',
      };
      expect(verdictOf([...some, unknown], said)).toEqual(verdictOf(some, said));
    }),
  );
});

test('attack is never spoken without composition evidence or the police', () => {
  const composed = new Set(
    table.rows.filter(({ composition }) => composition).map(({ feature }) => feature),
  );
  fc.assert(
    fc.property(signals, claims, (some, said) => {
      if (verdictOf(some, said).cause !== 'attack') return;
      const measured = some.filter(({ provenance }) => provenance !== 'claimed');
      const police = said.some(
        ({ role, asserts, denies }) => role === 'police' && asserts === 'attack' && !denies,
      );
      expect(police || measured.some(({ feature }) => composed.has(feature))).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test('claims alone never make a cause spoken', () => {
  fc.assert(
    fc.property(claims, (said) => {
      expect(verdictOf([], said).cause).toBe('undetermined');
    }),
  );
});

test('undetermined and unknown go together, and what is spoken leads by half', () => {
  fc.assert(
    fc.property(signals, claims, (some, said) => {
      const { cause, rung, probabilities } = verdictOf(some, said);
      expect(rung === 'inconnue').toBe(cause === 'undetermined');
      if (cause === 'undetermined' || cause === 'suspended') return;
      const others = Object.entries(probabilities).filter(([name]) => name !== cause);
      expect(probabilities[cause]).toBeGreaterThanOrEqual(0.6);
      expect(Math.max(...others.map(([, share]) => share)) * 2).toBeLessThanOrEqual(
        probabilities[cause],
      );
    }),
    { numRuns: 1_000 },
  );
});

test('confirmed without the operator means that a row of proof was there', () => {
  const proofs = new Set(table.rows.filter(({ proof }) => proof).map(({ feature }) => feature));
  fc.assert(
    fc.property(signals, claims, (some, said) => {
      if (verdictOf(some, said).rung !== 'confirmée') return;
      expect(some.some(({ feature }) => proofs.has(feature))).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test('what is open is never refuted, and an attack held back stays open beside overload', () => {
  fc.assert(
    fc.property(signals, claims, (some, said) => {
      const { open, refuted, gates, cause } = verdictOf(some, said);
      expect(open.filter((one) => refuted.includes(one))).toEqual([]);
      expect(open.length === 0 || cause === 'undetermined').toBe(true);
      const twins = open.includes('attack') && open.includes('overload');
      expect(twins || !gates.includes('G3')).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
