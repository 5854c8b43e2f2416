import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pacedClock } from '../../../adapters/local/clock.ts';
import { epochMs } from '../../../core/units.ts';
import { trustOnly } from '../../../home/stage/browser.ts';
import { type FloodOptions, startFlood } from '../../../home/stage/flood.ts';
import { homeNetworks } from '../../../home/stage/home-networks.ts';
import { requireLoopback } from '../../../home/stage/loopback.ts';
import { seededRandom } from '../../../home/stage/seeded-random.ts';
import { certificatesIn, temporaryFolder } from './stage-fixture.ts';

// Goal: the flood hits this machine and nothing else, one URL, at its rate, and ends by itself.
// Method: a server that counts, a fast clock, and any address at all as a target.

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const options = (caPem: string, target: Partial<FloodOptions['target']>): FloodOptions => {
  const clock = pacedClock(epochMs(0), 60, Date.now());
  return {
    target: {
      address: '127.0.0.1',
      port: 9,
      hostname: 'ent-essai.example',
      path: '/connexion',
      ...target,
    },
    trust: trustOnly(caPem),
    perSecond: 100,
    machines: ['198.18.0.200', '198.18.0.201'],
    until: epochMs(30_000),
    clock,
    random: seededRandom(1, 'flood'),
  };
};

test('it posts to one URL from its machines only, and ends by itself', async () => {
  const certificates = await certificatesIn(folder.path);
  const asked = new Map<string, number>();
  const server = createServer(
    await certificates
      .leafFor(['ent-essai.example'])
      .then(({ keyPem, certPem }) => ({ key: keyPem, cert: certPem })),
    (request, response) => {
      const key = [request.method, request.url, request.headers['x-forwarded-for']].join(' ');
      asked.set(key, (asked.get(key) ?? 0) + 1);
      response.end();
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const flood = startFlood(options(certificates.caPem, { port }));
  await vi.waitFor(() => expect(flood.running()).toBe(false), { timeout: 3_000, interval: 10 });
  await flood.stop();
  server.closeAllConnections();
  server.close();
  // Half a real second at 100 a second: never more, whatever the timers do.
  expect(flood.sent()).toBeLessThanOrEqual(50);
  expect(flood.sent()).toBeGreaterThan(10);
  expect([...asked.keys()].toSorted()).toEqual([
    'POST /connexion 198.18.0.200',
    'POST /connexion 198.18.0.201',
  ]);
});

test('a target off loopback is refused before any socket, whatever it is', async () => {
  const { caPem } = await certificatesIn(folder.path);
  for (const address of ['192.0.2.1', '0.0.0.0', '::1', 'localhost', '127.0.0.1.example', '']) {
    expect(() => startFlood(options(caPem, { address }))).toThrow(/127\.0\.0\.0\/8/);
  }
  const outside = fc
    .oneof(fc.ipV4(), fc.ipV6(), fc.domain(), fc.string())
    .filter((address) => !/^127(\.\d{1,3}){3}$/.test(address));
  fc.assert(
    fc.property(outside, (address) => {
      expect(() => requireLoopback(address)).toThrow(/127\.0\.0\.0\/8/);
    }),
  );
  expect(requireLoopback('127.0.10.7')).toBe('127.0.10.7');
});

test('pupils of the calm and later ones share networks as asked, machines are nobody', () => {
  const networks = homeNetworks({
    platformIndex: 15,
    calmPupils: 4,
    knownShare: 0.85,
    random: seededRandom(7, 'networks'),
  });
  const network = (address: string) => address.slice(0, address.lastIndexOf('.'));
  const pupils = Array.from({ length: 400 }, (_, n) => networks.pupil(n));
  const known = new Set(pupils.slice(0, 4).map(network));
  const share = pupils.slice(4).filter((one) => known.has(network(one))).length / 396;
  expect(share).toBeGreaterThan(0.78);
  expect(share).toBeLessThan(0.92);
  expect(networks.pupil(17)).toBe(pupils[17]);
  const machines = networks.machines(48, 0.3);
  expect(machines.filter((one) => pupils.includes(one))).toEqual([]);
  for (const one of [...pupils, ...machines]) expect(one).toMatch(/^198\.1[89]\.\d+\.\d+$/);
});
