// Goal: the table and its gates say of documented outages what an expert would not call wrong.
// Method: 33 outages mapped to features by kind, judged, and scored; two of them looked at closely.
import { expect, test } from 'vitest';
import { loadLikelihoods } from '../../../adapters/local/likelihoods.ts';
import { CAUSES } from '../../../core/cause/cause.ts';
import { judge } from '../../../core/cause/judge.ts';
import {
  causeOf,
  evidenceOf,
  readScenarios,
  type Scenario,
} from '../../fixtures/cause/scenarios.ts';

const table = loadLikelihoods(new URL('../../../data/likelihoods.yaml', import.meta.url).pathname);
const scenarios = readScenarios();

const verdictOn = (scenario: Scenario) =>
  judge({ ...evidenceOf(scenario), confirmedCause: null, table });

function find(id: string): Scenario {
  const scenario = scenarios.find((one) => one.id === id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  return scenario;
}

test('the ENT of 6 April 2021 fell by overload, and the accused hoster is refuted', () => {
  const verdict = verdictOn(find('fr-ent-2021-04-06'));
  expect(verdict.cause).toBe('overload');
  expect(verdict.rung).toBe('probable');
  expect(verdict.refuted).toContain('hosting');
  expect(verdict.for.length).toBeGreaterThan(1);
});

test('the CNED of 6 April 2021 stays undetermined between overload and attack', () => {
  const verdict = verdictOn(find('fr-cned-2021-04-06'));
  expect(verdict.cause).toBe('undetermined');
  expect(verdict.rung).toBe('inconnue');
  expect(verdict.open).toEqual(['overload', 'attack']);
  expect(verdict.gates).toContain('G4');
});

test('every cause spoken of 33 documented outages is one that an expert accepts', () => {
  const wrong = scenarios
    .map((scenario) => ({ scenario, verdict: verdictOn(scenario) }))
    .filter(({ scenario, verdict }) => {
      const accepted = scenario.acceptable.map(causeOf);
      return verdict.cause !== 'undetermined' && !accepted.some((cause) => cause === verdict.cause);
    });
  expect(wrong.map(({ scenario, verdict }) => `${scenario.id}: ${verdict.cause}`)).toEqual([]);
});

test('it speaks on half of them or more, with probabilities that mean something', () => {
  const verdicts = scenarios.map((scenario) => ({ scenario, verdict: verdictOn(scenario) }));
  const spoken = verdicts.filter(({ verdict }) => verdict.cause !== 'undetermined').length;
  const labelled = verdicts.filter(({ scenario }) => scenario.label !== 'unknown');
  const brier =
    labelled
      .map(({ scenario, verdict }) =>
        CAUSES.reduce((sum, cause) => {
          const truth = causeOf(scenario.label) === cause ? 1 : 0;
          return sum + (verdict.probabilities[cause] - truth) ** 2;
        }, 0),
      )
      .reduce((a, b) => a + b, 0) / labelled.length;
  console.info(`spoken ${spoken} of ${verdicts.length}, Brier ${brier.toFixed(3)}`);
  expect(spoken).toBeGreaterThanOrEqual(16);
  expect(brier).toBeLessThan(0.35);
});
