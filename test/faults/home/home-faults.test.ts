import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { until } from '../../home/deploy/small-home.ts';
import { crowd } from './crowd.ts';
import { faultHome, limitDescriptors, mirrorPort, openDescriptors } from './fault-home.ts';

// Goal: what goes wrong on a real machine makes a home slower or silent, and never wrong; it says so, names
// are turned all the same, and when the fault is over everything owed is done, once.
// Method: `preau start` with its name server on loopback, and the machine's own faults.

const TIMEOUT = { timeout: 300_000 } as const;
/** Rounds and checks are a second apart; so many of them. */
const A_WHILE_MS = 6_000;
/** 400 of a house, and those that the system holds at its door (the backlog, 511 unless said otherwise). */
const MOST_KEPT = 1_000;

describe('ten thousand connections that say nothing, or a letter now and then', () => {
  test(
    'keep nobody from the console, the status page and the mirror, and no fall from being seen',
    TIMEOUT,
    async () => {
      await using fault = await faultHome('this-disk');
      if (fault === null) return;
      const { running, home } = fault;
      const port = Number(new URL(running.addresses.console).port);
      const silent = await crowd({ port, size: 5_000 });
      const slow = await crowd({
        port,
        size: 5_000,
        drip: 'GET / HTTP/1.1\r\nHost: localhost\r\nX-A: b',
      });
      expect(silent.came() + slow.came()).toBeGreaterThan(5_000);
      await until(async () => silent.stay() + slow.stay() < MOST_KEPT);
      for (const page of [running.addresses.status, running.addresses.console])
        expect((await fetch(page)).status).toBe(200);
      const mirror = { address: '127.0.0.10', port: await mirrorPort(home) };
      const before = await crowd({ ...mirror, size: 8_000 });
      const resolvers = await crowd({ port: running.addresses.dns.port, size: 500 });
      await delay(A_WHILE_MS);
      expect((await running.ent()).mirror?.fit).toBe(true);
      await fault.fallAndBeSheltered();
      for (const one of [silent, slow, before, resolvers]) one.leave();
      expect(await fault.broken()).toEqual([]);
    },
  );
});

describe('a home with no descriptor left', () => {
  test('sees nothing and turns nobody; with some again it does its work', TIMEOUT, async () => {
    await using fault = await faultHome('this-disk');
    if (fault === null) return;
    const { running } = fault;
    const pid = running.process.pid ?? 0;
    limitDescriptors(pid, 3);
    await delay(A_WHILE_MS);
    expect(openDescriptors(pid)).toBeGreaterThan(3);
    expect([fault.isAlive(), await fault.sentTo()]).toEqual([true, 'origin']);
    limitDescriptors(pid, 1_024);
    await delay(A_WHILE_MS / 2);
    const { look, mirror } = await running.ent();
    expect([look, mirror?.fit, fault.home.sinks.counts().mails]).toEqual(['up', true, 0]);
    await fault.fallAndBeSheltered();
    expect(await fault.broken()).toEqual([]);
  });
});

describe('a disk', () => {
  test(
    'that is full delays what is decided, not where visitors are sent; with room again all is told, once',
    TIMEOUT,
    async ({ skip }) => {
      await using fault = await faultHome('own-disk');
      if (fault === null) return skip('needs root, mkfs.ext4 and loop devices');
      const { disk: full } = fault;
      full?.fill();
      await fault.home.killOrigin();
      await delay(2 * A_WHILE_MS);
      expect([fault.isAlive(), await fault.sentTo()]).toEqual([true, 'mirror']);
      expect(fault.said()).toContain('store-unavailable');
      expect(fault.said().length).toBeLessThan(20_000);
      expect(fault.home.sinks.counts().mails).toBe(0);
      full?.free();
      await fault.home.reviveOrigin();
      await fault.fallAndBeSheltered();
      await delay(A_WHILE_MS);
      expect(fault.home.sinks.counts()).toMatchObject({ mails: 3, repeats: 0 });
      expect(await fault.broken()).toEqual([]);
    },
  );

  test(
    'that fails and can only be read leaves the names to health; once it is repaired the next start takes over',
    TIMEOUT,
    async ({ skip }) => {
      await using fault = await faultHome('own-disk');
      if (fault === null) return skip('needs root, mkfs.ext4 and loop devices');
      const { disk: failing } = fault;
      failing?.fail();
      await fault.home.killOrigin();
      await delay(2 * A_WHILE_MS);
      expect([fault.isAlive(), await fault.sentTo()]).toEqual([true, 'mirror']);
      expect(fault.said()).toContain('store-unavailable');
      await fault.running.kill();
      expect(await fault.home.preau('names', 'stop')).toMatchObject({ code: 0, err: '' });
      failing?.repair();
      const again = await fault.home.start();
      await until(async () => (await again.ent()).look === 'sheltered');
      await until(async () => fault.home.sinks.counts().mails === 3);
      expect(await fault.broken()).toEqual([]);
    },
  );
});
