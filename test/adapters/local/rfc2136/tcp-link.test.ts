import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { openTcpLink } from '../../../../adapters/local/rfc2136/tcp-link.ts';

// Goal: whatever a server does on a connection, one message gets one reply or a word of why not.
// Method: servers on loopback that answer in pieces, too much, too late or not at all.

const unreachable = { code: 'dns-unreachable', retryable: true };
const framed = (text: string) => Buffer.from([0, text.length, ...Buffer.from(text)]);

/** @param answerMs short where nothing is to come; where an answer is, a busy machine may take its time */
async function linkTo(serve: (socket: Socket) => void, answerMs = 100) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => serve(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const link = await openTcpLink({ address: '127.0.0.1', port }, { connectMs: 5_000, answerMs });
  return {
    exchange: () => link.exchange(Buffer.from('question')),
    [Symbol.dispose]: () => {
      link.close();
      server.close();
    },
  };
}

describe('a connection to a name server', () => {
  test('puts together a reply that comes byte by byte', async () => {
    using link = await linkTo((socket) => {
      const bytes = framed('an answer');
      const next = (at: number): void => {
        if (at < bytes.length)
          socket.write(bytes.subarray(at, at + 1), () => setImmediate(next, at + 1));
      };
      next(0);
    }, 10_000);
    expect((await link.exchange()).toString()).toBe('an answer');
  });

  test.each<[string, (socket: Socket) => void, RegExp]>([
    ['nothing', () => undefined, /nothing in 100 ms/],
    ['half a reply', (socket) => socket.write(framed('answer').subarray(0, 4)), /nothing in/],
    ['an end', (socket) => socket.end(), /closed connection/],
    ['a reset', (socket) => socket.resetAndDestroy(), /ECONNRESET|closed connection/],
    ['two replies', (s) => s.write(Buffer.concat([framed('a'), framed('b')])), /more than one/],
  ])('says that %s came', async (_, serve, words) => {
    using link = await linkTo(serve);
    const failing = link.exchange();
    await expect(failing).rejects.toMatchObject(unreachable);
    await expect(failing).rejects.toThrow(words);
    await expect(link.exchange()).rejects.toThrow(/closed connection/);
  });

  test('says that nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    await expect(openTcpLink({ address: '127.0.0.1', port })).rejects.toMatchObject(unreachable);
  });
});
