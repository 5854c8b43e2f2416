// Goal: a labelled set is scored by the evidence of its day alone, and nobody is accused falsely.
// Method: the 33 documented outages that ship with the tests, whole, and with each finding left out in turn.
import { expect, test } from 'vitest';
import { evaluateScenarios } from '../../../app/cause/evaluate.ts';
import { scenarioEvidence } from '../../../app/cause/evaluate-evidence.ts';
import { causeOfLabel } from '../../../app/cause/evaluate-labels.ts';
import type { Scenario } from '../../../app/cause/evaluate-parse.ts';
import { judge } from '../../../core/cause/judge.ts';
import { documented, documentedLines } from '../../fixtures/cause/documented.ts';
import { speech, table } from '../../fixtures/cause/speech.ts';

const linesOf = (texts: readonly string[]) =>
  texts.map((text, index) => ({ line: index + 1, text }));

const evaluate = (texts: readonly string[]) => evaluateScenarios(linesOf(texts), table, speech);

test('speaks on 26 of 33 or more, nearly always acceptably, and accuses nobody falsely', async () => {
  const score = await evaluate(documentedLines);
  expect(score).toMatchObject({ scenarios: 33, skipped: [], falseAccusations: [], silent: 5 });
  expect(score.spoken).toBeGreaterThanOrEqual(26);
  expect(score.acceptable / score.spoken).toBeGreaterThanOrEqual(0.95);
  expect(score.brier).toBeLessThanOrEqual(0.26);
});

test('what is surest is right most often', async () => {
  const { reliability } = await evaluate(documentedLines);
  expect(reliability.map(({ count }) => count).reduce((a, b) => a + b)).toBe(31);
  const [, , middle, , top] = reliability;
  expect(top?.observed).toBeGreaterThan(middle?.observed ?? 1);
  expect(reliability[0]).toEqual({
    from: 0,
    to: 0.2,
    count: 0,
    meanProbability: null,
    observed: null,
  });
});

test('neither the label, nor its reason, nor a contributing cause is evidence', async () => {
  const verdicts = async (texts: readonly string[]) =>
    (await evaluate(texts)).verdicts.map(({ verdict }) => verdict.probabilities);
  const blinded = documentedLines.map((text) => {
    const one = JSON.parse(text) as Record<string, unknown>;
    return JSON.stringify({
      ...one,
      label: 'other',
      acceptable: [],
      why: 'attack',
      secondaryCause: 'attack',
      labelConfidence: 1,
    });
  });
  expect(await verdicts(blinded)).toEqual(await verdicts(documentedLines));
});

test('what was claimed later, and what changed inside, is no evidence', async () => {
  const verdicts = async (texts: readonly string[]) =>
    (await evaluate(texts)).verdicts.map(({ verdict }) => verdict.probabilities);
  const more = documentedLines.map((text) => {
    const one = JSON.parse(text) as { claims: unknown[]; changes: unknown[] };
    const later = { role: 'police', asserts: 'attack', knownWithin24h: false };
    return JSON.stringify({
      ...one,
      claims: [...one.claims, later],
      changes: [...one.changes, { kind: 'deploy' }, { kind: 'cert_expiry' }],
    });
  });
  expect(await verdicts(more)).toEqual(await verdicts(documentedLines));
});

/** A set with one finding less, for every finding of every list. */
function withoutOne(scenario: Scenario): readonly Scenario[] {
  const lists = ['probes', 'hoster', 'calendar', 'services', 'claims'] as const;
  const shorter = lists.flatMap((list) =>
    scenario[list].map((_one, at) => ({
      ...scenario,
      [list]: scenario[list].filter((_other, index) => index !== at),
    })),
  );
  const figures = Object.keys(scenario.traffic).map((key) => ({
    ...scenario,
    traffic: { ...scenario.traffic, [key]: undefined },
  }));
  return [...shorter, ...figures];
}

test('with any one finding left out, nobody is accused falsely, and little else is said wrongly', () => {
  const all = documented.flatMap((scenario) => withoutOne(scenario));
  const wrong = all.flatMap((scenario) => {
    const { cause } = judge({
      ...scenarioEvidence(scenario, speech),
      confirmedCause: null,
      table,
    });
    const { id, label, acceptable } = scenario.head;
    const accepted = [label ?? '', ...(acceptable ?? [])].map(causeOfLabel);
    return cause === 'undetermined' || accepted.some((one) => one === cause) ? [] : [{ id, cause }];
  });
  expect(all.length).toBeGreaterThan(200);
  expect(wrong.filter(({ cause }) => cause === 'attack' || cause === 'hosting')).toEqual([]);
  expect(wrong.length / all.length).toBeLessThan(0.05);
});
