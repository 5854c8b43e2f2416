// Goal: from the fall of platforms to a verdict on each, as on a morning when several fall at once.
// Method: the use case over fake ports; neighbours, probes and traffic as such a morning has them.
import { expect, test } from 'vitest';
import { collectSignals } from '../../../app/cause/collect-signals.ts';
import type { RawForm } from '../../../app/cause/ports.ts';
import type { Sources } from '../../../app/cause/sources.ts';
import { hashOf } from '../../../adapters/local/hash.ts';
import { judge } from '../../../core/cause/judge.ts';
import type { Claim } from '../../../core/cause/signal.ts';
import type { Neighbour } from '../../../core/cause/signals-from-topology.ts';
import type { TrafficComparison } from '../../../core/cause/traffic-comparison.ts';
import { PreauError } from '../../../core/errors.ts';
import { epochMs, platformId, vantageId } from '../../../core/units.ts';
import { calm, FELL, failing, PLATFORM, slowing } from '../../fixtures/cause/probes.ts';
import type { Observation } from '../../../core/watch/observation.ts';
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
  feeds: {
    read: async () => ({ reading: { kind: 'unknown', fault: 'refused', detail: 'HTTP 503' } }),
  },
  metrics: { read: async () => ({ reading: { kind: 'none' } }) },
  companies: [{ role: 'hoster', id: 'hoster-a' }],
  askPlainPage: async () => [],
  keep: async () => null,
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
    ({
      reading: {
        kind: 'read',
        open: [{ kind: 'incident', title: 't', since: epochMs(FELL - 60_000) }],
        unplaced: [],
        elsewhere: [],
        past: [],
        skipped: 0,
      },
    }) as const;
  const signals = await collectSignals(fall, sources({ feeds: { read } }));
  expect(new Set(signals.map(({ at }) => at))).toEqual(new Set([fall.at]));
  expect(signals.filter(({ statement }) => /[{}]/.test(statement))).toEqual([]);
});

test('each signal carries the hash of what it was read from, which is kept before it is told', async () => {
  const kept = new Map<string, RawForm>();
  const keep = async (raw: RawForm) => {
    const hash = hashOf(raw.bytes);
    kept.set(hash, raw);
    return hash;
  };
  const raw = {
    bytes: new Uint8Array([1, 2, 3]),
    from: 'https://status.example/',
    fetchedAt: fall.at,
  };
  const read = async () =>
    ({ reading: { kind: 'unknown', fault: 'not-its-form', detail: 'text/html' }, raw }) as const;
  const signals = await collectSignals(fall, sources({ keep, feeds: { read } }));
  expect(signals.filter((signal) => signal.raw === undefined)).toEqual([]);
  const formOf = (feature: string) =>
    kept.get(signals.find((signal) => signal.feature === feature)?.raw ?? '');
  expect(formOf('feed-unknown')).toBe(raw);
  expect(formOf('traffic-crowd')).toMatchObject({
    from: 'access-log',
    contentType: 'application/json',
  });
  expect(formOf('latency-knee')).toMatchObject({ from: 'probes' });
});

test('what probes said can be read again from the kept lines, to the same signals', async () => {
  const kept: RawForm[] = [];
  const keep = async (raw: RawForm) => {
    kept.push(raw);
    return null;
  };
  const signals = await collectSignals(fall, sources({ keep }));
  const lines = kept.find(({ from }) => from === 'probes');
  const observations = new TextDecoder()
    .decode(lines?.bytes)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Observation);
  const again = await collectSignals(fall, sources({ observationsOf: async () => observations }));
  expect(again).toEqual(signals);
});

test('a store of evidence that is away delays the signals, and does not strip them', async () => {
  const away = async () => {
    throw new PreauError('store-unavailable', 'away', { retryable: true });
  };
  await expect(collectSignals(fall, sources({ keep: away }))).rejects.toMatchObject({
    retryable: true,
  });
});

test('signals are dated no earlier than those before them, and nothing is read by a clock behind the fall', async () => {
  const ahead = on6April('09:30');
  const dated = await collectSignals({ ...fall, stampedAt: ahead }, sources());
  expect(new Set(dated.map(({ at }) => at))).toEqual(new Set([ahead]));
  const behind = await collectSignals({ ...fall, at: on6April('07:00') }, sources());
  expect(behind.map(({ feature, statement }) => [feature, statement])).toEqual([
    [
      'clock-behind',
      "L'horloge indique 7 h 00, avant la chute (8 h 05) : aucun indice n'est lu d'après elle.",
    ],
  ]);
});

test('each company that the platform leans on is asked, as what it is to it', async () => {
  const asked: string[] = [];
  const open = [{ kind: 'incident', title: 't', since: epochMs(FELL - 60_000) }] as const;
  const read = async (company: string) => {
    asked.push(company);
    return {
      reading: { kind: 'read', open, unplaced: [], elsewhere: [], past: [], skipped: 0 },
    } as const;
  };
  const companies = [
    { role: 'hoster', id: 'h' },
    { role: 'login', id: 'l' },
  ] as const;
  const signals = await collectSignals(fall, sources({ companies, feeds: { read } }));
  expect(asked).toEqual(['h', 'l']);
  expect(
    signals.flatMap(({ feature, source }) => (source.endsWith('-feed') ? [[source, feature]] : [])),
  ).toEqual([
    ['hoster-feed', 'hoster-incident'],
    ['login-feed', 'third-party-incident'],
  ]);
});

test('once all is over, only what companies publish is looked at again', async () => {
  const asked: string[] = [];
  const late = { ...fall, at: on6April('23:00'), until: on6April('09:00') };
  const signals = await collectSignals(
    late,
    sources({
      feeds: {
        read: async (company) => {
          asked.push(`feed ${company}`);
          const open = [{ kind: 'incident' as const, title: 'x', since: on6April('08:00') }];
          return {
            reading: { kind: 'read', open, unplaced: [], elsewhere: [], past: [], skipped: 0 },
          };
        },
      },
      observationsOf: async () => {
        asked.push('probes');
        return [];
      },
      traffic: {
        summarise: async () => {
          asked.push('traffic');
          return CROWD;
        },
      },
    }),
  );
  expect(asked).toEqual(['feed hoster-a']);
  expect(signals.map(({ feature }) => feature)).toEqual(['hoster-incident']);
});

test('a page beside the login is asked for when the platform answers badly, and not else', async () => {
  let asked = 0;
  const fine = ['a', 'b'].map((vantage) => ({
    ...failing('http-500')[0]!,
    vantage: vantageId(vantage),
    failure: null,
  }));
  const askPlainPage = async () => {
    asked += 1;
    return fine;
  };
  const featuresWhen = async (failure: 'http-500' | 'tcp-timeout') => {
    const late = failing(failure).map((one) => ({ ...one, at: epochMs(one.at + 12 * 60_000) }));
    const over = { askPlainPage, observationsOf: async () => late };
    return (await collectSignals(fall, sources(over))).map(({ feature }) => feature);
  };
  expect(await featuresWhen('http-500')).toContain('auth-login-only');
  expect(asked).toBe(1);
  expect(await featuresWhen('tcp-timeout')).not.toContain('auth-login-only');
  expect(asked).toBe(1);
});
