// Goal: from the fall of platforms to a verdict on each, as on a morning when several fall at once.
// Method: the use case over fake ports; neighbours, probes and traffic as such a morning has them.
import { expect, test } from 'vitest';
import { collectSignals, type Sources } from '../../../app/cause/collect-signals.ts';
import { judge } from '../../../core/cause/judge.ts';
import type { Claim } from '../../../core/cause/signal.ts';
import type { Neighbour } from '../../../core/cause/signals-from-topology.ts';
import type { TrafficComparison } from '../../../core/cause/traffic-comparison.ts';
import { PreauError } from '../../../core/errors.ts';
import { epochMs, platformId } from '../../../core/units.ts';
import { calm, FELL, failing, PLATFORM, slowing } from '../../fixtures/cause/probes.ts';
import { on6April, speech, table } from '../../fixtures/cause/speech.ts';

const service = (name: string, hoster: string, fellAt: string | null): Neighbour => ({
  platform: platformId(name),
  name,
  hoster,
  standing: fellAt === null ? 'up' : 'down',
  fellAt: fellAt === null ? null : on6April(fellAt),
});

const NEIGHBOURS = [
  { ...service(PLATFORM, 'hoster-a', '08:05'), fellAt: FELL },
  service('ent-b', 'hoster-b', '08:04'),
  service('ent-c', 'hoster-c', '08:06'),
  service('ent-d', 'unknown', '08:06'),
  service('control', 'hoster-a', null),
];

const CROWD: TrafficComparison = {
  requests: 5_000,
  requestsPerMin: 1_000,
  baselinePerMin: 200,
  amplification: 5,
  knownNetworkShare: 0.8,
  topPath: '/auth/login',
  topPathShare: 0.3,
  baselineTopPathShare: 0.2,
  uniqueQueryShare: 0,
  refererShare: 0.7,
  pathDivergenceBits: 0.8,
  requestsPerAddressP99: 12,
  serverErrorShare: 0.4,
  silent: false,
};

const sources = (over: Partial<Sources> = {}): Sources => ({
  feeds: { read: async () => ({ kind: 'unknown', reason: 'HTTP 503' }) },
  traffic: { summarise: async () => CROWD },
  observationsOf: async () => [...calm(), ...slowing(6_000), ...failing('http-503')],
  neighbours: NEIGHBOURS,
  calendar: [{ date: '2021-04-06', kind: 'first-remote-day', label: 'premier jour à distance' }],
  speech,
  ...over,
});

const fall = { platform: PLATFORM, fellAt: FELL, at: on6April('08:20') };

async function verdictOf(over: Partial<Sources>, claims: readonly Claim[] = []) {
  const signals = await collectSignals(fall, sources(over));
  return judge({ at: fall.at, signals, claims, confirmedCause: null, table });
}

test('portals of several hosters under the regulars’ crowd: probably overload, the hoster refuted', async () => {
  const verdict = await verdictOf({});
  expect(verdict).toMatchObject({ cause: 'overload', rung: 'probable' });
  expect(verdict.refuted).toContain('hosting');
  expect(verdict.for.map(({ statement }) => statement)).toContain(
    'Au calendrier ce jour-là : premier jour à distance.',
  );
});

const OWNER_SAYS_ATTACK: Claim = {
  at: fall.at,
  role: 'owner',
  asserts: 'attack',
  denies: false,
  statement: 'Nous subissons une attaque.',
  source: 'communiqué',
};

test.each([
  ['one address takes two thirds', { knownNetworkShare: 0.5, topPathShare: 0.66 }],
  ['one address takes just under the threshold', { knownNetworkShare: 0.5, topPathShare: 0.59 }],
  ['hardly any regular is left', { knownNetworkShare: 0.2, topPathShare: 0.8 }],
])(
  'a classroom under a crowd and a flood whose owner says attack is undetermined: %s',
  async (_name, over) => {
    const neighbours = NEIGHBOURS.map((one) =>
      one.platform === PLATFORM ? { ...one, hoster: 'hoster-d' } : one,
    );
    const traffic = { summarise: async () => ({ ...CROWD, ...over }) };
    const verdict = await verdictOf({ neighbours, traffic }, [OWNER_SAYS_ATTACK]);
    expect(verdict).toMatchObject({ cause: 'undetermined', rung: 'inconnue' });
    expect(verdict.open.toSorted()).toEqual(['attack', 'overload']);
  },
);

test('the calm that one compares with ends before the first fall of the morning', async () => {
  const asked: (readonly number[])[] = [];
  const late = { ...fall, fellAt: on6April('08:40'), at: on6April('09:00') };
  await collectSignals(
    late,
    sources({
      traffic: {
        summarise: async (_platform, window, baseline) => {
          asked.push([window.from, window.to, baseline.from, baseline.to]);
          return null;
        },
      },
    }),
  );
  expect(asked).toEqual([['08:38', '08:45', '06:54', '07:54'].map((clock) => on6April(clock))]);
});

test('sources that fail give no signal, and the others are still heard', async () => {
  const broken = async () => {
    throw new PreauError('log-unreadable', 'rotating', { retryable: true });
  };
  const signals = await collectSignals(
    fall,
    sources({ traffic: { summarise: broken }, feeds: { read: broken } }),
  );
  expect(signals.some(({ feature }) => feature.startsWith('traffic-'))).toBe(false);
  expect(signals.some(({ feature }) => feature === 'latency-knee')).toBe(true);
});

test('every signal carries the instant of its collection, and no word is left unfilled', async () => {
  const read = async () =>
    ({ kind: 'read', open: [{ title: 't', since: epochMs(FELL - 60_000) }] }) as const;
  const signals = await collectSignals(fall, sources({ feeds: { read } }));
  expect(new Set(signals.map(({ at }) => at))).toEqual(new Set([fall.at]));
  expect(signals.filter(({ statement }) => /[{}]/.test(statement))).toEqual([]);
});

test('the hoster on nobody’s record is not asked about', async () => {
  const asked: string[] = [];
  const neighbours = [{ ...service(PLATFORM, 'unknown', '08:05'), fellAt: FELL }];
  const read = async (hoster: string) => {
    asked.push(hoster);
    return { kind: 'none' } as const;
  };
  await collectSignals(fall, sources({ neighbours, feeds: { read } }));
  expect(asked).toEqual([]);
});
