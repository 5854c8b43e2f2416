import { expect, test } from 'vitest';
import { policyFromConfig } from '../../config/policy-from-config.ts';
import { platformsOf } from '../../config/platforms-of.ts';
import { readConfig } from '../../config/read-config.ts';
import type { LikelihoodTable } from '../../core/cause/likelihood-table.ts';
import { zoneOf } from '../../core/zone-of.ts';
import { aConfig } from './a-config.ts';

// Goal: the core gets every number of the configuration, in milliseconds and under its own names.
// Method: a configuration whose numbers all differ, read and turned into a policy.

const table: LikelihoodTable = {
  version: 'test',
  priors: {
    overload: 0.5,
    attack: 0.1,
    hosting: 0.1,
    application: 0.1,
    'name-or-certificate': 0.1,
    'third-party': 0.05,
    other: 0.05,
  },
  shrink: 1,
  rows: [],
  claims: {},
};

function configOf(changes: Readonly<Record<string, unknown>>) {
  const read = readConfig(aConfig(changes));
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  return read.config;
}

test('turns every setting into the number that the core decides by', () => {
  const config = configOf({
    aws: undefined,
    watch: {
      interval: '7s',
      votesToFall: 1,
      roundsToFall: 4,
      roundsToRecover: 9,
      massShare: 0.7,
      massWindow: '45s',
    },
    shelter: { minHold: '11m', originShares: [0.2, 1], shareStep: '3m', blastRadius: 0.4 },
    'notices.veto': '90s',
    'notices.nextWord': '20m',
    'notices.budget': 12.5,
    cause: { firstWord: '8m', review: '16m' },
  });
  expect(policyFromConfig(config, table)).toMatchObject({
    organisation: 'Région Exemple',
    timeZone: 'Europe/Paris',
    watch: {
      intervalMs: 7_000,
      votesToFall: 1,
      roundsToFall: 4,
      roundsToRecover: 9,
      massShare: 0.7,
      massWindowMs: 45_000,
    },
    shelter: {
      minHoldMs: 660_000,
      originShares: [0.2, 1],
      shareStepMs: 180_000,
      blastRadius: 0.4,
    },
    notices: {
      vetoMs: 90_000,
      nextWordMs: 1_200_000,
      budgetEuros: 12.5,
      statusUrl: 'https://etat.region.example',
    },
    cause: { table, firstWordMs: 480_000, reviewMs: 960_000 },
  });
});

test('gives the core its platforms, without the folders of this machine', () => {
  const [sheltered, control] = platformsOf(configOf({ 'platforms.0.accessLog': 'access.log' }));
  expect(sheltered?.origin.slowMs).toBe(5_000);
  expect(sheltered?.mirror).toEqual({
    hoster: 'sud',
    addresses: ['198.51.100.10'],
    port: 443,
    ownName: 'secours.region.example',
    maxAgeMs: 14 * 86_400_000,
  });
  expect(sheltered).not.toHaveProperty('accessLog');
  expect(control).not.toHaveProperty('mirror');
});

test('gives the core a platform’s own time zone, and the organisation’s for the others', () => {
  const config = configOf({ 'platforms.0.timeZone': 'America/Martinique' });
  const policy = policyFromConfig(config, table);
  expect(policy.platforms.map(({ id }) => zoneOf(policy, id))).toEqual([
    'America/Martinique',
    'Europe/Paris',
  ]);
});

test('on AWS Route 53 is one vantage more, which looks by itself and proves nobody’s sight', () => {
  const vantagesOf = (changes: Readonly<Record<string, unknown>>) =>
    policyFromConfig(configOf(changes), table).vantages;
  expect(vantagesOf({ aws: undefined }).map(({ id }) => id)).toEqual(['toulouse', 'paris']);
  expect(vantagesOf({}).map(({ id }) => id)).toEqual(['toulouse', 'paris', 'route-53']);
  expect(vantagesOf({}).at(-1)).toEqual({
    id: 'route-53',
    name: 'Route 53',
    by: 'health-check',
    controls: [],
  });
});
