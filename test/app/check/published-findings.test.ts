import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publishedFindings } from '../../../app/check/published-findings.ts';
import type { PublishedName, PublishedRecord } from '../../../app/check/published-name.ts';
import {
  type PairPlatform,
  publishedTypes,
  valuesOf,
} from '../../../core/shelter/weighted-pair.ts';
import { hosterId, platformId, seconds } from '../../../core/units.ts';

// Goal: a name that its pair would turn whole is left in peace, and any other record is a finding.
// Method: whatever a pair of each shape may answer, from any number of servers, with and without a
// stranger among the records.

const base: PairPlatform = {
  id: platformId('ent'),
  hostname: 'ent.example',
  origin: {
    host: 'origine.example',
    addresses: ['192.0.2.1', '192.0.2.2', '2001:db8::1'],
    port: 443,
    path: '/',
    expect: 'x',
    slowMs: seconds(5),
  },
  mirror: {
    hoster: hosterId('elsewhere'),
    addresses: ['198.51.100.1', '2001:db8:1::1'],
    port: 443,
    ownName: 'secours.example',
    maxAgeMs: seconds(86_400),
  },
};
const shapes: readonly PairPlatform[] = [
  base,
  { ...base, origin: { ...base.origin, cname: 'ent.hoster.example' } },
  {
    ...base,
    origin: { ...base.origin, https: '1 . alpn="h2,h3"' },
    mirror: { ...base.mirror!, https: '1 . alpn="h2"' },
  },
];

const path = ['platforms', 0];
const codes = (platform: PairPlatform, answers: readonly PublishedName[]) =>
  publishedFindings(platform, path, answers).map(({ code }) => code);
const answered = (records: readonly PublishedRecord[]): PublishedName => ({
  server: '192.0.2.53:53',
  outcome: 'answered',
  records,
});
const STRANGERS = {
  A: '203.0.113.9',
  AAAA: '2001:db8:9::9',
  CNAME: 'stranger.example',
  HTTPS: '1 stranger.example.',
} as const;

/** What servers may answer of a platform, in peace, while it shelters, and between. */
const peaceful = fc.constantFrom(...shapes).chain((platform) => {
  const own = publishedTypes(platform).flatMap((type) =>
    (['origin', 'mirror'] as const).flatMap((side) =>
      valuesOf(platform, side, type).map((value) => ({ type, value })),
    ),
  );
  const record = fc
    .tuple(fc.constantFrom(...own), fc.integer({ min: 0, max: 60 }))
    .map(([one, ttlSec]): PublishedRecord => ({ ...one, ttlSec }));
  const server = fc.array(record, { maxLength: 6 }).map(answered);
  return fc.array(server, { minLength: 1, maxLength: 4 }).map((answers) => ({ platform, answers }));
});

test('whatever a pair answers on any side gives no finding', () => {
  fc.assert(
    fc.property(peaceful, ({ platform, answers }) => {
      expect(codes(platform, answers)).toEqual([]);
    }),
  );
});

test('a stranger among the records is one, whichever server has it', () => {
  const type = fc.constantFrom('A', 'AAAA', 'CNAME', 'HTTPS');
  fc.assert(
    fc.property(peaceful, type, ({ platform, answers }, strange) => {
      const record = { type: strange, ttlSec: 30, value: STRANGERS[strange] };
      expect(codes(platform, [...answers, answered([record])])).toHaveLength(1);
    }),
  );
});

describe('what is said', () => {
  test('a long TTL is told once a type, with the longest and with every server', () => {
    const slow = (server: string, ttlSec: number): PublishedName => ({
      ...answered([{ type: 'A', ttlSec, value: '192.0.2.1' }]),
      server,
    });
    expect(publishedFindings(base, path, [slow('a:53', 61), slow('b:53', 300)])).toEqual([
      {
        code: 'name-ttl-long',
        path: ['platforms', 0, 'hostname'],
        values: { type: 'A', server: 'a:53, b:53' },
        got: '300 s',
      },
    ]);
  });

  test('servers that lack the name, refuse or are silent are told apart', () => {
    const of = (outcome: PublishedName['outcome']) => ({ ...answered([]), outcome });
    expect(codes(base, [of('silent'), of('absent'), of('refused')])).toEqual([
      'name-absent',
      'name-unserved',
      'name-server-silent',
    ]);
  });

  test('the addresses of a mirror behind CloudFront are not looked at, its CNAME is', () => {
    const cloudFront = { ...base, mirror: { ...base.mirror!, addresses: [] } };
    const stranger = answered([{ type: 'A', ttlSec: 60, value: STRANGERS.A }]);
    expect(codes(cloudFront, [stranger])).toEqual([]);
    const named = { ...cloudFront, origin: { ...base.origin, cname: 'ent.hoster.example' } };
    const elsewhere = answered([{ type: 'CNAME', ttlSec: 60, value: STRANGERS.CNAME }]);
    expect(codes(named, [elsewhere])).toEqual(['name-elsewhere']);
  });
});
