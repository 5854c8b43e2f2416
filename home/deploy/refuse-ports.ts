import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '../../config/schema.ts';
import { PreauError } from '../../core/errors.ts';

/**
 * Refuse, before anything is started, ports that this process may not or cannot have.
 *
 * A console's port that is taken is no fault: the next one is. A name server's is: resolvers ask
 * at one port only.
 *
 * @param namesLive whether this home's own name server holds its port already
 * @throws PreauError `port-forbidden`, `port-in-use`, or `config-invalid` for an address that is
 *   not of this machine
 */
export async function refusePorts({ names, console }: Config, namesLive: boolean): Promise<void> {
  if (!namesLive) {
    const at: Wanted = { key: 'names', address: names.listen, port: names.port };
    await bindUdp(names.listen, names.port).catch((error: unknown) => {
      throw portError(at, error);
    });
  }
  const at: Wanted = { key: 'console', address: console.listen, port: console.port };
  await bindTcp(console.listen, console.port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw portError(at, error);
  });
}

interface Wanted {
  readonly key: 'names' | 'console';
  readonly address: string;
  readonly port: number;
}

/** What to tell people of a port that the system did not give. */
export function portError({ key, address, port }: Wanted, cause: unknown): PreauError {
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  const at = { address, port, section: key };
  const expected = `expected to listen on ${address} port ${port} (${key} in preau.yaml), got`;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return new PreauError(
        'port-forbidden',
        `${expected} no permission: on Linux ports below 1024 need a right. Give it to Node (sudo setcap cap_net_bind_service=+ep "$(readlink -f "$(which node)")"), or to a systemd service (AmbientCapabilities=CAP_NET_BIND_SERVICE), or set ${key}.port to 1024 or more and have the firewall lead ${port} there`,
        { cause, said: { key: 'port.refused', values: { ...at } } },
      );
    case 'EADDRNOTAVAIL':
      return new PreauError(
        'config-invalid',
        `${expected} an address that this machine does not have; set ${key}.listen to one of its own`,
        { cause, said: { key: 'port.elsewhere', values: { ...at } } },
      );
    default:
      return new PreauError(
        'port-in-use',
        `${expected} ${code ?? String(cause)}: something else answers there (on many systems a local resolver holds port 53 of 127.0.0.x). Stop it, or choose another ${key}.listen or ${key}.port; a name server of another data folder stops by: preau names stop --data FOLDER`,
        { cause, said: { key: 'port.taken', values: { ...at, got: code ?? String(cause) } } },
      );
  }
}

async function bindUdp(address: string, port: number): Promise<void> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  try {
    socket.bind({ address, port, exclusive: true });
    await once(socket, 'listening');
  } finally {
    socket.close();
  }
}

async function bindTcp(address: string, port: number): Promise<void> {
  const server = createServer();
  server.listen({ host: address, port, exclusive: true });
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}
