import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Certificates } from '../../../adapters/local/certificates.ts';
import { type Browser, openBrowser, trustOnly } from '../../../home/stage/browser.ts';
import { seededRandom } from '../../../home/stage/seeded-random.ts';
import { openStubResolver, type StubResolver } from '../../../home/stage/stub-resolver.ts';
import {
  certificatesIn,
  handClock,
  mirrorAt,
  nameServer,
  temporaryFolder,
} from './stage-fixture.ts';

// Goal: a pupil's browser keeps a DNS answer for its TTL, follows a turn, and trusts one authority.
// Method: two servers, a name server whose answer changes, and a clock that is moved by hand.

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let certificates: Certificates;
let resolver: StubResolver;
let names: Awaited<ReturnType<typeof nameServer>>;
let answer: { addresses: string[]; ttlSec: number };
const servers: Awaited<ReturnType<typeof mirrorAt>>[] = [];
const browsers: Browser[] = [];
const clock = handClock();
const ports = new Map<string, number>();

beforeEach(async () => {
  folder = await temporaryFolder();
  certificates = await certificatesIn(folder.path);
  answer = { addresses: ['127.0.10.1'], ttlSec: 60 };
  names = await nameServer(answer);
  resolver = await openStubResolver({ address: '127.0.0.1', port: names.port });
  for (const address of ['127.0.10.1', '127.0.30.1']) {
    const server = await mirrorAt(address, await certificates.leafFor(['ent-essai.example']));
    ports.set(address, server.port);
    servers.push(server);
  }
});
afterEach(async () => {
  await Promise.all(browsers.splice(0).map((browser) => browser.close()));
  for (const server of servers.splice(0)) server.close();
  resolver.close();
  names.close();
  await folder.remove();
});

function browse(change: { ttlStretch?: number; hostname?: string } = {}) {
  const asked: string[] = [];
  const browser = openBrowser({
    hostname: 'ent-essai.example',
    resolver,
    trust: trustOnly(certificates.caPem),
    portAt: (address) => {
      asked.push(address);
      return ports.get(address);
    },
    clock,
    random: seededRandom(1, 'test'),
    clientAddress: '198.18.0.1',
    agent: 'test',
    patienceMs: 2_000,
    ttlStretch: 1,
    ...change,
  });
  browsers.push(browser);
  return { asked, load: () => browser.load({ method: 'GET', path: '/' }) };
}

test('a DNS answer holds for its TTL in the time of the rehearsal, then the turn is followed', async () => {
  const { load, asked } = browse();
  await load();
  answer.addresses = ['127.0.30.1'];
  clock.move(59_999);
  expect((await load()).status).toBe(200);
  expect(asked).toEqual(['127.0.10.1']);
  expect(names.asked()).toBe(1);
  clock.move(1);
  await load();
  expect(asked).toEqual(['127.0.10.1', '127.0.30.1']);
  expect(names.asked()).toBe(2);
});

test('a resolver that stretches TTLs keeps its pupil where it was', async () => {
  const { load, asked } = browse({ ttlStretch: 5 });
  await load();
  answer.addresses = ['127.0.30.1'];
  clock.move(299_999);
  await load();
  expect(asked).toEqual(['127.0.10.1']);
  clock.move(1);
  await load();
  expect(asked.at(-1)).toBe('127.0.30.1');
});

test('a certificate for another name is refused', async () => {
  await expect(browse({ hostname: 'autre.example' }).load()).rejects.toThrow(/altnames|Hostname/i);
});

test('an answer that points off this machine is refused before any socket', async () => {
  answer.addresses = ['192.0.2.1'];
  ports.set('192.0.2.1', 443);
  await expect(browse().load()).rejects.toMatchObject({ code: 'off-loopback' });
});

test('a name server off this machine is refused, and an answer without address is an error', async () => {
  await expect(openStubResolver({ address: '192.0.2.53', port: 53 })).rejects.toMatchObject({
    code: 'off-loopback',
  });
  answer.addresses = [];
  await expect(browse().load()).rejects.toMatchObject({ code: 'dns-unreachable' });
});
