import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkHealth } from '../../../core/shelter/check-health.ts';
import { type CheckStreak, hearResult, SILENT } from '../../../core/shelter/check-streak.ts';
import { eligibleRecords } from '../../../core/shelter/weighted-answer.ts';
import {
  ALWAYS,
  type HealthCheck,
  type PairPlatform,
  pairWeights,
  publishedTypes,
  valuesOf,
  weightedPair,
} from '../../../core/shelter/weighted-pair.ts';
import { hosterId, platformId, seconds } from '../../../core/units.ts';

// Goal: the pair of a platform shelters by health, by hold and by weights, for every published
// type. Method: the pair as made, answered from under each state of its two checks.

const platform = (origin: readonly string[], mirror: readonly string[]): PairPlatform => ({
  id: platformId('ent-x'),
  hostname: 'ent-x.example',
  origin: {
    host: 'origine-ent-x.example',
    addresses: origin,
    port: 443,
    path: '/login',
    expect: 'Connexion',
    slowMs: seconds(5),
  },
  mirror: {
    hoster: hosterId('elsewhere'),
    addresses: mirror,
    port: 443,
    ownName: 'secours.example',
    maxAgeMs: seconds(86_400),
  },
});
const both = platform(['192.0.2.1', '2001:db8::1'], ['198.51.100.1', '2001:db8:1::1']);

/** `o`, `m` or `om`: who answers `type` under these findings. */
function answering(
  share: number,
  findings: { readonly origin: boolean | null; readonly hold: boolean | null },
  type = 'A',
): string {
  const { records, checks } = weightedPair(both, share, 60);
  const byId = new Map(checks.map((check) => [check.id, check]));
  const known: Readonly<Record<string, boolean | null>> = {
    'ent-x.origin': findings.origin,
    'ent-x.hold': findings.hold,
  };
  const healthy = (id: string) => checkHealth(id, byId, (one) => known[one] ?? null);
  return eligibleRecords(
    records.filter((record) => record.type === type),
    healthy,
  )
    .records.map(({ setIdentifier }) => setIdentifier.slice(0, 1))
    .join('');
}

describe('who answers', () => {
  test.each([
    { name: 'the origin in peace', share: 0, origin: true, hold: true, answer: 'o' },
    { name: 'the mirror when the origin fails', share: 0, origin: false, hold: true, answer: 'm' },
    { name: 'the mirror on hold', share: 0, origin: true, hold: false, answer: 'm' },
    { name: 'the mirror on both', share: 0, origin: false, hold: false, answer: 'm' },
    { name: 'both by share', share: 0.9, origin: true, hold: true, answer: 'om' },
    {
      name: 'the mirror when it fails on the way back',
      share: 0.9,
      origin: false,
      hold: true,
      answer: 'm',
    },
    { name: 'the mirror by weights alone', share: 1, origin: true, hold: true, answer: 'm' },
    {
      name: 'the origin before its check has data',
      share: 0,
      origin: null,
      hold: true,
      answer: 'o',
    },
    {
      name: 'the mirror, as in Route 53, before the hold check has data',
      share: 0,
      origin: true,
      hold: null,
      answer: 'm',
    },
  ])('$name', ({ share, origin, hold, answer }) => {
    expect(answering(share, { origin, hold })).toBe(answer);
    expect(answering(share, { origin, hold }, 'AAAA')).toBe(answer);
  });
});

test('weights are whole numbers that add up to 100, for any share', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
      const weights = weightedPair(both, share, 60).records.map(({ weight }) => weight);
      expect(weights.every((weight) => Number.isInteger(weight) && weight >= 0)).toBe(true);
      expect(weights[0]! + weights[1]!).toBe(100);
      expect(Math.abs(weights[1]! - share * 100)).toBeLessThanOrEqual(0.5);
    }),
  );
});

test('a type is published only when both sides have it', () => {
  const typesOf = (one: PairPlatform) =>
    weightedPair(one, 0, 60).records.map(({ type, setIdentifier }) => `${type} ${setIdentifier}`);
  expect(typesOf(both)).toEqual(['A origin', 'A mirror', 'AAAA origin', 'AAAA mirror']);
  expect(typesOf(platform(['192.0.2.1', '2001:db8::1'], ['198.51.100.1']))).toEqual([
    'A origin',
    'A mirror',
  ]);
  expect(() => typesOf(platform(['2001:db8::1'], ['198.51.100.1']))).toThrow(/no address type/);
});

describe('records beside addresses', () => {
  const https = { origin: '1 . alpn="h2,h3"', mirror: '1 . alpn="h2"' };
  const withHttps = (origin: boolean, mirror: boolean): PairPlatform => ({
    ...both,
    origin: { ...both.origin, ...(origin && { https: https.origin }) },
    mirror: { ...both.mirror!, ...(mirror && { https: https.mirror }) },
  });
  const recordsOf = (one: PairPlatform) =>
    weightedPair(one, 0, 60).records.map(
      ({ type, setIdentifier, values }) => `${type} ${setIdentifier} ${values.join(' ')}`,
    );
  const byCname: PairPlatform = {
    ...withHttps(true, true),
    origin: { ...both.origin, cname: 'ent-x.hoster.example', https: https.origin },
  };

  test('an HTTPS record has a twin on the mirror', () => {
    expect(recordsOf(withHttps(true, true)).slice(4)).toEqual([
      `HTTPS origin ${https.origin}`,
      `HTTPS mirror ${https.mirror}`,
    ]);
  });

  test('an HTTPS record on one side alone is not published', () => {
    for (const one of [withHttps(true, false), withHttps(false, true)]) {
      expect(publishedTypes(one)).toEqual(['A', 'AAAA']);
    }
  });

  test('a CNAME stands alone, and turns to the own name of the mirror', () => {
    expect(recordsOf(byCname)).toEqual([
      'CNAME origin ent-x.hoster.example',
      'CNAME mirror secours.example',
    ]);
  });

  test('a control publishes what its origin has', () => {
    const { mirror: _, ...control } = withHttps(true, true);
    expect(publishedTypes(control)).toEqual(['A', 'AAAA', 'HTTPS']);
    for (const type of ['A', 'CNAME', 'HTTPS'] as const)
      expect(valuesOf(control, 'mirror', type)).toEqual([]);
    const { mirror: __, ...named } = byCname;
    expect(publishedTypes(named)).toEqual(['CNAME']);
  });

  test('a mirror behind CloudFront answers both kinds of address', () => {
    const cloudFront = { ...both, mirror: { ...both.mirror!, addresses: [] } };
    expect(publishedTypes(cloudFront)).toEqual(['A', 'AAAA']);
    const old = { ...cloudFront, origin: { ...both.origin, addresses: ['192.0.2.1'] } };
    expect(publishedTypes(old)).toEqual(['A']);
    // Whose HTTPS record it is nobody says.
    expect(valuesOf(cloudFront, 'mirror', 'A')).toEqual([]);
  });

  test('no HTTPS record is published without an address', () => {
    const families: PairPlatform = {
      ...withHttps(true, true),
      mirror: { ...withHttps(true, true).mirror!, addresses: ['2001:db8:1::1'] },
    };
    const apart = { ...families, origin: { ...families.origin, addresses: ['192.0.2.1'] } };
    expect(publishedTypes(apart)).toEqual([]);
  });
});

test('refuses shares and TTLs out of bounds, and a platform without a mirror', () => {
  for (const share of [-0.01, 1.01, Number.NaN]) {
    expect(() => weightedPair(both, share, 60)).toThrow(/from 0 to 1/);
  }
  for (const ttlSec of [-1, 61, 1.5]) {
    expect(() => weightedPair(both, 0, ttlSec)).toThrow(/a TTL of 0 to 60/);
  }
  const { mirror: _, ...control } = both;
  expect(() => weightedPair(control, 0, 60)).toThrow(/no mirror/);
});

describe('what is refused', () => {
  const { mirror: _, ...control } = both;
  const apart = platform(['2001:db8::1'], ['198.51.100.1']);
  test.each<[string, () => unknown, string]>([
    [
      'a TTL',
      () => weightedPair(both, 0, 61),
      'Expected a TTL of 0 to 60 whole seconds, got 61: shorten it.',
    ],
    [
      'a share',
      () => weightedPair(both, 50, 60),
      'Expected a mirror share from 0 to 1, got 50: give a part, not a percentage.',
    ],
    [
      'a platform without a mirror',
      () => weightedPair(control, 0, 60),
      'Expected an origin and a mirror for ent-x, got no mirror: give the mirror an address.',
    ],
    [
      'a mirror that shares no kind of address',
      () => weightedPair(apart, 0, 60),
      'Expected an origin and a mirror for ent-x, got no address type that both have: give the mirror an address.',
    ],
  ])('%s: what was expected, what came, what to do', (_, make, message) => {
    expect(make).toThrow(expect.objectContaining({ code: 'argument-invalid', message }));
  });

  test('and not what is at a bound', () => {
    for (const ttlSec of [0, 60])
      expect(weightedPair(both, 0, ttlSec).records[0]?.ttlSec).toBe(ttlSec);
    for (const share of [0, 1]) expect(pairWeights(share).mirror).toBe(100 * share);
  });
});

test('the records and checks of a pair, whole', () => {
  const { records, checks } = weightedPair(platform(['192.0.2.1'], ['198.51.100.1']), 0.25, 30);
  const base = { name: 'ent-x.example', type: 'A', ttlSec: 30 };
  expect(records).toEqual([
    {
      ...base,
      setIdentifier: 'origin',
      values: ['192.0.2.1'],
      weight: 75,
      healthCheck: 'ent-x.origin-and-hold',
    },
    {
      ...base,
      setIdentifier: 'mirror',
      values: ['198.51.100.1'],
      weight: 25,
      healthCheck: 'always',
    },
  ]);
  const check = { host: 'origine-ent-x.example', addresses: ['192.0.2.1'], port: 443 };
  expect(checks).toEqual([
    { kind: 'https', id: 'ent-x.origin', ...check, path: '/login', expect: 'Connexion' },
    { kind: 'hold', id: 'ent-x.hold', platform: 'ent-x' },
    {
      kind: 'calculated',
      id: 'ent-x.origin-and-hold',
      children: ['ent-x.origin', 'ent-x.hold'],
      threshold: 2,
    },
    { kind: 'calculated', id: 'always', children: [], threshold: 0 },
  ]);
});

test('every record has a check, and the mirror only the one that always holds', () => {
  for (const { setIdentifier, healthCheck } of weightedPair(both, 0.5, 60).records) {
    expect(healthCheck).toBe(setIdentifier === 'mirror' ? ALWAYS.id : 'ent-x.origin-and-hold');
  }
});

describe('checks', () => {
  test('a calculated check does not count calculated children', () => {
    const nested: HealthCheck = { kind: 'calculated', id: 'n', children: ['always'], threshold: 1 };
    const checks = new Map([ALWAYS, nested].map((check) => [check.id, check]));
    expect(checkHealth('n', checks, () => true)).toBe(false);
    expect(checkHealth('always', checks, () => false)).toBe(true);
    expect(checkHealth('unknown', checks, () => true)).toBe(false);
  });

  test.each([
    { threshold: 2, heard: '..x.xx.x..', verdicts: '+++++----+' },
    { threshold: 1, heard: '.x.x', verdicts: '+-+-' },
    { threshold: 3, heard: 'xx.xxx..x...', verdicts: '??+++-----' + '-+' },
    { threshold: 2, heard: 'xx', verdicts: '?-' },
  ])('$heard at threshold $threshold', ({ threshold, heard, verdicts }) => {
    let streak: CheckStreak = SILENT;
    const seen = Array.from(heard, (result) => {
      streak = hearResult(streak, result === '.', threshold);
      return streak.healthy === null ? '?' : streak.healthy ? '+' : '-';
    });
    expect(seen.join('')).toBe(verdicts);
  });
});
