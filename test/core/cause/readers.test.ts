import { describe, expect, test } from 'vitest';
import { connectionLoss } from '../../../core/cause/connection-loss.ts';
import { isFlapping, vantagesFine } from '../../../core/cause/fall-scope.ts';
import { judge } from '../../../core/cause/judge.ts';
import { latencyShape } from '../../../core/cause/latency-shape.ts';
import type { LikelihoodTable } from '../../../core/cause/likelihood-table.ts';
import { median } from '../../../core/cause/median.ts';
import { missingEvidence } from '../../../core/cause/missing-evidence.ts';
import type { ProbeFact } from '../../../core/cause/probe-lines.ts';
import type { Claim } from '../../../core/cause/signal.ts';
import { standingClaims, weighClaims } from '../../../core/cause/weigh-claims.ts';
import { epochMs, minutes, vantageId } from '../../../core/units.ts';
import { smallTable } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';

// Goal: what probes and people say is read at the very bounds of each rule. Method: probes as strings, a
// character each: '.' good, 't' lost on the way, 's' late, 'x' an error; claims by hand.

const KINDS: Readonly<Record<string, string>> = {
  t: 'tcp-timeout',
  u: 'tcp-unreachable',
  s: 'body-slow',
  l: 'body-late',
  x: 'http-503',
};
const probe = (mark: string, ms: number, totalMs = 100, vantage = 'v1'): ProbeFact =>
  ({
    at: epochMs(BELL + ms),
    vantage: vantageId(vantage),
    target: 'origin',
    failure:
      KINDS[mark] === undefined ? null : { stage: 'http', kind: KINDS[mark] as never, detail: '' },
    totalMs: totalMs as never,
  }) as ProbeFact;

test('the middle of a list', () => {
  expect([
    median([]),
    median([3]),
    median([9, 1]),
    median([9, 1, 2]),
    median([10, 9, 1, 2]),
  ]).toEqual([null, 3, 5, 2, 5.5]);
});

describe('connections that get lost', () => {
  /** Ten probes a minute of each vantage, as its string says. */
  const seen = (rows: Readonly<Record<string, string>>, totalMs = 100) =>
    Object.entries(rows).flatMap(([vantage, text]) =>
      Array.from(text, (mark, index) => probe(mark, index * 6_000, totalMs, vantage)),
    );
  const MINUTE = '..t..t..t.';

  test('are a part of each vantage’s, in minutes in which others are quick', () => {
    expect(connectionLoss(seen({ v1: MINUTE.repeat(3), v2: MINUTE.repeat(3) }), 100)).toEqual({
      share: 0.3,
      vantages: 2,
    });
    expect(connectionLoss(seen({ v1: '..u..u..u.'.repeat(3) }), 100)).toEqual({
      share: 0.3,
      vantages: 1,
    });
    // A calm minute between does not count.
    expect(
      connectionLoss(seen({ v1: `${MINUTE.repeat(2)}..........${MINUTE}` }), 100)?.share,
    ).toBeCloseTo(0.3);
  });

  test.each([
    ['two minutes', MINUTE.repeat(2)],
    ['a part below a fifth', '.t........'.repeat(3)],
    ['a part above four fifths', 'tttttttt.t'.repeat(3)],
    ['more minutes of nothing else', `${MINUTE.repeat(3)}${'t'.repeat(20)}`],
    ['no loss at all', '.........x'.repeat(3)],
  ])('are not told of %s', (_, text) => {
    expect(connectionLoss(seen({ v1: text }), 100)).toBeNull();
  });

  test('are told at the bounds', () => {
    expect(connectionLoss(seen({ v1: '.t..t.....'.repeat(3) }), 100)?.share).toBe(0.2);
    expect(connectionLoss(seen({ v1: 'tttt.tttt.'.repeat(3) }), 100)?.share).toBe(0.8);
    expect(
      connectionLoss(seen({ v1: `${MINUTE.repeat(7)}${'t'.repeat(30)}` }), 100)?.share,
    ).toBeCloseTo(0.51);
    expect(
      connectionLoss(seen({ v1: MINUTE.repeat(3), v2: 't.........'.repeat(3) }), 100),
    ).not.toBeNull();
    expect(
      connectionLoss(seen({ v1: MINUTE.repeat(3), v2: '..........'.repeat(3) }), 100),
    ).toBeNull();
    expect(
      connectionLoss(seen({ v1: MINUTE.repeat(3), v2: 'tttttttttt'.repeat(3) }), 100),
    ).toBeNull();
    expect(
      connectionLoss(seen({ v1: MINUTE.repeat(3), v2: 'ttttttttt.'.repeat(3) }), 100)?.share,
    ).toBeCloseTo(0.6);
  });

  test('are not told where answers are slow, or the calm is not known', () => {
    const rows = { v1: MINUTE.repeat(3) };
    expect(connectionLoss(seen(rows, 149), 100)).not.toBeNull();
    expect(connectionLoss(seen(rows, 150), 100)).toBeNull();
    expect(connectionLoss(seen(rows), null)).toBeNull();
  });
});

describe('who sees the fall', () => {
  const rows = (...texts: readonly string[]) =>
    texts.flatMap((text, index) =>
      Array.from(text, (mark, at) => probe(mark, at * 1_000, 100, `v${index + 1}`)),
    );

  test.each([
    [['.....', 'xxxxx'], 1],
    [['....x', 'xxxx.'], 1],
    [['...xx', 'xxxxx'], 0],
    [['.....', 'xxx..'], 0],
    [['.....', '....x', 'xxxxx'], 2],
    [['...', '...'], 0],
    [['...', 'xx'], 0],
    [['..', 'xxx'], 0],
    [['...', 'xxx'], 1],
  ])('%j: %d are fine while others are cut off', (texts, fine) => {
    expect(vantagesFine(rows(...texts))).toBe(fine);
  });

  test('an origin flaps that went up and down twice, in stays of two rounds', () => {
    const flaps = (text: string) => isFlapping(Array.from(text, (mark, at) => probe(mark, at)));
    expect(flaps('..xx..xx..')).toBe(true);
    expect(flaps('..xx..xx')).toBe(false);
    expect(flaps('.x.x.x.x.x')).toBe(false);
    expect(flaps('....xxxx....xxxx....')).toBe(true);
    expect(isFlapping([])).toBe(false);
    const two = (text: string) =>
      isFlapping(Array.from(text, (mark, at) => probe(mark, at, 100, `v${at % 2}`)));
    expect(two('..xx..xx..')).toBe(false);
    expect(two('....xxxx....xxxx....')).toBe(true);
  });
});

describe('how answers slowed', () => {
  const CALM = Array.from({ length: 5 }, (_, index) =>
    probe('.', -1_200_000 + index * 10_000, 100),
  );
  const shape = (
    before: readonly ProbeFact[],
    after: readonly ProbeFact[] = [probe('x', 0)],
    calm = CALM,
  ) => latencyShape([...calm, ...before, ...after], BELL, epochMs(BELL - 900_000));
  const answers = (...times: readonly number[]) =>
    times.map((totalMs, index) => probe('.', (index - times.length) * 10_000, totalMs));

  test('a queue rises to three times the calm, a step does not slow', () => {
    expect(shape(answers(100, 200, 400, 500))).toMatchObject({
      kind: 'knee',
      medianMs: 300,
      calmMs: 100,
    });
    expect(shape(answers(500, 400, 300, 200))).toMatchObject({ kind: 'between' });
    expect(shape(answers(100, 299, 299))).toMatchObject({ kind: 'between', medianMs: 299 });
    expect(shape(answers(100, 149, 149))).toMatchObject({ kind: 'step', medianMs: 149 });
    expect(shape(answers(100, 150, 150))).toMatchObject({ kind: 'between', medianMs: 150 });
  });

  test('a late answer is an answer, an error is none', () => {
    const late = [probe('s', -30_000, 400), probe('l', -20_000, 500), probe('.', -10_000, 600)];
    expect(shape(late)).toMatchObject({ kind: 'knee', medianMs: 500 });
    const errors = [probe('x', -30_000, 400), probe('x', -20_000, 500), probe('.', -10_000, 600)];
    expect(shape(errors)).toBeNull();
  });

  test('is not told of too few answers, or no calm', () => {
    expect(shape(answers(500, 600))).toBeNull();
    expect(shape(answers(100, 100, 100), undefined, CALM.slice(1))).toBeNull();
    expect(
      shape(
        answers(100, 100, 100),
        undefined,
        CALM.map((one) => ({ ...one, totalMs: 0 as never })),
      ),
    ).toBeNull();
    expect(latencyShape([], BELL, BELL)).toBeNull();
  });

  test('ends at the first true error, or where all was only slow', () => {
    const slow = [probe('s', 10_000, 700), probe('s', 20_000, 800), probe('s', 30_000, 900)];
    expect(shape([], [...slow, probe('x', 40_000, 1)])).toMatchObject({
      kind: 'knee',
      medianMs: 800,
    });
    expect(shape([], slow)).toMatchObject({ kind: 'knee', medianMs: 800 });
    expect(shape(answers(100, 100, 100), [probe('x', 0), ...slow])).toMatchObject({ kind: 'step' });
  });

  test('is looked for in ten minutes, five, two and one', () => {
    const old = [1, 2, 3, 4, 5, 6, 7].map((index) => probe('.', index - minutes(9), 100));
    expect(shape([...old, ...answers(400, 500, 600)])).toMatchObject({
      kind: 'knee',
      medianMs: 500,
    });
    const before = [1, 2, 3].map((index) => probe('.', 0 - minutes(10) - index, 900));
    expect(shape([...before.toReversed(), ...answers(100, 100, 100)])).toMatchObject({
      kind: 'step',
    });
  });
});

describe('what people say', () => {
  const claim = (changes: Partial<Claim>): Claim => ({
    at: BELL,
    role: 'owner',
    asserts: 'overload',
    denies: false,
    statement: 's',
    source: 'x',
    ...changes,
  });
  const table: LikelihoodTable = {
    ...smallTable,
    shrink: 0.5,
    claims: { owner: { default: 4, attack: 9, why: 'w' }, press: { default: 1 } },
  };

  test('stands by its latest word of a role and a cause', () => {
    const older = claim({ at: epochMs(BELL - 1), statement: 'a' });
    const newer = claim({ statement: 'b', denies: true });
    expect(standingClaims([newer, older])).toEqual([newer]);
    expect(standingClaims([older, newer])).toEqual([newer]);
    expect(standingClaims([claim({}), claim({ denies: true })])).toEqual([]);
    expect(standingClaims([claim({ statement: 'b' }), claim({ statement: 'a' })])).toEqual([
      claim({ statement: 'a' }),
    ]);
    expect(standingClaims([claim({ source: 'z' }), claim({ source: 'a' })])).toEqual([
      claim({ source: 'a' }),
    ]);
    const roles = standingClaims([
      claim({ role: 'press' }),
      claim({ asserts: 'attack' }),
      claim({}),
    ]);
    expect(roles.map(({ role, asserts }) => `${role} ${asserts}`)).toEqual([
      'owner attack',
      'owner overload',
      'press overload',
    ]);
  });

  test('weighs what its role does, shrunk, and its inverse where it denies', () => {
    const weighed = (changes: Partial<Claim>) => weighClaims([claim(changes)], table)[0];
    expect(weighed({})).toEqual({
      cause: 'overload',
      feature: 'claim-owner',
      family: 'claims',
      ratio: 4,
      weight: 2,
      provenance: 'claimed',
      statement: 's',
      why: 'w',
    });
    expect(weighed({ asserts: 'attack' })).toMatchObject({ ratio: 9, weight: 3 });
    expect(weighed({ denies: true })).toMatchObject({ ratio: 0.25, weight: 0.5 });
    expect(weighed({ asserts: 'attack', denies: true })).toMatchObject({ ratio: 0.25 });
    for (const none of [
      { role: 'press' as const },
      { role: 'public' as const },
      { asserts: 'other' as const },
    ])
      expect(weighed(none)).toBeUndefined();
    const plain = { ...table, claims: { owner: { default: 4 } } };
    expect(weighClaims([claim({ asserts: 'attack' })], plain)[0]).toMatchObject({
      ratio: 4,
      why: '',
    });
  });

  test('is shown on one line of 200 characters', () => {
    const shown = (statement: string) => weighClaims([claim({ statement })], table)[0]?.statement;
    expect(shown('  un\n\tmot \u200B de  trop ')).toBe('un mot de trop');
    expect(shown('x'.repeat(300))).toBe('x'.repeat(200));
  });
});

describe('evidence that is missing', () => {
  const table: LikelihoodTable = {
    ...smallTable,
    missing: [
      { between: ['overload', 'attack'], family: 'traffic', say: 'a log' },
      { between: ['overload', 'attack'], family: 'http', answeredBy: ['deploy'], say: 'a word' },
      { between: ['overload', 'hosting'], family: 'page', say: 'a page' },
    ],
  };
  const reading = (feature: string, family: string) => ({ row: { feature, family } }) as never;

  test('tells this pair apart, and was not heard', () => {
    expect(missingEvidence(table, ['attack', 'overload'], [])).toEqual(['a log', 'a word']);
    expect(missingEvidence(table, ['overload', 'attack'], [reading('x', 'traffic')])).toEqual([
      'a word',
    ]);
    expect(missingEvidence(table, ['overload', 'attack'], [reading('x', 'http')])).toEqual([
      'a log',
      'a word',
    ]);
    expect(missingEvidence(table, ['overload', 'attack'], [reading('deploy', 'http')])).toEqual([
      'a log',
    ]);
    expect(missingEvidence(table, ['overload'], [])).toEqual([]);
    expect(missingEvidence(table, ['overload', 'application'], [])).toEqual([]);
    expect(missingEvidence(smallTable, ['overload', 'attack'], [])).toEqual([]);
  });
});

describe('a verdict', () => {
  const signal = (feature: string) => ({
    feature,
    at: BELL,
    provenance: 'measured' as const,
    source: 's',
    statement: feature,
  });
  const verdictOf = (
    features: readonly string[],
    confirmedCause: Parameters<typeof judge>[0]['confirmedCause'] = null,
  ) =>
    judge({
      at: BELL,
      signals: features.map(signal),
      claims: [],
      confirmedCause,
      table: smallTable,
    });

  test('is the operator’s word where there is one', () => {
    expect(verdictOf([], 'application')).toMatchObject({
      cause: 'application',
      rung: 'confirmée',
      gates: [],
      open: [],
    });
    const confirmed = verdictOf([], 'application');
    expect(confirmed.for).toMatchObject([
      { cause: 'application', feature: 'operator-confirmation' },
    ]);
    expect(confirmed.probabilities.application).toBeGreaterThan(0.99);
    for (const said of ['suspended', 'undetermined'] as const) {
      const verdict = verdictOf(['queue-page'], said);
      expect(verdict).toMatchObject({
        cause: said,
        rung: said === 'suspended' ? 'confirmée' : 'inconnue',
        gates: [],
      });
      expect(verdict.probabilities).toEqual(verdictOf(['queue-page']).probabilities);
    }
  });

  test('refutes what is unlikely and spoken against, but never what it says', () => {
    const verdict = verdictOf(['http-500', 'deploy']);
    expect(verdict).toMatchObject({ cause: 'application', refuted: ['overload'] });
    expect(verdictOf(['http-500', 'deploy'], 'overload').refuted).not.toContain('overload');
    expect(verdict.against).toEqual([]);
  });

  test('shows the lines of what it says, else of the two most in play', () => {
    expect(verdictOf(['http-500', 'deploy']).for.map(({ feature }) => feature)).toEqual([
      'http-500',
      'deploy',
    ]);
    const undecided = verdictOf(['queue-page', 'http-500']);
    expect(undecided).toMatchObject({ cause: 'undetermined' });
    expect([...new Set(undecided.for.map(({ cause }) => cause))].toSorted()).toEqual([
      'application',
      'overload',
    ]);
    expect(undecided.against.map(({ cause, feature }) => `${cause} ${feature}`)).toEqual([
      'overload http-500',
    ]);
  });
});
