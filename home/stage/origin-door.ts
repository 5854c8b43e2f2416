import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { PreauError } from '../../core/errors.ts';
import { requireLoopback } from './loopback.ts';

/** The listening side of an origin. */
export interface Door {
  readonly port: number;
  /** Destroy, from now on or no more, every socket that comes from this source address. */
  cut(sourceAddress: string, on: boolean): void;
  close(): Promise<void>;
}

export interface DoorOptions {
  readonly address: string;
  /** 0 = a free port. */
  readonly port: number;
  readonly keyPem: string;
  readonly certPem: string;
}

/** Sockets that one origin holds at once, pupils, flood and probes together (chosen). */
const SOCKETS_MAX = 600;

/**
 * Listen with TLS on a loopback address.
 *
 * @throws PreauError `off-loopback`, or `port-in-use` when another program has the port
 */
export async function openDoor(options: DoorOptions, answer: RequestListener): Promise<Door> {
  const server = createServer(
    {
      key: options.keyPem,
      cert: options.certPem,
      maxHeaderSize: 8_192,
      requestTimeout: 10_000,
      headersTimeout: 5_000,
      keepAliveTimeout: 20_000,
    },
    answer,
  );
  server.maxConnections = SOCKETS_MAX;
  const sockets = new Set<Socket>();
  const cut = new Set<string>();
  server.on('connection', (socket: Socket) => {
    if (socket.remoteAddress !== undefined && cut.has(socket.remoteAddress)) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => undefined);
  server.on('clientError', (_, socket) => socket.destroy());

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, options)));
    server.listen(options.port, requireLoopback(options.address), resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    cut: (sourceAddress, on) => {
      if (!on) cut.delete(sourceAddress);
      else cut.add(sourceAddress);
      if (!on) return;
      for (const socket of sockets) if (socket.remoteAddress === sourceAddress) socket.destroy();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function listenError(error: NodeJS.ErrnoException, { address, port }: DoorOptions): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new PreauError(
    'port-in-use',
    `Expected port ${port} of ${address} to be free for an origin, got one in use. Stop the other program or choose another port.`,
    { cause: error, said: { key: 'port.origin', values: { port, address } } },
  );
}
