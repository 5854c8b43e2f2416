import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { isIPv4 } from 'node:net';
import { decode, encode, RECURSION_DESIRED } from 'dns-packet';
import { PreauError } from '../../core/errors.ts';
import { requireLoopback } from './loopback.ts';

/** What a name stands for, and for how long. */
export interface Resolved {
  readonly addresses: readonly string[];
  readonly ttlSec: number;
}

export interface StubResolver {
  /**
   * The IPv4 addresses of a name, asked afresh.
   *
   * @throws PreauError `dns-unreachable`, retryable, after two unanswered queries, or at once for
   *   an answer without an address
   */
  resolve(name: string): Promise<Resolved>;
  close(): void;
}

/** As a stub resolver's own first wait, shortened: the server is on this machine (chosen). */
const ANSWER_WITHIN_MS = 400;
const TRIES = 2;
const PENDING_MAX = 2_000;

type Settle = (answer: Resolved | null) => void;

/**
 * Ask one name server over UDP, as the resolvers of pupils' homes do. Answers that nobody asked
 * for, or that do not parse, are ignored.
 *
 * @throws PreauError `off-loopback`
 */
export async function openStubResolver(server: {
  readonly address: string;
  readonly port: number;
}): Promise<StubResolver> {
  requireLoopback(server.address);
  const pending = new Map<number, { readonly name: string; readonly settle: Settle }>();
  const socket = createSocket('udp4');
  socket.on('error', () => undefined);
  socket.on('message', (message) => {
    const answer = read(message);
    const asked = answer && pending.get(answer.id);
    if (!answer || asked?.name !== answer.name) return;
    pending.delete(answer.id);
    asked.settle(answer.resolved);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));

  const ask = (name: string) =>
    new Promise<Resolved | null>((settle) => {
      const id = freeId(pending);
      const timer = setTimeout(() => {
        pending.delete(id);
        settle(null);
      }, ANSWER_WITHIN_MS);
      pending.set(id, {
        name,
        settle: (answer) => {
          clearTimeout(timer);
          settle(answer);
        },
      });
      const query = encode({
        type: 'query',
        id,
        flags: RECURSION_DESIRED,
        questions: [{ type: 'A', name }],
      });
      socket.send(query, server.port, server.address, () => undefined);
    });

  return {
    resolve: async (name) => {
      for (let tried = 0; tried < TRIES && pending.size < PENDING_MAX; tried += 1) {
        const answer = await ask(name.toLowerCase());
        if (answer && answer.addresses.length > 0) return answer;
        if (answer) throw unresolved(name, 'an answer without an address');
      }
      throw unresolved(name, 'no answer');
    },
    close: () => {
      for (const { settle } of pending.values()) settle(null);
      pending.clear();
      socket.close();
    },
  };
}

function freeId(pending: ReadonlyMap<number, unknown>): number {
  let id = randomInt(65_536);
  while (pending.has(id)) id = (id + 1) % 65_536;
  return id;
}

function read(message: Buffer): { id: number; name: string; resolved: Resolved } | null {
  try {
    const packet = decode(message);
    const found = (packet.answers ?? []).flatMap((answer) =>
      answer.type === 'A' && isIPv4(answer.data) ? [answer] : [],
    );
    return {
      id: packet.id ?? -1,
      name: packet.questions?.[0]?.name.toLowerCase() ?? '',
      resolved: {
        addresses: found.map((answer) => answer.data),
        ttlSec: Math.min(...found.map((answer) => answer.ttl ?? 0), 86_400),
      },
    };
  } catch {
    return null;
  }
}

function unresolved(name: string, got: string): PreauError {
  return new PreauError(
    'dns-unreachable',
    `Expected an address for ${name}, got ${got}. See whether the name server runs.`,
    { retryable: true },
  );
}
