import { createServer } from 'node:net';
import { PreauError } from '../../core/errors.ts';

/** How many ports after the wanted one are tried; chosen. */
const TRIES = 50;

/**
 * The wanted port of an address, or the next free one after it.
 *
 * @throws PreauError `port-in-use` when none of the next fifty is free
 */
export async function choosePort(address: string, wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + TRIES; port += 1)
    if (await isFree(address, port)) return port;
  throw new PreauError(
    'port-in-use',
    `expected a free port of ${address} from ${wanted} to ${wanted + TRIES - 1}, got none; stop what uses them`,
  );
}

function isFree(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: address, port, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}
