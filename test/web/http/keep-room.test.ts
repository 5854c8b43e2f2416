import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { keepRoom } from '../../../web/http/keep-room.ts';

// Goal: however many connections say nothing, whoever asks is answered, and nobody who is being answered is
// cut off. Method: a real server with room for eight, and more than that of each kind of silence.

const MOST = 8;
const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

async function stage() {
  const server: Server = createServer((request, response) => {
    if (request.url === '/stream') response.write('begun');
    else response.end('here');
  });
  keepRoom(server, MOST);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ended.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const open = async (words: string): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    ended.push(() => socket.destroy());
    await once(socket, 'connect');
    socket.write(words);
    return socket;
  };
  const ask = async (path: string): Promise<IncomingMessage> => {
    const asked = get({ port, path, host: '127.0.0.1', agent: false });
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    return answer;
  };
  const openNow = () =>
    new Promise<number>((resolve) => server.getConnections((_, n) => resolve(n)));
  return { open, ask, openNow };
}

describe.each([
  ['nothing', ''],
  ['half a head', 'GET / HTTP/1.1\r\nHost: a\r\nX-'],
  ['half a body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{'],
  ['nothing more after an answer', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
])('a house full of connections that say %s', (_, words) => {
  it('has room for whoever asks, and holds no more than its most', async () => {
    const { open, ask, openNow } = await stage();
    for (let n = 0; n < 4 * MOST; n += 1) await open(words);
    expect(await text(await ask('/'))).toBe('here');
    expect(await openNow()).toBeLessThanOrEqual(MOST + 1);
  });
});

describe('an answer that is under way', () => {
  it('is not cut off for those that say nothing', async () => {
    const { open, ask } = await stage();
    const stream = await ask('/stream');
    const first = once(stream, 'data');
    for (let n = 0; n < 4 * MOST; n += 1) await open('');
    expect(String((await first)[0])).toBe('begun');
    expect(await text(await ask('/'))).toBe('here');
    expect(stream.destroyed || stream.complete).toBe(false);
  });

  it('leaves no room for newcomers when all are such, and the house does not grow', async () => {
    const { ask, open, openNow } = await stage();
    for (let n = 0; n < MOST; n += 1) await ask('/stream');
    const newcomer = await open('');
    if (!newcomer.destroyed) await once(newcomer, 'close');
    expect(await openNow()).toBeLessThanOrEqual(MOST);
  });
});
