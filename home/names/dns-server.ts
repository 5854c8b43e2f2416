import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, isIPv6, type Server, type Socket } from 'node:net';
import { PreauError } from '../../core/errors.ts';
import { clientPlaces } from './client-places.ts';

/** A name server's two sockets, on one port. */
export interface DnsServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Bytes of an answer, or null to say nothing. */
export type AnswerDns = (query: Buffer, transport: 'udp' | 'tcp') => Buffer | null;

/** RFC 7766 6.2.3: "a few seconds". */
const TCP_IDLE_MS = 5_000;
/** Chosen: a resolver keeps one or two. */
const TCP_CONNECTIONS_MAX = 256;
/** Of one address, or of one network of IPv6 (64 bits), so that nobody takes them all. Chosen. */
const TCP_CONNECTIONS_EACH_MAX = 16;
/** The longest query that is read: a name, OPT with its options, TSIG. Chosen. */
const TCP_QUERY_MAX_BYTES = 4_096;
/** A client that asks and does not read is dropped. Chosen. */
const TCP_UNREAD_MAX_BYTES = 262_144;
/** However busy: 256 clients that send a byte now and then must not keep others out. Chosen. */
const TCP_LIFE_MS = 60_000;
const PORT_TRIES = 20;
/** Some thousand questions wait while a batch is taken in. Chosen. */
const RECEIVE_BUFFER_BYTES = 1 << 20;

/**
 * Listen by UDP and TCP on the same port.
 *
 * @param port 0 = a free one
 * @throws PreauError `port-in-use`
 */
export async function startDnsServer(
  address: string,
  port: number,
  answer: AnswerDns,
): Promise<DnsServer> {
  for (let tries = PORT_TRIES; ; tries -= 1) {
    const udp = await listenUdp(address, port, answer);
    const tcp = await listenTcp(address, udp.address().port, answer).catch((error: unknown) => {
      udp.close();
      // A port that is free for UDP may be taken for TCP: with 0, another one will do.
      if (port !== 0 || tries === 0) throw error;
      return null;
    });
    if (tcp) return { port: udp.address().port, stop: () => stopBoth(udp, tcp) };
  }
}

async function listenUdp(address: string, port: number, answer: AnswerDns): Promise<UdpSocket> {
  const socket = createSocket({
    type: isIPv6(address) ? 'udp6' : 'udp4',
    recvBufferSize: RECEIVE_BUFFER_BYTES,
    // Only who asked is answered, by an address: nothing to look up, and not a turn of the loop later.
    lookup: (host, _, done) => done(null, host, isIPv6(host) ? 6 : 4),
  });
  socket.on('message', (query, from) => {
    // Port 0 cannot be answered and sending to it throws.
    const reply = from.port === 0 ? null : answer(query, 'udp');
    // Without a callback: what cannot be sent is asked again.
    if (reply) socket.send(reply, from.port, from.address);
  });
  // Asked for first: with nothing to look up, it is said before bind returns.
  const listening = once(socket, 'listening');
  socket.bind(port, address);
  await listening.catch((error: unknown) => {
    throw cannotListen('UDP', address, port, error);
  });
  socket.on('error', (error) => console.error(`names: UDP: ${error.message}`));
  return socket;
}

async function listenTcp(address: string, port: number, answer: AnswerDns): Promise<TcpServer> {
  const open = new Set<Socket>();
  const places = clientPlaces(TCP_CONNECTIONS_EACH_MAX);
  const server = createServer((socket) => {
    const leave = places.enter(socket.remoteAddress);
    if (!leave) return void socket.destroy();
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      leave();
    });
    return serveTcp(socket, answer);
  });
  server.maxConnections = TCP_CONNECTIONS_MAX;
  server.listen(port, address);
  await once(server, 'listening').catch((error: unknown) => {
    throw cannotListen('TCP', address, port, error);
  });
  server.on('error', (error) => console.error(`names: TCP: ${error.message}`));
  return { server, open };
}

interface TcpServer {
  readonly server: Server;
  readonly open: ReadonlySet<Socket>;
}

/** Queries follow each other, each after its length in two bytes (RFC 1035 4.2.2). */
function serveTcp(socket: Socket, answer: AnswerDns): void {
  let pending = Buffer.alloc(0);
  const life = setTimeout(() => socket.destroy(), TCP_LIFE_MS);
  socket.once('close', () => clearTimeout(life));
  socket.setTimeout(TCP_IDLE_MS, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 2) {
      const length = pending.readUInt16BE(0);
      if (length > TCP_QUERY_MAX_BYTES) return socket.destroy();
      if (pending.length < length + 2) return undefined;
      const reply = answer(pending.subarray(2, length + 2), 'tcp');
      pending = pending.subarray(length + 2);
      if (!reply || socket.writableLength > TCP_UNREAD_MAX_BYTES) return socket.destroy();
      const size = Buffer.alloc(2);
      size.writeUInt16BE(reply.length);
      socket.write(Buffer.concat([size, reply]));
    }
    return undefined;
  });
}

async function stopBoth(udp: UdpSocket, { server, open }: TcpServer): Promise<void> {
  const closed = [once(udp, 'close'), once(server, 'close')];
  udp.close();
  server.close();
  for (const socket of open) socket.destroy();
  await Promise.all(closed);
}

function cannotListen(what: string, address: string, port: number, cause: unknown): PreauError {
  const got = cause instanceof Error ? cause.message : String(cause);
  return new PreauError(
    'port-in-use',
    `Expected to listen by ${what} on ${address} port ${port}, got ${got}: free the port, or give 0 for any free one.`,
    { cause, said: { key: 'port.dns', values: { transport: what, address, port, got } } },
  );
}
