import { once } from 'node:events';
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Random } from '../../app/ports.ts';
import { type Behaviour, type OriginSpec, PAGE } from './behaviour.ts';

/** One origin: one address, asked by HTTP and, where there is a certificate, by HTTPS. */
export interface OriginHost {
  behave(behaviour: Behaviour): Promise<void>;
  stop(): Promise<void>;
}

/** Longer than any bench: a kept connection ends when the origin does, never by its own clock. */
const KEPT_MS = 3_600_000;

/**
 * Start an origin that is well.
 *
 * @param onTurn told each time that it opens or closes
 */
export async function startOriginHost(
  address: string,
  spec: OriginSpec,
  random: Random,
  onTurn: (isUp: boolean) => void,
): Promise<OriginHost> {
  let behaviour: Behaviour = { kind: 'well' };
  let timer: NodeJS.Timeout | null = null;
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    request.resume();
    response.on('error', () => undefined);
    const status = statusOf(behaviour, random);
    if (!spec.keepAlive) response.setHeader('connection', 'close');
    response.writeHead(status, { 'content-type': 'text/html' });
    response.end(status === 200 ? PAGE : 'no\n');
  };
  const doors = doorsOf(spec, answer);
  const open = async (): Promise<void> => {
    await Promise.all(doors.map((door) => openDoor(door, address, spec.backlog)));
    onTurn(true);
  };
  const close = async (): Promise<void> => {
    const closed = Promise.all(doors.map(closeDoor));
    onTurn(false);
    await closed;
  };
  const flap = async (isUp: boolean, lastsMs: number, pace: Flapping): Promise<void> => {
    timer = setTimeout(() => {
      void flap(!isUp, isUp ? pace.downMs : pace.upMs, pace);
    }, lastsMs);
    await (isUp ? open() : close());
  };
  await open();
  return {
    async behave(next) {
      if (timer !== null) clearTimeout(timer);
      behaviour = next;
      const isOpen = doors.every(({ server }) => server.listening);
      if (next.kind === 'flapping') return flap(true, next.upMs - next.offsetMs, next);
      if (next.kind === 'closed' && isOpen) return close();
      if (next.kind !== 'closed' && !isOpen) return open();
    },
    async stop() {
      if (timer !== null) clearTimeout(timer);
      await Promise.all(doors.map(closeDoor));
    },
  };
}

type Flapping = Extract<Behaviour, { kind: 'flapping' }>;

interface Door {
  readonly port: number;
  readonly server: Server;
}

function doorsOf(
  { httpPort, https }: OriginSpec,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): readonly Door[] {
  const doors: Door[] = [{ port: httpPort, server: createHttpServer(answer) }];
  if (https !== null) {
    const server = createHttpsServer({ key: https.key, cert: https.cert }, answer);
    server.on('tlsClientError', (_error, socket) => socket.destroy());
    doors.push({ port: https.port, server: server as unknown as Server });
  }
  for (const { server } of doors) {
    server.keepAliveTimeout = KEPT_MS;
    server.on('clientError', (_error, socket) => socket.destroy());
  }
  return doors;
}

async function openDoor({ port, server }: Door, host: string, backlog: number): Promise<void> {
  if (server.listening) return;
  server.listen({ port, host, backlog });
  await once(server, 'listening');
}

async function closeDoor({ server }: Door): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function statusOf(behaviour: Behaviour, random: Random): number {
  if (behaviour.kind === 'status') return behaviour.status;
  return behaviour.kind === 'errors' && random.next() < behaviour.share ? 503 : 200;
}
