import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createUpdateDns } from '../../adapters/local/rfc2136/dns.ts';
import { turnDns } from '../../app/perform/turn-dns.ts';
import type { Dns } from '../../app/ports.ts';
import type { PairPlatform } from '../../core/shelter/weighted-pair.ts';
import { type DurationMs, epochMs, platformId } from '../../core/units.ts';
import { turnJournal } from '../app/perform/turn-journal.ts';
import { turnTo } from '../fixtures/journal.ts';
import { bind } from '../fixtures/name-servers/bind.ts';
import {
  type ForeignServer,
  isInstalled,
  KEY,
  startForeign,
  ZONE,
} from '../fixtures/name-servers/foreign-server.ts';
import { aPlatform } from '../home/names/names-fixture.ts';

// Goal: the Dns port means at an owner's own name server what it means elsewhere, and each clause of
// dns.test.ts that cannot hold there is said by its name.
// Method: the same clauses, led to BIND. Other servers: test/conformance/name-servers.test.ts.

const x = platformId('ent-x');
const y = platformId('ent-y');
const nobody = platformId('nobody');
const at = (id: string): PairPlatform => ({ ...aPlatform(id, 1), hostname: `${id}.${ZONE}` });
const withIpv6 = ({ origin, mirror, ...rest }: PairPlatform): PairPlatform => ({
  ...rest,
  origin: { ...origin, addresses: [...origin.addresses, '2001:db8::1'] },
  ...(mirror && { mirror: { ...mirror, addresses: [...mirror.addresses, '2001:db8::10'] } }),
});
const { mirror: _mirror, ...control } = at('temoin');
const platforms = [withIpv6(at('ent-x')), at('ent-y'), control];
const LINES = ['ent-x', 'ent-y', 'temoin'].map((name) => `${name} 5 IN A 127.0.0.1`);

const isHere = isInstalled(bind.program);
if (!isHere) console.warn('skipped: BIND (named) is not installed');

describe.skipIf(!isHere)('the Dns port, at an owner’s own name server', () => {
  let server: ForeignServer;
  let dns: Dns;
  /** Another hand at the same zone. */
  let owner: Dns;
  beforeEach(async () => {
    server = await startForeign(bind, [...LINES, 'ent-x 5 IN AAAA 2001:db8::1']);
    const here = { address: '127.0.0.1', port: server.port };
    const options = { platforms, server: here, zones: ['example', ZONE], key: KEY, ttlSec: 5 };
    dns = createUpdateDns({ ...options, authorities: [here] });
    owner = createUpdateDns({ ...options, authorities: [here] });
  });
  afterEach(async () => {
    await server[Symbol.asyncDispose]();
  });
  const shares = async (platform = x) =>
    (await dns.askAuthorities(platform, 2)).map(
      ({ type, mirrorShare }) => `${type} ${mirrorShare.toFixed(2)}`,
    );

  test('in peace every type points to the origin, and the answer says who gave it', async () => {
    expect(await dns.askAuthorities(x, 3)).toEqual([
      {
        server: `127.0.0.1:${server.port}`,
        name: `ent-x.${ZONE}`,
        type: 'A',
        answers: ['127.0.0.1'],
        ttlSec: 5,
        mirrorShare: 0,
      },
      expect.objectContaining({ type: 'AAAA', answers: ['2001:db8::1'], mirrorShare: 0 }),
    ]);
    expect(await shares(control.id)).toEqual(['A 0.00']);
  });

  test('a hold turns every type, twice is as once', async () => {
    await dns.setHold(x, true);
    await dns.setHold(x, true);
    expect(await shares()).toEqual(['A 1.00', 'AAAA 1.00']);
    expect(await shares(y)).toEqual(['A 0.00']);
  });

  test('cannot hold: the end of a hold turns back. The share does, with which it comes', async () => {
    await dns.setHold(x, true);
    await dns.setHold(x, false);
    expect(await shares()).toEqual(['A 1.00', 'AAAA 1.00']);
    await dns.setShare(x, 0);
    await dns.setHold(x, false);
    expect(await shares()).toEqual(['A 0.00', 'AAAA 0.00']);
  });

  test('cannot hold: a stay overrules a hold. Nothing but Préau turns here, and a share of 0 comes with it', async () => {
    await dns.setStay(x, true);
    expect(await shares()).toEqual(['A 0.00', 'AAAA 0.00']);
    await dns.setHold(x, true);
    await dns.setShare(x, 0);
    expect(await shares()).toEqual(['A 0.00', 'AAAA 0.00']);
    await dns.setStay(x, false);
    expect(await shares()).toEqual(['A 0.00', 'AAAA 0.00']);
  });

  test('a whole share is in sync once the primary answers it', async () => {
    expect(await dns.changeState(await dns.setShare(x, 1))).toBe('insync');
    expect(await shares()).toEqual(['A 1.00', 'AAAA 1.00']);
    expect(await dns.changeState(await dns.setShare(x, 0))).toBe('insync');
    expect(await shares()).toEqual(['A 0.00', 'AAAA 0.00']);
  });

  test('a change that somebody undid is not found any more, and is found once it stands again', async () => {
    const change = await dns.setShare(x, 1);
    await owner.setShare(x, 0);
    await expect(dns.changeState(change)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(change) as string,
    });
    await owner.setShare(x, 1);
    expect(await dns.changeState(change)).toBe('insync');
  });

  test('a turn that somebody undoes before it is done is sent again by its next try', async () => {
    await dns.setShare(x, 1);
    const sends: number[] = [];
    const undone: Dns = {
      ...dns,
      setShare: async (id, share) => {
        const change = await dns.setShare(id, share);
        if (sends.push(share) === 1) await owner.setShare(id, 1);
        return change;
      },
    };
    let now = 0;
    const clock = {
      now: () => epochMs(now),
      sleep: async (by: number) => void (now += by),
      real: (by: DurationMs) => by,
    };
    const action = { ...turnTo(2, 0), platform: x };
    const journal = turnJournal();
    const live = () => turnDns({ dns: undone, clock }, action, journal);
    await expect(live()).rejects.toMatchObject({ code: 'dns-unreachable', retryable: true });
    expect(await live()).toMatchObject({ verified: true, detail: { kind: 'weights-and-release' } });
    expect(sends).toEqual([0, 0]);
  });

  test('cannot hold: a part of the visitors. It is refused, and nothing changes', async () => {
    for (const share of [0.25, 0.999, 0.001])
      await expect(dns.setShare(x, share)).rejects.toMatchObject({
        code: 'argument-invalid',
        message: expect.stringContaining('originShares') as string,
      });
    expect(await shares()).toEqual(['A 0.00', 'AAAA 0.00']);
  });

  test('shares of several platforms asked at once all come to be', async () => {
    const changes = await Promise.all([dns.setShare(x, 1), dns.setShare(y, 1)]);
    const later = await dns.setShare(x, 0);
    const states = await Promise.all([...changes, later].map((id) => dns.changeState(id)));
    expect(states).toEqual(['insync', 'insync', 'insync']);
    expect(await shares()).toEqual(['A 0.00', 'AAAA 0.00']);
    expect(await shares(y)).toEqual(['A 1.00']);
  });

  test('refuses a share out of bounds and what it does not know', async () => {
    await expect(dns.setShare(x, 1.5)).rejects.toMatchObject({ code: 'argument-invalid' });
    await expect(dns.setShare(x, Number.NaN)).rejects.toMatchObject({ code: 'argument-invalid' });
    for (const id of [nobody, control.id]) {
      await expect(dns.setShare(id, 1)).rejects.toMatchObject({ code: 'not-found' });
      await expect(dns.setHold(id, true)).rejects.toMatchObject({ code: 'not-found' });
      await expect(dns.setHold(id, false)).rejects.toMatchObject({ code: 'not-found' });
      await expect(dns.setStay(id, true)).rejects.toMatchObject({ code: 'not-found' });
    }
    await expect(dns.askAuthorities(nobody, 1)).rejects.toMatchObject({ code: 'not-found' });
    for (const change of ['C404', '', 'ent-x/1', 'ent-x/0', 'ent-x/1e9'])
      await expect(dns.changeState(change)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('says that nobody answers, as something to try again', async () => {
    const change = await dns.setShare(x, 1);
    server.process.kill('SIGKILL');
    await once(server.process, 'exit');
    const unreachable = { code: 'dns-unreachable', retryable: true };
    await expect(dns.setHold(x, true)).rejects.toMatchObject(unreachable);
    await expect(dns.setShare(x, 1)).rejects.toMatchObject(unreachable);
    await expect(dns.changeState(change)).rejects.toMatchObject(unreachable);
    await expect(dns.askAuthorities(x, 1)).rejects.toMatchObject(unreachable);
  });
});
