import { encode } from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askAuthorityServers } from '../../../adapters/local/dns-ask.ts';
import { queryServer } from '../../../adapters/local/dns-query.ts';
import { readHttpsAnswer } from '../../../adapters/local/https-answer.ts';
import { comparableHttps } from '../../../core/shelter/https-record.ts';
import type { PairPlatform } from '../../../core/shelter/weighted-pair.ts';
import { bind } from '../../fixtures/name-servers/bind.ts';
import { isInstalled, startForeign } from '../../fixtures/name-servers/foreign-server.ts';
import { knot } from '../../fixtures/name-servers/knot.ts';
import { aPlatform } from '../../home/names/names-fixture.ts';

// Goal: answers of every published type are read as other people's name servers give them, and say
// which side they point to. Method: BIND and Knot with records of each type; bytes of any kind.

const HTTPS = '1 . alpn="h2,h3" port=8443 ipv4hint=192.0.2.1,192.0.2.2 ipv6hint=2001:db8::1';
const LINES = [
  'ent 20 IN A 192.0.2.1',
  'ent 20 IN AAAA 2001:db8::1',
  `ent 20 IN HTTPS ${HTTPS}`,
  'ech 20 IN HTTPS 1 svc.ecole.example. alpn=h2 ech=AEX+DQ==',
  'alias 20 IN HTTPS 0 pool.example.',
  'nom 40 IN CNAME ENT',
  // More than 1,232 bytes hold, and less than the hundred that BIND takes.
  ...Array.from({ length: 90 }, (_, n) => `trop 20 IN A 192.0.2.${n + 1}`),
];
const servers = [bind, knot].filter(({ program, name }) => {
  if (isInstalled(program)) return true;
  console.warn(`${name} is not installed: its answers are not read`);
  return false;
});

describe.each(servers)('$name', (kind) => {
  test('its answers of every type are read', async () => {
    await using server = await startForeign(kind, LINES);
    const at = { address: '127.0.0.1', port: server.port };
    const ask = async (name: string, type: 'A' | 'AAAA' | 'CNAME' | 'HTTPS') => {
      const reply = await queryServer(at, `${name}.ecole.example`, type);
      const texts = reply?.records.map(
        (one) => `${one.name} ${one.ttlSec} ${one.type} ${one.value}`,
      );
      return [`${reply?.outcome} ${reply?.authoritative}`, ...(texts ?? [])];
    };
    const here = 'ent.ecole.example 20';
    expect(await ask('ent', 'A')).toEqual(['answered true', `${here} A 192.0.2.1`]);
    expect(await ask('ENT', 'AAAA')).toEqual(['answered true', `${here} AAAA 2001:db8::1`]);
    const https = comparableHttps(HTTPS);
    expect(await ask('ent', 'HTTPS')).toEqual(['answered true', `${here} HTTPS ${https}`]);
    expect(await ask('ech', 'HTTPS')).toEqual([
      'answered true',
      'ech.ecole.example 20 HTTPS 1 svc.ecole.example. alpn="h2" ech="AEX+DQ=="',
    ]);
    expect(await ask('alias', 'HTTPS')).toEqual([
      'answered true',
      'alias.ecole.example 20 HTTPS 0 pool.example.',
    ]);
    const cname = 'nom.ecole.example 40 CNAME ent.ecole.example';
    expect(await ask('nom', 'CNAME')).toEqual(['answered true', cname]);
    expect(await ask('nom', 'A')).toEqual(['answered true', cname, `${here} A 192.0.2.1`]);
    expect(await ask('ent', 'CNAME')).toEqual(['answered true']);
    expect(await ask('rien', 'A')).toEqual(['absent true']);
    expect((await queryServer(at, 'ent.autre.example', 'A'))?.outcome).toBe('other');
  });

  test('its answer that UDP cuts off is read whole', async () => {
    await using server = await startForeign(kind, LINES);
    const at = { address: '127.0.0.1', port: server.port };
    const reply = await queryServer(at, 'trop.ecole.example', 'A');
    expect(reply?.outcome).toBe('answered');
    expect(new Set(reply?.records.map(({ value }) => value)).size).toBe(90);
  });

  test('sides are told apart by HTTPS and by CNAME', async () => {
    await using server = await startForeign(kind, LINES);
    const at = [{ address: '127.0.0.1', port: server.port }];
    const base = aPlatform('ent', 443);
    const platform = (hostname: string, origin: object, mirror: object): PairPlatform => ({
      ...base,
      hostname,
      origin: { ...base.origin, ...origin },
      mirror: { ...base.mirror!, ...mirror },
    });
    const shares = async (one: PairPlatform) =>
      (await askAuthorityServers(one, at, 2)).map(
        ({ type, mirrorShare }) => `${type} ${mirrorShare}`,
      );
    const reordered =
      '1 . ipv6hint=2001:db8:0::1 ipv4hint=192.0.2.2,192.0.2.1 port=8443 alpn=h2,h3';
    const other = '1 . alpn=h2';
    const https = (origin: string, mirror: string) =>
      platform('ent.ecole.example', { https: origin }, { https: mirror });
    expect(await shares(https(reordered, other))).toContain('HTTPS 0');
    expect(await shares(https(other, reordered))).toContain('HTTPS 1');
    expect(await shares(https(other, other))).toEqual(['A 0']);
    const named = (cname: string, ownName: string) =>
      platform('nom.ecole.example', { cname }, { ownName });
    expect(await shares(named('ent.ecole.example', 'secours.example'))).toEqual(['CNAME 0']);
    expect(await shares(named('elsewhere.example', 'Ent.ecole.example'))).toEqual(['CNAME 1']);
  });
});

test('a server that refuses or is silent makes no verified answer', async () => {
  const platform = aPlatform('ent', 443);
  const asking = askAuthorityServers(platform, [{ address: '127.0.0.1', port: 1 }], 1);
  await expect(asking).rejects.toMatchObject({ code: 'dns-unreachable', retryable: true });
});

test('any bytes at all are an HTTPS record or none, and never more', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = readHttpsAnswer(Buffer.from(bytes));
      expect(text === null || typeof text === 'string').toBe(true);
    }),
  );
  const whole = encode({
    answers: [{ type: 'A', name: 'a.example', ttl: 1, data: '192.0.2.1' }],
  });
  expect(readHttpsAnswer(whole)).toBeNull();
  // A length that runs past the end.
  expect(readHttpsAnswer(Buffer.from([0, 1, 0, 0, 1, 0, 9, 2]))).toBeNull();
  expect(readHttpsAnswer(Buffer.from([0, 1, 0, 0, 4, 0, 3, 1, 2, 3]))).toBeNull();
  expect(readHttpsAnswer(Buffer.from([0, 1, 0]))).toBe('1 .');
});
