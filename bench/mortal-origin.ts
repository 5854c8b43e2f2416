import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createAuthority } from '../adapters/local/certificate-signing.ts';

/** How an origin dies: nobody listens; it accepts and never answers; it answers HTTP 503. */
export type Death = 'refused' | 'hang' | 'http-503';

/** An HTTPS origin that dies and comes back on request. */
export interface MortalOrigin {
  readonly port: number;
  die(death: Death): Promise<void>;
  revive(): Promise<void>;
  stop(): Promise<void>;
}

/** The text that a living origin's page holds. */
export const LOGIN_PAGE = '<title>Connexion - Mon ENT</title>';

/**
 * Start HTTPS origins on free ports of loopback, all under one self-made certificate. A hang is
 * what SIGSTOP leaves: the connection is accepted, and then nothing, no TLS either.
 */
export async function startOrigins(count: number): Promise<readonly MortalOrigin[]> {
  const { keyPem: key, certPem: cert } = await createAuthority(new Date());
  return Promise.all(Array.from({ length: count }, () => startOrigin(key, cert)));
}

async function startOrigin(key: string, cert: string): Promise<MortalOrigin> {
  let death: Death | null = null;
  const open = new Set<Socket>();
  const pages = createHttpsServer({ key, cert }, (_, response) => {
    // A stopped process answers nobody, on connections that it had before neither.
    if (death === 'hang') return;
    response.writeHead(death === 'http-503' ? 503 : 200).end(LOGIN_PAGE);
  });
  const front = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => open.delete(socket));
    if (death === 'hang') socket.resume();
    else pages.emit('connection', socket);
  });
  const listen = async (port: number) => {
    front.listen(port, '127.0.0.1');
    await once(front, 'listening');
    return (front.address() as AddressInfo).port;
  };
  const close = async () => {
    if (!front.listening) return;
    const closed = once(front, 'close');
    front.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  const port = await listen(0);
  return {
    port,
    async die(how) {
      death = how;
      if (how === 'refused') await close();
    },
    async revive() {
      death = null;
      // What hung before hangs for ever: a restarted server does not know it.
      for (const socket of open) socket.destroy();
      if (!front.listening) await listen(port);
    },
    stop: close,
  };
}
