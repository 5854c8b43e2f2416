// Goal: the bench's origin falls as its table says: refused, hung, 503, a black hole; and comes back.
// Method: its real process on an address of loopback, asked by a new connection after each fall.
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../bench/shelter/free-port.ts';
import { keepLeftovers } from '../../bench/shelter/leftovers.ts';
import { type Origins, startOrigins } from '../../bench/shelter/origins.ts';

const HOST = '127.0.77.1';
/** Long enough for an answer on a machine under load; a hang is told by it. */
const WAIT_MS = 400;
const { leftovers, forget } = keepLeftovers();
let httpPort: number;
let origins: Origins;

beforeAll(async () => {
  httpPort = await freePort();
  const shared = { addresses: [HOST], httpPort, https: null, keepAlive: true };
  origins = await startOrigins({ ...shared, backlog: 2, seed: 1 }, leftovers);
});
afterAll(async () => {
  await origins.stop();
  leftovers.clear();
  forget();
});

type Found = 'refused' | 'unconnected' | 'silent' | number;

/** The status that came, or how far a new connection got. */
function look(): Promise<Found> {
  return new Promise((resolve) => {
    let found: Found = 'unconnected';
    const socket = connect({ host: HOST, port: httpPort });
    const settle = (): void => {
      socket.destroy();
      resolve(found);
    };
    setTimeout(settle, WAIT_MS);
    socket.once('connect', () => {
      found = 'silent';
      socket.write('GET /login HTTP/1.1\r\nHost: lecons.test\r\n\r\n');
    });
    socket.once('data', (bytes: Buffer) => {
      found = Number(bytes.toString('latin1', 9, 12));
      settle();
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') found = 'refused';
      settle();
    });
  });
}

const untilWell = async (): Promise<void> => {
  while ((await look()) !== 200);
};

test('a killed origin refuses, and is well again at the same address', async () => {
  await untilWell();
  await origins.kill();
  expect(await look()).toBe('refused');
  await origins.revive();
  expect(await look()).toBe(200);
});

test('a hung origin takes connections and says nothing', async () => {
  await untilWell();
  origins.hang();
  expect(await look()).toBe('silent');
  await origins.revive();
  await untilWell();
});

test('a black hole does not even take a connection', async () => {
  await untilWell();
  origins.swallow();
  // Its queue is filled by connections that are made at once and not in this very instant.
  let found = await look();
  for (let tries = 0; found === 'silent' && tries < 5; tries += 1) found = await look();
  expect(found).toBe('unconnected');
  await origins.revive();
  await untilWell();
});

test('an origin answers 503 when told so, then closes, and keeps a record of both', async () => {
  await untilWell();
  origins.behave(HOST, { kind: 'status', status: 503 });
  while ((await look()) !== 503);
  origins.behave(HOST, { kind: 'closed' });
  while ((await look()) !== 'refused');
  origins.behave(HOST, { kind: 'well' });
  await untilWell();
  expect(
    origins
      .openings(HOST)
      .map(({ isUp }) => isUp)
      .slice(-2),
  ).toEqual([false, true]);
});

test('an origin that fails half of all requests fails some and not all', async () => {
  origins.behave(HOST, { kind: 'errors', share: 0.5 });
  const found: Found[] = [];
  for (let asked = 0; asked < 60; asked += 1) found.push(await look());
  const failed = found.filter((one) => one === 503).length;
  expect(failed).toBeGreaterThan(15);
  expect(failed).toBeLessThan(45);
  origins.behave(HOST, { kind: 'well' });
});
