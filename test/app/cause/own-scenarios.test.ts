import { expect, test } from 'vitest';
import { evaluateScenarios } from '../../../app/cause/evaluate.ts';
import { ownScenarios } from '../../../app/cause/own-scenarios.ts';
import { judge } from '../../../core/cause/judge.ts';
import type { RecordedCause } from '../../../core/cause/recorded-cause.ts';
import type { Claim } from '../../../core/cause/signal.ts';
import type { Incident, State } from '../../../core/incident/state.ts';
import { type EpochMs, epochMs, hours, incidentId, platformId } from '../../../core/units.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import { on6April, signal, speech, table } from '../../fixtures/cause/speech.ts';
import { testPolicy } from '../../fixtures/policy.ts';

// Goal: a home's closed incidents become a labelled set, which `evaluate` judges as the home did.
// Method: incidents by hand; what is written is read back by the reader of such sets.

const policy = testPolicy();
const fellAt = on6April('08:05');

function incident(id: string, over: Partial<Incident>): Incident {
  return {
    id: incidentId(id),
    platform: platformId('nord'),
    episode: 'e',
    reference: `P-${id}`,
    drill: false,
    fellAt,
    confirmedAt: fellAt,
    shelteredAt: null,
    firstNoticeAt: null,
    recoveredAt: fellAt,
    backAt: fellAt,
    closedAt: epochMs(fellAt + hours(2)),
    relapses: 0,
    verdict: null,
    signals: [],
    claims: [],
    confirmedCause: null,
    collections: 1,
    collectedAt: fellAt,
    nextWordAt: null,
    saidCause: null,
    notices: [],
    ...over,
  };
}

const record = (cause: RecordedCause['cause'], over: Partial<RecordedCause> = {}) => ({
  at: epochMs(fellAt + hours(30)),
  cause,
  confidence: 0.9,
  source: 'rapport',
  by: { role: 'cli', name: 'A.' },
  ...over,
});

const claim = (at: EpochMs, over: Partial<Claim> = {}): Claim => ({
  at,
  role: 'owner',
  asserts: 'attack',
  denies: false,
  statement: 'nous sommes attaqués',
  source: 'radio',
  ...over,
});

const stateOf = (...incidents: readonly Incident[]): State => ({
  ...initialState(policy),
  incidents: Object.fromEntries(incidents.map((one) => [one.id, one])),
});

test('the latest record is the label, with what contributed and how sure it is', () => {
  const told = incident('a', {
    recorded: [
      record('attack'),
      record('overload', { also: 'third-party', confidence: 0.8, source: 'réunion' }),
    ],
  });
  const [scenario] = ownScenarios(stateOf(told), policy).scenarios;
  expect(scenario).toMatchObject({
    id: 'a',
    date: '2021-04-06',
    label: 'overload',
    acceptable: ['overload', 'third_party'],
    secondaryCause: 'third_party',
    labelConfidence: 0.8,
    sources: [{ url: 'réunion' }],
  });
});

test('what has no record, no label or no end is left out, and counted', () => {
  const state = stateOf(
    incident('labelled', { recorded: [record('name-or-certificate')] }),
    incident('unknown', { recorded: [record('undetermined')], fellAt: epochMs(fellAt + 1) }),
    incident('unrecorded', {}),
    incident('closed-on-purpose', { recorded: [record('suspended')] }),
    incident('open', { closedAt: null, recorded: [record('overload')] }),
    incident('drill', { drill: true }),
  );
  const { scenarios, unrecorded, unlabelled } = ownScenarios(state, policy);
  expect(scenarios.map(({ id, label }) => `${id} ${label}`)).toEqual([
    'labelled dns_tls',
    'unknown unknown',
  ]);
  expect({ unrecorded, unlabelled }).toEqual({
    unrecorded: ['unrecorded'],
    unlabelled: ['closed-on-purpose'],
  });
  expect(ownScenarios(state, policy, epochMs(fellAt + 1)).scenarios).toHaveLength(1);
});

test('claims are dated against the fall: what was known afterwards is no evidence', () => {
  const told = incident('a', {
    recorded: [record('overload')],
    claims: [
      claim(epochMs(fellAt + hours(1))),
      claim(epochMs(fellAt + hours(25)), { denies: true }),
    ],
  });
  const [scenario] = ownScenarios(stateOf(told), policy).scenarios;
  expect(scenario?.claims).toMatchObject([
    { role: 'owner', asserts: 'attack', knownWithin24h: true },
    { role: 'owner', asserts: 'not:attack', knownWithin24h: false },
  ]);
});

test('nothing of what was kept is given away: no raw bytes, no names of people', () => {
  const told = incident('a', {
    recorded: [record('overload', { by: { role: 'cli', name: 'Zoé' } })],
  });
  expect(JSON.stringify(ownScenarios(stateOf(told), policy))).not.toContain('Zoé');
});

test.each([
  [
    'an overload',
    ['latency-knee', 'calendar-crowd', 'traffic-crowd', 'topology-several-hosters'],
    [],
  ],
  ['nothing that can be said', ['latency-knee', 'traffic-mixed'], [claim(epochMs(fellAt + 1_000))]],
  ['a certificate', ['tls-invalid', 'http-gateway'], []],
] as const)('a reader judges %s as the home did', async (_, features, claims) => {
  const signals = features.map((feature) => signal(feature));
  const verdict = judge({ at: on6April('08:30'), signals, claims, confirmedCause: null, table });
  const told = incident('a', { signals, claims, verdict, recorded: [record('overload')] });
  const lines = ownScenarios(stateOf(told), policy).scenarios.map((scenario, index) => ({
    line: index + 1,
    text: JSON.stringify(scenario),
  }));
  const { verdicts, skipped } = await evaluateScenarios(lines, table, speech);
  expect(skipped).toEqual([]);
  expect(verdicts.map(({ verdict: read, label }) => [read.cause, read.rung, label])).toEqual([
    [verdict.cause, verdict.rung, 'overload'],
  ]);
  expect(verdicts[0]?.verdict.probabilities).toEqual(verdict.probabilities);
});
