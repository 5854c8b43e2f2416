import type { Server } from 'node:http';
import { PreauError } from '../../core/errors.ts';

/** How many ports after the wanted one are tried; chosen. */
const NEXT_PORTS = 20;

/**
 * Listen at `port`, or at the next free one of the twenty after it.
 *
 * @param port 0 lets the system choose
 * @returns the port taken, to be told to people when it is not the one they expect
 * @throws PreauError `port-in-use` when all are taken
 */
export async function listen(server: Server, address: string, port: number): Promise<number> {
  const last = port === 0 ? 0 : Math.min(65_535, port + NEXT_PORTS);
  for (let next = port; next <= last; next += 1) {
    if (await tryPort(server, address, next)) return takenPort(server);
  }
  throw new PreauError(
    'port-in-use',
    `expected a free port from ${port} to ${last} on ${address}; all are taken: free one, or choose another`,
    { said: { key: 'port.noneFree', values: { address, port, last } } },
  );
}

/** @returns false when somebody else has it; any other refusal is thrown */
function tryPort(server: Server, address: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      server.off('listening', onListening);
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    };
    const onListening = () => {
      server.off('error', onError);
      resolve(true);
    };
    server.once('error', onError);
    server.once('listening', onListening);
    server.listen(port, address);
  });
}

function takenPort(server: Server): number {
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : 0;
}
