import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Dns } from '../../app/ports.ts';
import { platformId } from '../../core/units.ts';
import { type RunningNames, startNames } from '../../home/names/start-names.ts';
import { aPlatform, aSpec, control, until } from '../home/names/names-fixture.ts';
import { homes } from './dns-homes.ts';

// Goal: the Dns port means the same on one machine and on AWS.
// Method: one suite for both makings, each led to a real name server, which is then asked by DNS.

const MIRROR6 = '2001:db8::10';
const withIpv6 = (name: string) => {
  const { origin, mirror, ...rest } = aPlatform(name, 1);
  if (!mirror) throw new Error('no mirror');
  return {
    ...rest,
    origin: { ...origin, addresses: [...origin.addresses, '2001:db8::1'] },
    mirror: { ...mirror, addresses: [...mirror.addresses, MIRROR6] },
  };
};
const x = platformId('ent-x');
const y = platformId('ent-y');
const nobody = platformId('nobody');
const platforms = [withIpv6('ent-x'), aPlatform('ent-y', 1)];

const quiet = { checkIntervalMs: 60_000, confirmAfterMs: 60_000, propagateMs: 20 };

/** Evenly spread and not random: 100 answers hold each share to a hundredth. */
function evenly(): () => number {
  let draw = 0;
  return () => ((draw++ * 61) % 100) / 100;
}

describe.each(Object.entries(homes))('the Dns port, %s', (_, make) => {
  let folder: string;
  let names: RunningNames;
  let dns: Dns;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'preau-dns-'));
    names = await startNames(aSpec(folder, platforms, quiet), evenly());
    dns = make(names, platforms);
  });
  afterEach(async () => {
    await names.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const insync = (change: string) =>
    until(async () => (await dns.changeState(change)) === 'insync');
  const shares = async (platform = x, times = 100) =>
    (await dns.askAuthorities(platform, times)).map(
      ({ type, mirrorShare }) => `${type} ${mirrorShare.toFixed(2)}`,
    );

  test('in peace every type points to the origin, and the answer says who gave it', async () => {
    expect(await dns.askAuthorities(x, 3)).toEqual([
      {
        server: `127.0.0.1:${names.dnsPort}`,
        name: 'ent-x.example',
        type: 'A',
        answers: ['127.0.0.1'],
        ttlSec: 5,
        mirrorShare: 0,
      },
      expect.objectContaining({ type: 'AAAA', answers: ['2001:db8::1'], mirrorShare: 0 }),
    ]);
  });

  test('a hold turns every type, twice is as once, and its end turns back', async () => {
    await dns.setHold(x, true);
    await dns.setHold(x, true);
    expect(await shares()).toEqual(['A 1.00', 'AAAA 1.00']);
    expect(await shares(y)).toEqual(['A 0.00']);
    await dns.setHold(x, false);
    await dns.setHold(x, false);
    expect(await shares()).toEqual(['A 0.00', 'AAAA 0.00']);
  });

  test('a hold wins over a stay, which needs not end first', async () => {
    await dns.setStay(x, true);
    await dns.setStay(x, true);
    expect(await shares()).toEqual(['A 0.00', 'AAAA 0.00']);
    await dns.setHold(x, true);
    expect(await shares()).toEqual(['A 1.00', 'AAAA 1.00']);
    await dns.setHold(x, false);
    expect(await shares()).toEqual(['A 0.00', 'AAAA 0.00']);
  });

  test('who is to stay is not turned by health, over a restart, until that ends', async () => {
    // Nothing listens at the origins' port: they are down as soon as they are looked at.
    const dying = { checkIntervalMs: 50, confirmAfterMs: 1 };
    await dns.setStay(x, true);
    await names.stop();
    names = await startNames(aSpec(folder, platforms, dying), evenly());
    dns = make(names, platforms);
    await until(async () => (await shares(y)).join() === 'A 1.00');
    expect(await shares()).toEqual(['A 0.00', 'AAAA 0.00']);
    await dns.setStay(x, false);
    await dns.setStay(x, false);
    await until(async () => (await shares()).join() === 'A 1.00,AAAA 1.00');
  });

  test('the end of a stay leaves nothing disabled that a hold leans on', async () => {
    const { ask } = control(names);
    const body = '<UpdateHealthCheckRequest><Disabled>true</Disabled></UpdateHealthCheckRequest>';
    await ask('POST', '/2013-04-01/healthcheck/ent-x.origin-and-hold', body);
    await dns.setHold(x, true);
    expect(await shares()).toEqual(['A 0.00', 'AAAA 0.00']);
    await dns.setStay(x, false);
    expect(await shares()).toEqual(['A 1.00', 'AAAA 1.00']);
  });

  test('a stay is of one platform, and weights go on meaning what they say', async () => {
    await dns.setStay(x, true);
    await dns.setHold(y, true);
    expect(await shares(y)).toEqual(['A 1.00']);
    await insync(await dns.setShare(x, 1));
    expect(await shares()).toEqual(['A 1.00', 'AAAA 1.00']);
  });

  test('a share is pending, then in sync, and is then what is answered', async () => {
    const change = await dns.setShare(x, 0.25);
    expect(await dns.changeState(change)).toBe('pending');
    await insync(change);
    // The draws are shared between the types: each alone is not exactly even.
    const [a, aaaa] = await dns.askAuthorities(x, 200);
    expect(a?.mirrorShare).toBeCloseTo(0.25, 0);
    expect((a!.mirrorShare + aaaa!.mirrorShare) / 2).toBeCloseTo(0.25, 2);
    await insync(await dns.setShare(x, 1));
    expect(await shares()).toEqual(['A 1.00', 'AAAA 1.00']);
    await insync(await dns.setShare(x, 0));
    expect(await shares()).toEqual(['A 0.00', 'AAAA 0.00']);
  });

  test('a batch is followed by its id from another process too, and no other batch has it', async () => {
    const change = await dns.setShare(x, 1);
    const another = make(names, platforms);
    await until(async () => (await another.changeState(change)) === 'insync');
    expect(await another.setShare(x, 1)).not.toBe(change);
    await names.stop();
    names = await startNames(aSpec(folder, platforms, quiet), evenly());
    dns = make(names, platforms);
    expect(await dns.changeState(change)).toBe('insync');
  });

  test('shares of several platforms asked at once all come to be', async () => {
    const changes = await Promise.all([dns.setShare(x, 1), dns.setShare(y, 1)]);
    const later = await dns.setShare(x, 0);
    await Promise.all([...changes, later].map(insync));
    expect(await shares()).toEqual(['A 0.00', 'AAAA 0.00']);
    expect(await shares(y)).toEqual(['A 1.00']);
  });

  test('refuses a share out of bounds and what it does not know', async () => {
    await expect(dns.setShare(x, 1.5)).rejects.toMatchObject({ code: 'argument-invalid' });
    await expect(dns.setShare(nobody, 1)).rejects.toMatchObject({ code: 'not-found' });
    await expect(dns.setHold(nobody, true)).rejects.toMatchObject({ code: 'not-found' });
    await expect(dns.setStay(nobody, true)).rejects.toMatchObject({ code: 'not-found' });
    await expect(dns.askAuthorities(nobody, 1)).rejects.toMatchObject({ code: 'not-found' });
    await expect(dns.changeState('C404')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('says that nobody answers, as something to try again', async () => {
    await names.stop();
    const unreachable = { code: 'dns-unreachable', retryable: true };
    await expect(dns.setHold(x, true)).rejects.toMatchObject(unreachable);
    await expect(dns.setStay(x, true)).rejects.toMatchObject(unreachable);
    await expect(dns.setShare(x, 1)).rejects.toMatchObject(unreachable);
    await expect(dns.changeState('C1')).rejects.toMatchObject(unreachable);
    await expect(dns.askAuthorities(x, 1)).rejects.toMatchObject(unreachable);
  });
});
