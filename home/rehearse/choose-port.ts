import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { PreauError } from '../../core/errors.ts';

/** How many ports after the wanted one are tried; chosen. */
const TRIES = 50;
const LOOK_AGAIN_MS = 50;

/**
 * The wanted port of an address, or the next free one after it.
 *
 * @param kind `both` for a port that must be free by UDP as well, as a name server's
 * @throws PreauError `port-in-use` when none of the next fifty is free
 */
export async function choosePort(
  address: string,
  wanted: number,
  kind: 'tcp' | 'both' = 'tcp',
): Promise<number> {
  for (let port = wanted; port < wanted + TRIES; port += 1)
    if (await isFree(address, port, kind)) return port;
  throw new PreauError(
    'port-in-use',
    `expected a free port of ${address} from ${wanted} to ${wanted + TRIES - 1}, got none; stop what uses them`,
    { said: { key: 'port.noneFree', values: { address, port: wanted, last: wanted + TRIES - 1 } } },
  );
}

/** Wait for whoever is just giving a port back; returns in any case once `patienceMs` are over. */
export async function awaitPort(address: string, port: number, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await isFree(address, port, 'tcp')) && performance.now() < deadline)
    await delay(LOOK_AGAIN_MS);
}

const isFree = async (address: string, port: number, kind: 'tcp' | 'both'): Promise<boolean> =>
  (await isFreeTcp(address, port)) && (kind === 'tcp' || (await isFreeUdp(address, port)));

function isFreeTcp(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: address, port, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

function isFreeUdp(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => socket.close(() => resolve(false)));
    socket.bind({ address, port, exclusive: true }, () => socket.close(() => resolve(true)));
  });
}
