import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Dns } from '../../app/ports.ts';
import type { PairPlatform } from '../../core/shelter/weighted-pair.ts';
import { platformId } from '../../core/units.ts';
import { type RunningNames, startNames } from '../../home/names/start-names.ts';
import { answersOfDig } from '../fixtures/name-servers/dig.ts';
import { isInstalled } from '../fixtures/name-servers/foreign-server.ts';
import { aPlatform, aSpec, until } from '../home/names/names-fixture.ts';
import { homes } from './dns-homes.ts';

// Goal: names that are published as CNAME or with an HTTPS record turn whole, on one machine and on
// AWS. Method: one suite for both makings, each led to a real name server, which is asked by our own
// client and, where it is installed, by dig.

const base = aPlatform('ent-x', 1);
const https = { origin: '1 . alpn="h2,h3" ipv4hint="127.0.0.1"', mirror: '1 . alpn="h2"' };
const withHttps: PairPlatform = {
  ...base,
  origin: { ...base.origin, https: https.origin },
  mirror: { ...base.mirror!, https: https.mirror },
};
const other = aPlatform('ent-y', 1);
const byCname: PairPlatform = {
  ...other,
  origin: { ...other.origin, cname: 'ent-y.hoster.example' },
};
const [x, y] = [platformId('ent-x'), platformId('ent-y')];
const quiet = { checkIntervalMs: 60_000, confirmAfterMs: 60_000 };

describe.each(Object.entries(homes))('the Dns port, %s', (_, make) => {
  let folder: string;
  let names: RunningNames;
  let dns: Dns;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'preau-dns-types-'));
    names = await startNames(aSpec(folder, [withHttps, byCname], quiet));
    dns = make(names, [withHttps, byCname]);
  });
  afterEach(async () => {
    await names.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const answers = async (platform = x) =>
    (await dns.askAuthorities(platform, 4)).map(
      ({ type, answers: values, mirrorShare }) => `${type} ${mirrorShare} ${values.join(' ')}`,
    );
  const atRest = ['A 0 127.0.0.1', `HTTPS 0 1 . alpn="h2,h3" ipv4hint="127.0.0.1"`];
  const sheltered = ['A 1 127.0.0.10', 'HTTPS 1 1 . alpn="h2"'];

  test('a hold turns the HTTPS record with the addresses, and back', async () => {
    expect(await answers()).toEqual(atRest);
    await dns.setHold(x, true);
    expect(await answers()).toEqual(sheltered);
    await dns.setHold(x, false);
    expect(await answers()).toEqual(atRest);
  });

  test('weights turn a CNAME to the own name of the mirror, and back', async () => {
    const turn = async (share: number) => {
      const change = await dns.setShare(y, share);
      await until(async () => (await dns.changeState(change)) === 'insync');
      return answers(y);
    };
    expect(await turn(0)).toEqual(['CNAME 0 ent-y.hoster.example']);
    expect(await turn(1)).toEqual(['CNAME 1 secours-ent-y.example']);
    expect(await turn(0)).toEqual(['CNAME 0 ent-y.hoster.example']);
  });

  test.skipIf(!isInstalled('dig'))('dig sees the same (skipped without it)', async () => {
    const dig = (name: string, type: string) => answersOfDig(names.dnsPort, name, type);
    expect(await dig('ent-x.example', 'HTTPS')).toEqual(['1 . alpn="h2,h3" ipv4hint=127.0.0.1']);
    expect(await dig('ent-y.example', 'CNAME')).toEqual(['ent-y.hoster.example.']);
    await Promise.all([dns.setHold(x, true), dns.setHold(y, true)]);
    expect(await dig('ent-x.example', 'HTTPS')).toEqual(['1 . alpn="h2"']);
    // By its CNAME to the address, within the zone.
    expect(await dig('ent-y.example', 'A')).toEqual(['127.0.0.10', 'secours-ent-y.example.']);
  });
});
