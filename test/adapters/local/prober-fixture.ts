import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import {
  type AddressInfo,
  createServer as createPlainServer,
  type Server,
  type Socket,
} from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import dnsPacket from 'dns-packet';
import { expect } from 'vitest';
import { type Certificates, openCertificates } from '../../../adapters/local/certificates.ts';
import { createProber } from '../../../adapters/local/prober.ts';
import type { ProbeRequest } from '../../../app/ports.ts';
import { durationMs, epochMs, platformId, vantageId } from '../../../core/units.ts';
import type { Observation } from '../../../core/watch/observation.ts';

export interface Stand {
  readonly port: number;
  close(): Promise<void>;
}

/** A TCP server that does with each connection what the test says. */
export const plainServer = (act: (socket: Socket) => void): Promise<Stand> =>
  listen(createPlainServer(act));

/** A TLS server that does with each connection what the test says. */
export const tlsServer = (
  leaf: { readonly keyPem: string; readonly certPem: string },
  act: (socket: TLSSocket) => void,
): Promise<Stand> => {
  const server = createTlsServer({ key: leaf.keyPem, cert: leaf.certPem }, act);
  server.on('tlsClientError', () => undefined);
  return listen(server);
};

async function listen(server: Server): Promise<Stand> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers every request with these bytes, as they are, and closes. */
export const says =
  (text: string) =>
  (socket: TLSSocket): void => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(text));
  };

export const page = (status: number, body: string, headers = ''): string =>
  `HTTP/1.1 ${status} X\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`;

export type NameAnswer = (
  query: Buffer,
  send: (bytes: Buffer) => void,
  from: { readonly port: number },
) => void;

/** A name server by UDP that does with each question what the test says. */
export async function nameServer(act: NameAnswer): Promise<Stand & { asked(): number }> {
  const socket = createSocket('udp4');
  let asked = 0;
  let closed = false;
  socket.on('message', (query, from) => {
    asked += 1;
    // An answer that a test has late comes after its end, and to nobody.
    const send = (bytes: Buffer): void => {
      if (!closed) socket.send(bytes, from.port, from.address);
    };
    act(query, send, from);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    asked: () => asked,
    close: async () => {
      closed = true;
      socket.close();
      await once(socket, 'close');
    },
  };
}

/** An answer to `query` with these addresses, or with this response code and none. */
export function answerTo(query: Buffer, addresses: readonly string[], rcode = 0): Buffer {
  const { id = 0, questions = [] } = dnsPacket.decode(query);
  const name = questions[0]?.name ?? '';
  return dnsPacket.encode({
    type: 'response',
    id,
    flags: dnsPacket.AUTHORITATIVE_ANSWER | rcode,
    questions,
    answers: addresses.map((data) => ({ type: 'A' as const, name, ttl: 60, data })),
  });
}

export const NAME = 'ent.example';

export const probeOf = (changes: Partial<ProbeRequest> = {}): ProbeRequest => ({
  platform: platformId('ent'),
  vantage: vantageId('v1'),
  target: 'origin',
  resolve: `origine.${NAME}`,
  serverName: NAME,
  port: 1,
  path: '/connexion',
  expect: 'Se connecter',
  slowMs: durationMs(5_000),
  budgetMs: 1_500,
  ...changes,
});

/** Certificates, a name server that sends every name to 127.0.0.1, and whatever a test adds. */
export interface ProbeStage {
  readonly certificates: Certificates;
  served<T extends Stand>(stand: Promise<T>): Promise<T>;
  /** An HTTPS server with a certificate that the probes trust. */
  origin(act: (socket: TLSSocket) => void): Promise<Stand>;
  probe(
    to: Pick<Stand, 'port'>,
    changes?: Partial<ProbeRequest>,
    instead?: { readonly ca?: string; readonly namesPort?: number },
  ): Promise<Observation>;
  /** Close what the test added. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function openProbeStage(): Promise<ProbeStage> {
  const folder = mkdtempSync(join(tmpdir(), 'preau-prober-'));
  const certificates = await openCertificates(folder);
  const names = await nameServer((query, send) => send(answerTo(query, ['127.0.0.1'])));
  const stands: Stand[] = [];
  const served: ProbeStage['served'] = async (stand) => {
    const opened = await stand;
    stands.push(opened);
    return opened;
  };
  const clear = async (): Promise<void> => {
    for (const stand of stands.splice(0)) await stand.close();
  };
  return {
    certificates,
    served,
    origin: async (act) => served(tlsServer(await certificates.leafFor([NAME]), act)),
    probe: ({ port }, changes = {}, { ca = certificates.caPem, namesPort = names.port } = {}) =>
      createProber({
        clock: { now: () => epochMs(1_617_688_800_000) },
        ca,
        nameServer: { address: '127.0.0.1', port: namesPort },
      }).probe(probeOf({ port, ...changes })),
    clear,
    close: async () => {
      await clear();
      await names.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A loaded machine may wake a timer late; a probe without a bound would last for ever. */
export const expectWithin = (totalMs: number, budgetMs: number): void => {
  expect(totalMs).toBeGreaterThanOrEqual(0);
  expect(totalMs).toBeLessThan(budgetMs + 1_500);
};
