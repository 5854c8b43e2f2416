import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that Linux gives to connections of its own accord, of which a bench makes many. */
const [FIRST, LAST] = [19_000, 29_000];

let next = FIRST + (process.pid % 5_000);

/**
 * A port of 127.0.0.1 that is free now for UDP and TCP alike, another one at each call.
 *
 * @throws Error when there is none left
 */
export async function freePort(): Promise<number> {
  for (; next < LAST; next += 1) {
    if (!((await isFreeForUdp(next)) && (await isFreeForTcp(next)))) continue;
    next += 1;
    return next - 1;
  }
  throw new Error(`no port of 127.0.0.1 is free from ${FIRST} to ${LAST}`);
}

async function isFreeForUdp(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  socket.bind(port, '127.0.0.1');
  const isFree = await once(socket, 'listening').then(
    () => true,
    () => false,
  );
  socket.close();
  return isFree;
}

async function isFreeForTcp(port: number): Promise<boolean> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  const isFree = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (isFree) server.close();
  return isFree;
}
