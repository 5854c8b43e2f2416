// Goal: a verdict shows the lines and the missing evidence of the causes in play, and of no others.
// Method: a small table in which `other` is never far, one cause moved at a time.
import { describe, expect, test } from 'vitest';
import type { SpokenCause } from '../../../core/cause/cause.ts';
import { judge } from '../../../core/cause/judge.ts';
import type { LikelihoodRow, LikelihoodTable } from '../../../core/cause/likelihood-table.ts';
import { smallTable } from '../../fixtures/policy.ts';
import { signal } from '../../fixtures/cause/speech.ts';
import { BELL } from '../../fixtures/timeline.ts';

const EVEN = {
  overload: 1,
  attack: 1,
  hosting: 1,
  application: 1,
  'name-or-certificate': 1,
  'third-party': 1,
};
const both = (feature: string, ratios: Partial<LikelihoodRow['ratios']>): LikelihoodRow => ({
  feature,
  family: 'traffic',
  ratios: { ...EVEN, ...ratios },
  why: 'a crowd and a flood at once',
  ambiguous: true,
});

const table: LikelihoodTable = {
  ...smallTable,
  priors: {
    overload: 0.2,
    attack: 0.05,
    hosting: 0.1,
    application: 0.15,
    'name-or-certificate': 0.05,
    'third-party': 0.05,
    other: 0.4,
  },
  rows: [
    ...smallTable.rows,
    both('crowd-in-front', { overload: 100, attack: 0.2, application: 0.01 }),
    both('flood-in-front', { overload: 0.01, attack: 900, application: 0.01 }),
  ],
  missing: (
    [
      ['overload', 'application'],
      ['overload', 'hosting'],
      ['application', 'hosting'],
      ['overload', 'other'],
      ['application', 'other'],
    ] as const
  ).map((between) => ({ between, family: 'page', say: between.join(' or ') })),
};

const verdictOf = (features: readonly string[], confirmedCause: SpokenCause | null = null) =>
  judge({
    at: BELL,
    signals: features.map((feature) => signal(feature)),
    claims: [],
    confirmedCause,
    table,
  });

const OVERLOAD = ['queue-page', 'amplified-known', 'first-remote-day'];

describe('what is missing', () => {
  test('tells the spoken cause from the likeliest beside it, and from no unknown one', () => {
    const verdict = verdictOf(OVERLOAD);
    expect(verdict).toMatchObject({ cause: 'overload', missing: ['overload or application'] });
    expect(verdictOf(['http-500', 'deploy'])).toMatchObject({
      cause: 'application',
      missing: ['application or hosting'],
    });
  });

  test.each([null, 'undetermined', 'suspended'] as const)(
    'tells the two likeliest apart while the word is %s',
    (said) => {
      expect(verdictOf([], said).missing).toEqual(['overload or application']);
    },
  );
});

test('while nothing can be said, the lines are those of two causes', () => {
  const verdict = verdictOf(['queue-page', 'http-500', 'first-remote-day']);
  expect(verdict.cause).toBe('undetermined');
  expect(verdict.for.map(({ cause, feature }) => `${cause} ${feature}`)).toEqual([
    'application http-500',
    'overload queue-page',
    'overload first-remote-day',
  ]);
});

describe('the operator’s own word', () => {
  const sure = ['http-500', 'deploy'];

  test('that is no cause proves none: nobody is surer for it', () => {
    const before = verdictOf(sure);
    expect(before.probabilities.application).toBe(0.95);
    for (const said of ['suspended', 'undetermined'] as const) {
      const { cause, probabilities, gates } = verdictOf(sure, said);
      expect([cause, probabilities, gates]).toEqual([said, before.probabilities, ['G7']]);
    }
  });

  test('that is one proves it', () => {
    const { probabilities, gates } = verdictOf(sure, 'application');
    expect(probabilities.application).toBeGreaterThan(0.99);
    expect(gates).toEqual([]);
  });
});

test('while a crowd and a flood are seen at once, neither is refuted, and others are', () => {
  for (const front of ['crowd-in-front', 'flood-in-front'])
    expect(verdictOf([front])).toMatchObject({
      cause: 'undetermined',
      gates: expect.arrayContaining(['G3']),
      refuted: ['application'],
    });
});
