import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { Socket } from 'node:net';

/** Connections beyond the most that may be there while those that gave way are being closed. Chosen. */
const SLACK = 64;
/** How often Node looks for heads and bodies whose time is up: its own 30 s would keep them four times as long. */
const CHECK_EVERY_MS = 5_000;
/** Neither a byte read nor one written for so long is nobody who reads. Chosen: two beats of an event stream. */
const SILENT_MS = 30_000;
/** From the first byte to the end of a TLS handshake; Node's own is two minutes. Chosen: as for a head. */
const HANDSHAKE_MS = 10_000;

/** What a server is created with, so that connections that say nothing end soon. */
export const PATIENCE = {
  connectionsCheckingInterval: CHECK_EVERY_MS,
  handshakeTimeout: HANDSHAKE_MS,
} as const;

/**
 * Keep room for whoever comes with a question: when a server is full, the connection that has been waiting
 * longest without one gives way.
 *
 * Connections that say nothing, or a letter now and then, cost an attacker nothing, and a server that turned
 * away newcomers instead would be shut by a few thousand of them. One is waiting from its first byte until a
 * question without a body is whole, and again after its answer; one that is being answered is never ended.
 *
 * @param most connections at once, TLS handshakes included
 */
export function keepRoom(server: Server | SecureServer, most: number): void {
  const open = new Set<Socket>();
  const waiting = new Map<string, Socket>();
  server.maxConnections = most + SLACK;
  server.setTimeout(SILENT_MS);
  server.on('connection', (socket: Socket) => {
    const key = keyOf(socket);
    open.add(socket);
    waiting.set(key, socket);
    socket.once('close', () => {
      open.delete(socket);
      if (waiting.get(key) === socket) waiting.delete(key);
    });
    if (open.size <= most) return;
    const [longest] = waiting.values();
    longest?.destroy();
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (hasBody(request)) return;
    // Under TLS the question comes by another socket than the one that was taken in, with the same ends.
    const key = keyOf(request.socket);
    const socket = waiting.get(key);
    if (socket === undefined) return;
    waiting.delete(key);
    response.once('close', () => {
      if (open.has(socket)) waiting.set(key, socket);
    });
  });
}

const keyOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
