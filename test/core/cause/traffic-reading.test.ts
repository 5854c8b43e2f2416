// Goal: a stretch of traffic reads as what it is, and what it rests on is said; a calm raises nothing.
// Method: one crowd, changed one sign at a time; then properties over any shares.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  Contrast,
  Pair,
  TrafficComparison,
  TrafficComposition,
} from '../../../core/cause/traffic-comparison.ts';
import { readTraffic } from '../../../core/cause/traffic-reading.ts';

const ALIKE: Contrast = {
  requests: 5_000,
  referers: [0.7, 0.7],
  assets: [0.2, 0.2],
  uniqueQueries: [0, 0],
  agents: [0.001, 0.001],
  automated: [0, 0],
  crawlers: [0, 0],
  paths: [0.1, 0.1],
  topPath: [0.2, 0.1],
  pathDistance: 0.1,
  agentDistance: 0.05,
  chanceDistance: 0.05,
};
const COMPOSITION: TrafficComposition = {
  baselineServerErrorShare: 0,
  refusedShare: 0,
  baselineRefusedShare: 0,
  growthPerAddress: { p50: 1, p99: 3 },
  topAddressShare: 0.01,
  baselineTopAddressShare: 0.01,
  whole: ALIKE,
  strangers: ALIKE,
};
const CROWD: TrafficComparison = {
  requests: 30_000,
  requestsPerMin: 6_000,
  baselinePerMin: 1_000,
  amplification: 6,
  knownNetworkShare: 0.8,
  topPath: '/auth/login',
  topPathShare: 0.2,
  baselineTopPathShare: 0.1,
  uniqueQueryShare: 0,
  refererShare: 0.7,
  pathDivergenceBits: 1,
  requestsPerAddressP99: 12,
  serverErrorShare: 0.3,
  silent: false,
  composition: COMPOSITION,
};

interface Change {
  readonly traffic?: Partial<TrafficComparison>;
  readonly composition?: Partial<TrafficComposition>;
  /** Of strangers, and of the whole. */
  readonly both?: Partial<Contrast>;
}

const changed = ({ traffic, composition, both }: Change): TrafficComparison => ({
  ...CROWD,
  ...traffic,
  composition: {
    ...COMPOSITION,
    whole: { ...ALIKE, ...both },
    strangers: { ...ALIKE, ...both },
    ...composition,
  },
});

const BOTS: Partial<Contrast> = {
  referers: [0.02, 0.7],
  topPath: [0.9, 0.1],
  pathDistance: 0.85,
  agentDistance: 0.9,
};
const FEW_KNOWN = { knownNetworkShare: 0.1 };

describe('reads', () => {
  test.each<[string, Change, string, string]>([
    ['a crowd of regulars', {}, 'crowd', 'regulars'],
    [
      'newcomers who ask alike',
      { traffic: { knownNetworkShare: 0.3 } },
      'crowd',
      'newcomers-alike',
    ],
    ['strangers who do not', { traffic: FEW_KNOWN, both: BOTS }, 'flood', 'newcomers-unlike'],
    ['both at once', { traffic: { knownNetworkShare: 0.5 }, both: BOTS }, 'mixed', 'regulars-up'],
    [
      'a flood that drives the regulars off, at the usual pace',
      { traffic: { ...FEW_KNOWN, amplification: 1 }, both: BOTS },
      'flood',
      'newcomers-unlike',
    ],
    [
      'agents made up for each request',
      { traffic: FEW_KNOWN, both: { ...BOTS, agents: [0.9, 0.001] } },
      'scraper',
      'made-up-agents',
    ],
    [
      'crawlers by name',
      {
        traffic: FEW_KNOWN,
        both: { ...BOTS, topPath: [0.1, 0.1], automated: [0.9, 0], crawlers: [0.9, 0] },
      },
      'scraper',
      'crawlers',
    ],
    [
      'a walk through every page',
      { traffic: FEW_KNOWN, both: { ...BOTS, topPath: [0.05, 0.1], paths: [0.9, 0.1] } },
      'scraper',
      'walks-the-site',
    ],
    [
      'errors at the usual pace',
      { traffic: { amplification: 1, serverErrorShare: 0.4 } },
      'fault',
      'errors',
    ],
    [
      'refusals at the usual pace',
      { traffic: { amplification: 1, serverErrorShare: 0 }, composition: { refusedShare: 0.5 } },
      'fault',
      'refusals',
    ],
    [
      'the same people who ask again',
      { composition: { growthPerAddress: { p50: 5, p99: 20 } } },
      'fault',
      'same-people-again',
    ],
    [
      'errors as there were when calm',
      {
        traffic: { amplification: 1, serverErrorShare: 0.12 },
        composition: { baselineServerErrorShare: 0.1 },
      },
      'calm',
      'pace-as-usual',
    ],
    [
      'less than twice the pace',
      { traffic: { amplification: 1.9, serverErrorShare: 0 } },
      'calm',
      'pace-as-usual',
    ],
    ['fewer people', { traffic: { amplification: 0.3, serverErrorShare: 0 } }, 'calm', 'pace-down'],
    ['nothing', { traffic: { silent: true } }, 'silence', 'nothing-arrives'],
  ])('%s', (_name, change, reading, because) => {
    expect(readTraffic(changed(change))).toMatchObject({
      reading,
      because: expect.arrayContaining([because]),
    });
  });

  test('a flood from networks that were known, by what all of it is like', () => {
    const whole = { ...ALIKE, ...BOTS, automated: [0.9, 0] } as const;
    const flood = changed({
      traffic: { knownNetworkShare: 0.99 },
      composition: { strangers: null, whole },
    });
    expect(readTraffic(flood).reading).toBe('flood');
  });

  test.each<[string, Partial<Contrast>]>([
    ['a link on television brings to one page', { referers: [0.1, 0.7], pathDistance: 0.5 }],
    ['a school behind one address, with one browser', { pathDistance: 0.6, agentDistance: 0.7 }],
    [
      'chance',
      { pathDistance: 0.5, agentDistance: 0.5, chanceDistance: 0.3, referers: [0.4, 0.7] },
    ],
  ])('as a crowd whom %s', (_name, both) => {
    const few = changed({ traffic: { knownNetworkShare: 0.9 }, both });
    expect(readTraffic(few).reading).toBe('crowd');
  });
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const same: fc.Arbitrary<Pair> = share.map((one) => [one, one]);
const alike = fc.record({
  requests: fc.nat(100_000),
  referers: fc.option(same),
  assets: same,
  uniqueQueries: same,
  agents: same,
  automated: same,
  crawlers: same,
  paths: same,
  topPath: same,
  pathDistance: fc.constant(0),
  agentDistance: fc.constant(0),
  chanceDistance: share,
});

test('what is like the calm is calm, whatever the calm was like', () => {
  fc.assert(
    fc.property(alike, share, share, share, share, (contrast, known, errors, refused, top) => {
      const calm = changed({
        traffic: {
          amplification: 1,
          knownNetworkShare: known,
          serverErrorShare: Math.min(errors, 0.09),
        },
        composition: {
          whole: contrast,
          strangers: contrast,
          refusedShare: refused,
          baselineRefusedShare: refused,
          topAddressShare: top,
          baselineTopAddressShare: top,
        },
      });
      expect(readTraffic(calm).reading).toBe('calm');
    }),
  );
});

test('a crowd of any size who do as regulars do is never a flood, wherever they come from', () => {
  fc.assert(
    fc.property(
      alike,
      share,
      fc.double({ min: 2, max: 1_000, noNaN: true }),
      (contrast, known, amplification) => {
        const crowd = changed({
          traffic: { amplification, knownNetworkShare: known },
          composition: { whole: contrast, strangers: contrast },
        });
        expect(readTraffic(crowd).reading).toBe('crowd');
      },
    ),
  );
});
