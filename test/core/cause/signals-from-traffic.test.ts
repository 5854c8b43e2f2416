// Goal: a log's shares, and its reading where it tells who came, become their rows at the very bounds.
// Method: a rise of regulars, one number changed to either side of each bound; words that tell their key.
import { describe, expect, test } from 'vitest';
import { signalsFromTraffic } from '../../../core/cause/signals-from-traffic.ts';
import type { TrafficComparison } from '../../../core/cause/traffic-comparison.ts';
import { on6April, telling } from '../../fixtures/cause/speech.ts';
import { composed, PROGRAM, RISE, type TrafficChange } from '../../fixtures/cause/traffic.ts';

const AT = on6April('08:20');

/** Rows, each with its words where they are others than the row's own. */
const rows = (traffic: TrafficComparison): string =>
  signalsFromTraffic({ at: AT, traffic, speech: telling })
    .map(({ feature, statement }) => {
      const wording = statement.split(' ')[0]?.replace('cause.signal.', '');
      return wording === feature ? feature : `${feature}=${wording}`;
    })
    .join(' ')
    .replaceAll('traffic-', '');

test('a row says what was counted, and by what', () => {
  expect(signalsFromTraffic({ at: AT, traffic: RISE, speech: telling })).toEqual([
    {
      feature: 'traffic-crowd',
      at: AT,
      provenance: 'measured',
      source: 'access-log',
      statement:
        'cause.signal.traffic-crowd factor=6 perMin=6,000 calm=1,000 known=80% path=20% calmPath=10% unique=0%',
      value: 6_000,
      baseline: 1_000,
    },
  ]);
});

describe('by shares alone', () => {
  test.each<readonly [of: Partial<TrafficComparison>, told: string]>([
    [{ silent: true }, 'silent'],
    [{ amplification: 1.19 }, 'flat'],
    [{ amplification: 1.2 }, ''],
    [{ amplification: 1.99 }, ''],
    [{ amplification: 2 }, 'crowd'],
    // Strangers, from a rise that is one at all.
    [{ amplification: 1.19, knownNetworkShare: 0.24 }, 'flat'],
    [{ amplification: 1.2, knownNetworkShare: 0.24 }, 'composition=strangers'],
    [{ knownNetworkShare: 0.24 }, 'composition=strangers'],
    [{ knownNetworkShare: 0.25 }, 'amplified'],
    // Queries that are all different, while regulars are not the ones who ask.
    [{ knownNetworkShare: 0.3, uniqueQueryShare: 0.51 }, 'composition=unique-queries'],
    [{ knownNetworkShare: 0.3, uniqueQueryShare: 0.5 }, 'amplified'],
    [{ knownNetworkShare: 0.59, uniqueQueryShare: 0.9 }, 'composition=unique-queries mixed'],
    [{ knownNetworkShare: 0.6, uniqueQueryShare: 0.9 }, 'crowd'],
    [
      { amplification: 4, knownNetworkShare: 0.5, uniqueQueryShare: 0.9 },
      'composition=unique-queries mixed',
    ],
    [
      { amplification: 3.99, knownNetworkShare: 0.5, uniqueQueryShare: 0.9 },
      'composition=unique-queries',
    ],
  ])('%o: %s', (of, told) => {
    expect(rows({ ...RISE, ...of })).toBe(told);
  });

  test.each([
    [0.61, 0, 'composition=one-path'],
    [0.6, 0, 'mixed'],
    [0.75, 0.5, 'composition=one-path'],
    [0.74, 0.5, 'amplified'],
    [0.3, 0, 'mixed'],
    [0.29, 0, 'amplified'],
    [0.375, 0.125, 'mixed'],
    [0.374, 0.125, 'amplified'],
  ])('newcomers of whom %d ask for one path that had %d: %s', (topPathShare, calm, told) => {
    const of = { knownNetworkShare: 0.3, topPathShare, baselineTopPathShare: calm };
    expect(rows({ ...RISE, ...of })).toBe(told);
  });

  test.each<readonly [of: Partial<TrafficComparison>, newcomers: string, regulars: string]>([
    [{ pathDivergenceBits: 1.99 }, 'amplified', 'crowd'],
    [{ pathDivergenceBits: 2 }, 'mixed', 'amplified'],
    [{ refererShare: 0.35, baselineRefererShare: 0.5 }, 'amplified', 'crowd'],
    [{ refererShare: 0.34, baselineRefererShare: 0.5 }, 'mixed', 'crowd'],
    [{ refererShare: 0.25, baselineRefererShare: 0.5 }, 'mixed', 'crowd'],
    [{ refererShare: 0.24, baselineRefererShare: 0.5 }, 'mixed', 'amplified'],
    [{ refererShare: 0, baselineRefererShare: 0.1 }, 'mixed', 'amplified'],
    [{ refererShare: 0, baselineRefererShare: 0.09 }, 'amplified', 'crowd'],
    [{ assetShare: 0.25, baselineAssetShare: 0.5 }, 'amplified', 'crowd'],
    [{ assetShare: 0.24, baselineAssetShare: 0.5 }, 'amplified', 'amplified'],
    [{ baselineAssetShare: 0.5 }, 'amplified', 'crowd'],
    [{ assetShare: 0 }, 'amplified', 'crowd'],
  ])('%o is of newcomers %s, of regulars %s', (of, newcomers, regulars) => {
    expect(rows({ ...RISE, ...of, knownNetworkShare: 0.59 })).toBe(newcomers);
    expect(rows({ ...RISE, ...of, knownNetworkShare: 0.6 })).toBe(regulars);
  });
});

describe('by its reading, where the log tells who came', () => {
  const few = { knownNetworkShare: 0.25, strangers: PROGRAM };
  const onePath = { topPathShare: 0.9 };
  const queries = { strangers: { ...PROGRAM, uniqueQueries: [1, 0] } } as const;

  test.each<readonly [of: TrafficChange, told: string]>([
    [{ silent: true }, 'silent'],
    [few, 'composition=strangers'],
    [{ ...few, ...queries }, 'composition=unique-queries'],
    [{ ...few, ...queries, knownNetworkShare: 0.24 }, 'composition=strangers'],
    [{ ...few, strangers: { ...PROGRAM, topPath: [0.9, 0] } }, 'composition=one-path'],
    [{ strangers: PROGRAM, knownNetworkShare: 0.5 }, 'composition=strangers mixed'],
    [{ ...few, strangers: { ...PROGRAM, crawlers: [0.9, 0] } }, 'scraper'],
    [{ knownNetworkShare: 0.6 }, 'crowd'],
    [{ knownNetworkShare: 0.59, strangers: {} }, 'amplified'],
    [{ amplification: 1.19 }, 'flat'],
    [{ amplification: 1.2 }, ''],
    [{ amplification: 1.99 }, ''],
    [{ amplification: 1.19, serverErrorShare: 0.5 }, 'flat'],
    [{ amplification: 1.2, serverErrorShare: 0.5 }, ''],
    // The same people who ask again, at twice the pace.
    [
      { amplification: 2, serverErrorShare: 0.5, of: { growthPerAddress: { p50: 2, p99: 3 } } },
      'amplified',
    ],
    // Nobody tells how newcomers ask: by shares, unless they are few.
    [{ knownNetworkShare: 0.59, ...onePath }, 'composition=one-path mixed'],
    [{ knownNetworkShare: 0.59, ...onePath, strangers: {} }, 'amplified'],
    [{ knownNetworkShare: 0.6, whole: { ...PROGRAM, topPath: [0.9, 0] } }, 'composition=one-path'],
  ])('%o: %s', (of, told) => {
    expect(rows(composed(of))).toBe(told);
  });
});
