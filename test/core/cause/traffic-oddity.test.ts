// Goal: each sign that requests are strange is told from its very bound on, and none without it.
// Method: requests of which nothing is strange, one sign changed at a time to either side of its bound.
import { expect, test } from 'vitest';
import type { Contrast, TrafficComposition } from '../../../core/cause/traffic-comparison.ts';
import { oddAddresses, odditiesOf } from '../../../core/cause/traffic-oddity.ts';
import { readTraffic } from '../../../core/cause/traffic-reading.ts';
import { composed, PLAIN, RISE } from '../../fixtures/cause/traffic.ts';

type Row = readonly [of: Partial<Contrast>, told: string];

/** Below half of what the others bring, where they bring a tenth at least. */
const missed = (name: 'referers' | 'assets'): readonly Row[] => [
  [{ [name]: [0.04, 0.1] }, name],
  [{ [name]: [0.25, 0.5] }, ''],
  [{ [name]: [0.24, 0.5] }, name],
  [{ [name]: [0, 0.09] }, ''],
];
/** Three tenths, and a quarter more than the others. */
const grown = (name: 'uniqueQueries' | 'automated', told: string): readonly Row[] => [
  [{ [name]: [0.3, 0] }, told],
  [{ [name]: [0.29, 0] }, ''],
  [{ [name]: [0.5, 0.25] }, told],
  [{ [name]: [0.49, 0.25] }, ''],
];
/** Three tenths beyond what chance may do. */
const apart = (name: 'pathDistance' | 'agentDistance', told: string): readonly Row[] => [
  [{ [name]: 0.3 }, ''],
  [{ [name]: 0.31 }, told],
  [{ [name]: 0.49, chanceDistance: 0.2 }, ''],
  [{ [name]: 0.51, chanceDistance: 0.2 }, told],
];

test.each<Row>([
  [{}, ''],
  ...missed('referers'),
  ...missed('assets'),
  ...grown('uniqueQueries', 'queries'),
  ...grown('automated', 'automated'),
  ...apart('pathDistance', 'paths'),
  ...apart('agentDistance', 'agents'),
  [{ topPath: [0.6, 0] }, ''],
  [{ topPath: [0.61, 0] }, 'one-path'],
  [{ topPath: [0.75, 0.5] }, 'one-path'],
  [{ topPath: [0.74, 0.5] }, ''],
  [{ topPath: [0.9, 0], pathDistance: 1 }, 'one-path'],
  [{ agents: [0.3, 0] }, 'made-up-agents'],
  [{ agents: [0.29, 0] }, ''],
  [{ agents: [0.75, 0.25] }, 'made-up-agents'],
  [{ agents: [0.74, 0.25] }, ''],
])('%o is strange by: %s', (of, told) => {
  expect(odditiesOf({ ...PLAIN, ...of }).join()).toBe(told);
});

test('all that is strange at once is told, in one order', () => {
  const all: Contrast = {
    ...PLAIN,
    referers: [0, 1],
    assets: [0, 1],
    uniqueQueries: [1, 0],
    automated: [1, 0],
    agents: [1, 0],
    pathDistance: 1,
    agentDistance: 1,
  };
  const rest = ['assets', 'queries', 'agents', 'automated', 'made-up-agents'];
  expect(odditiesOf(all)).toEqual(['referers', 'paths', ...rest]);
  expect(odditiesOf({ ...all, topPath: [1, 0] })).toEqual(['referers', 'one-path', ...rest]);
});

test.each<[Partial<TrafficComposition>, boolean]>([
  [{}, false],
  [{ growthPerAddress: { p50: 1, p99: 8 } }, true],
  [{ growthPerAddress: { p50: 7, p99: 7.9 } }, false],
  [{ topAddressShare: 0.3 }, true],
  [{ topAddressShare: 0.29 }, false],
  [{ topAddressShare: 0.5, baselineTopAddressShare: 0.1 }, true],
  [{ topAddressShare: 0.49, baselineTopAddressShare: 0.1 }, false],
  [{ growthPerAddress: { p50: 1, p99: 1 }, topAddressShare: 0.9 }, true],
])('addresses that ask so are strange or not: %o, %s', (of, told) => {
  expect(oddAddresses(composed({ of }))).toBe(told);
});

test('nothing is known of addresses where nobody counted them', () => {
  expect(oddAddresses(RISE)).toBe(false);
});

/** One sign of each kind, as strange as it can be. */
const SIGNS = {
  referers: { referers: [0, 1] },
  paths: { pathDistance: 1 },
  'one-path': { topPath: [1, 0] },
  assets: { assets: [0, 1] },
  queries: { uniqueQueries: [1, 0] },
  agents: { agentDistance: 1 },
  automated: { automated: [1, 0] },
  'made-up-agents': { agents: [1, 0] },
} satisfies Readonly<Record<string, Partial<Contrast>>>;
type Sign = keyof typeof SIGNS;

test.each<[Sign, string]>([
  ['paths', 'crowd'],
  ['one-path', 'flood'],
  ['assets', 'flood'],
  ['queries', 'flood'],
  ['agents', 'flood'],
  ['automated', 'flood'],
  ['made-up-agents', 'scraper'],
])('newcomers without referers, and strange by %s, are a %s', (sign, reading) => {
  const whole = { ...SIGNS.referers, ...SIGNS[sign] };
  expect(readTraffic(composed({ knownNetworkShare: 0.5, whole })).reading).toBe(reading);
});

test('newcomers who want something else, from one address, are a flood', () => {
  const traffic = { knownNetworkShare: 0.5, whole: SIGNS.paths };
  expect(readTraffic(composed(traffic)).reading).toBe('crowd');
  expect(readTraffic(composed({ ...traffic, of: { topAddressShare: 1 } })).reading).toBe('flood');
});

test.each<[Sign, string]>([
  ['paths', 'crowd'],
  ['referers', 'flood'],
  ['one-path', 'flood'],
  ['assets', 'flood'],
  ['queries', 'flood'],
  ['automated', 'flood'],
  ['made-up-agents', 'scraper'],
])('regulars of one agent and one address, and strange by %s, are a %s', (sign, reading) => {
  const whole = { ...SIGNS.paths, ...SIGNS.agents, ...SIGNS[sign] };
  expect(readTraffic(composed({ whole, of: { topAddressShare: 1 } })).reading).toBe(reading);
});
