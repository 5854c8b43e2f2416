import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { type DelayLine, delayLine, type LineClock } from './delay-line.ts';

/** A far server, made of a near one: bytes travel as long each way. */
export interface DelayProxySpec {
  /** 0 for any free one. */
  readonly port: number;
  /** The near server's port of 127.0.0.1. */
  readonly to: number;
  readonly roundTripMs: number;
}

export interface DelayProxy {
  readonly port: number;
  stop(): Promise<void>;
}

/** Pieces under way in one direction before the sender has to wait: 64 of up to 64 KiB. Chosen. */
const MAX_WAITING = 64;

const CLOCK: LineClock = {
  now: () => performance.now(),
  wake: (afterMs, then) => void setTimeout(then, afterMs),
};

/**
 * Stand before a server of this machine and let each byte take half a round trip, without a limit
 * to how many travel at once. The first bytes of a client wait a whole round trip more: the
 * handshake of TCP, which the kernel has made on the spot.
 */
export async function startDelayProxy(spec: DelayProxySpec): Promise<DelayProxy> {
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const far = connect({ host: '127.0.0.1', port: spec.to, allowHalfOpen: true });
    for (const socket of [client, far]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.once('close', () => open.delete(socket));
    }
    join(client, far, spec.roundTripMs);
  });
  server.listen(spec.port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : spec.port,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

function join(client: Socket, far: Socket, roundTripMs: number): void {
  carry(client, far, roundTripMs / 2, roundTripMs);
  carry(far, client, roundTripMs / 2, 0);
}

/** Bytes and the end of one direction, `firstMs` more for the first of them. */
function carry(from: Socket, to: Socket, delayMs: number, firstMs: number): void {
  let extraMs = firstMs;
  const line: DelayLine<Uint8Array | 'end' | 'gone'> = delayLine(delayMs, CLOCK, (piece) => {
    if (piece === 'gone') to.destroy();
    else if (to.destroyed) return;
    else if (piece === 'end') to.end();
    else to.write(piece);
    if (from.isPaused() && line.waiting() < MAX_WAITING / 2) from.resume();
  });
  const put = (piece: Uint8Array | 'end' | 'gone'): void => {
    line.put(piece, extraMs);
    extraMs = 0;
    if (line.waiting() >= MAX_WAITING) from.pause();
  };
  from.on('data', put);
  from.once('end', () => put('end'));
  // A reset, or an end that both sides agreed on: the other side learns of it as late.
  from.once('close', () => put('gone'));
  from.on('error', () => undefined);
}
