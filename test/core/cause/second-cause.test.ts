// Goal: a second cause has evidence of its own, and is not the first one seen twice.
// Method: lines of evidence by hand; no table.
import { expect, test } from 'vitest';
import type { Cause } from '../../../core/cause/cause.ts';
import type { Evidence } from '../../../core/cause/evidence.ts';
import { secondCause } from '../../../core/cause/second-cause.ts';
import type { Claim } from '../../../core/cause/signal.ts';
import { on6April } from '../../fixtures/cause/speech.ts';

const line = (cause: Cause, family: string, ratio: number): Evidence => ({
  cause,
  feature: `${family}-seen`,
  family,
  ratio,
  weight: ratio,
  provenance: 'measured',
  statement: '',
  why: '',
});

const named: Claim = {
  at: on6April('08:30'),
  role: 'vendor',
  asserts: 'application',
  denies: false,
  statement: '',
  source: '',
};

const besideOverload = (
  evidence: readonly Evidence[],
  claims: readonly Claim[] = [],
  refuted: readonly Cause[] = [],
) =>
  secondCause('overload', {
    ranking: [
      { cause: 'overload', probability: 0.9 },
      { cause: 'application', probability: 0.06 },
      { cause: 'other', probability: 0.04 },
    ],
    evidence,
    readings: [],
    claims,
    refuted,
  });

test('two kinds that speak louder for it, or one and a first-hand word', () => {
  const auth = line('application', 'auth', 2.2);
  const http = line('application', 'http', 2.5);
  expect(besideOverload([auth, http])).toBe('application');
  expect(besideOverload([auth], [named])).toBe('application');
  expect(besideOverload([auth])).toBeNull();
  expect(besideOverload([], [named])).toBeNull();
  expect(besideOverload([auth], [{ ...named, role: 'press' }])).toBeNull();
  expect(besideOverload([auth], [{ ...named, denies: true }])).toBeNull();
});

test('a kind that speaks as loudly for the first, or hardly at all, is not its own', () => {
  const auth = line('application', 'auth', 2.2);
  expect(besideOverload([auth, line('overload', 'auth', 2.2)], [named])).toBeNull();
  expect(besideOverload([line('application', 'auth', 1.4)], [named])).toBeNull();
});

test('what is refuted is no second cause', () => {
  const lines = [line('application', 'auth', 2.2), line('application', 'http', 2.5)];
  expect(besideOverload(lines, [], ['application'])).toBeNull();
});
