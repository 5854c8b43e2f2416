// Goal: an answer that UDP cut off is had whole by TCP or not at all, in time, and only if it is the
// question's. Method: servers on loopback that cut, split, drip, lie, hang up or are silent.
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import dnsPacket from 'dns-packet';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { askByTcp } from '../../../adapters/local/dns-over-tcp.ts';
import { queryServer } from '../../../adapters/local/dns-query.ts';
import { askName } from '../../../adapters/local/probe/ask-name.ts';
import { answerTo, expectWithin, nameServer, type Stand } from './prober-fixture.ts';

const stands: Stand[] = [];
afterEach(async () => {
  for (const stand of stands.splice(0)) await stand.close();
});

const framed = (message: Buffer): Buffer => {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
};
/** RRL's slip: the question back, cut off, with nothing in it. */
const slip = (query: Buffer): Buffer => {
  const { id = 0, questions = [] } = dnsPacket.decode(query);
  const flags = dnsPacket.AUTHORITATIVE_ANSWER | dnsPacket.TRUNCATED_RESPONSE;
  return dnsPacket.encode({ type: 'response', id, flags, questions });
};

type Act = (query: Buffer, socket: Socket) => void;

async function tcpServer(port: number, act: Act) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (bytes: Buffer) => act(bytes.subarray(2), socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  stands.push({
    port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  });
  return sockets;
}

/** A name server that cuts every answer by UDP, and answers by TCP as the test says. */
async function cutting(act: Act, cut = slip) {
  // A port that is free by UDP may be taken by TCP: then another one.
  for (let tries = 20; ; tries -= 1) {
    const udp = await nameServer((query, send) => send(cut(query)));
    stands.push(udp);
    const sockets = await tcpServer(udp.port, act).catch((error: unknown) => {
      if (tries === 0) throw error;
      return null;
    });
    if (sockets === null) continue;
    return { at: { address: '127.0.0.1', port: udp.port }, asked: () => udp.asked(), sockets };
  }
}

const ADDRESSES = Array.from({ length: 100 }, (_, n) => `192.0.2.${n + 1}`);
const whole = (query: Buffer, socket: Socket): void => {
  socket.write(framed(answerTo(query, ADDRESSES)));
};
const liar = (query: Buffer, socket: Socket): void => {
  const bytes = answerTo(query, ['203.0.113.66']);
  bytes.writeUInt16BE((bytes.readUInt16BE(0) + 1) & 0xffff);
  socket.write(framed(bytes));
};
const otherName = (query: Buffer, socket: Socket): void => {
  const { id = 0 } = dnsPacket.decode(query);
  const questions = [{ type: 'A' as const, name: 'autre.example' }];
  const answer = { type: 'A' as const, name: 'ent.example', ttl: 1, data: '203.0.113.66' };
  const answers = [answer];
  socket.write(framed(dnsPacket.encode({ type: 'response', id, questions, answers })));
};

it('a cut answer is had whole by TCP, and its connection is closed', async () => {
  const { at, asked, sockets } = await cutting(whole);
  const reply = await queryServer(at, 'ent.example', 'A');
  expect(reply?.records.map(({ value }) => value)).toEqual(ADDRESSES);
  expect(asked()).toBe(1);
  const { addresses } = await askName(at, 'ent.example', { timeoutMs: 1_000 });
  expect(addresses).toEqual(ADDRESSES.slice(0, 16));
  for (const socket of sockets) if (!socket.closed) await once(socket, 'close');
});

it.each([
  ['of another question', liar],
  ['of another name', otherName],
  ['cut again', (query: Buffer, socket: Socket) => void socket.write(framed(slip(query)))],
  ['that is no DNS', (_: Buffer, socket: Socket) => void socket.write(framed(Buffer.alloc(3)))],
  ['cut by a hang-up', (_: Buffer, socket: Socket) => void socket.end(Buffer.from([0, 9, 1]))],
])('a cut answer whose whole is one %s is no answer', async (_, act) => {
  const { at, asked } = await cutting(act);
  expect(await queryServer(at, 'ent.example', 'A')).toBeNull();
  expect(asked()).toBe(3);
  const looking = askName(at, 'ent.example', { timeoutMs: 300 });
  await expect(looking).rejects.toMatchObject({ failure: { stage: 'dns' } });
});

it('a probe keeps the addresses that a cut answer has, when TCP is closed to it', async () => {
  const some = (query: Buffer): Buffer => {
    const bytes = answerTo(query, ['192.0.2.1']);
    bytes.writeUInt8(bytes.readUInt8(2) | 2, 2);
    return bytes;
  };
  const { at } = await cutting((_, socket) => socket.destroy(), some);
  expect(await askName(at, 'ent.example', { timeoutMs: 500 })).toEqual({
    addresses: ['192.0.2.1'],
  });
});

it('a server that is silent by TCP, or drips, takes its time and no more', async () => {
  const { at } = await cutting((_, socket) => {
    socket.write(Buffer.from([255, 255]));
    const timer = setInterval(() => socket.write('x'), 5);
    socket.once('close', () => clearInterval(timer));
  });
  const started = performance.now();
  const query = Buffer.from('question');
  expect(await askByTcp({ server: at, query, timeoutMs: 100 })).toBeNull();
  expectWithin(performance.now() - started, 100);
  const signal = AbortSignal.abort();
  expect(await askByTcp({ server: at, query, timeoutMs: 9_000, signal })).toBeNull();
});

it('a message is the same however it is split, and whatever follows it', async () => {
  const message = Buffer.from('0123456789');
  const sent = Buffer.concat([framed(message), Buffer.from('more')]);
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: sent.length - 1 }), { maxLength: 4 });
  let parts: readonly Buffer[] = [];
  const { at } = await cutting((_, socket) => {
    socket.setNoDelay(true);
    const write = ([part, ...others]: readonly Buffer[]): void => {
      if (part === undefined) return;
      socket.write(part);
      setImmediate(() => write(others));
    };
    write(parts);
  });
  await fc.assert(
    fc.asyncProperty(cuts, async (places) => {
      const ends = [...places.toSorted((one, other) => one - other), sent.length];
      parts = ends.map((end, index) => sent.subarray(ends[index - 1] ?? 0, end));
      const query = Buffer.from('question');
      expect(await askByTcp({ server: at, query, timeoutMs: 2_000 })).toEqual(message);
    }),
    { numRuns: 40 },
  );
});
