import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode } from 'dns-packet';

/** The first address of an answer, and how long it may be kept. */
export interface Answer {
  readonly address: string;
  readonly ttlSec: number;
}

/** Asks one name server, many names at once. */
export interface DnsClient {
  /** @returns null for an answer without an address, or none within `WAIT_MS` */
  ask(name: string): Promise<Answer | null>;
  close(): void;
}

/** On loopback an answer takes a millisecond; a busy server some hundred. Chosen. */
const WAIT_MS = 1_000;

/** Open a client over one UDP socket. Its decoder is none of Préau's: dns-packet. */
export async function openDnsClient(port: number): Promise<DnsClient> {
  const socket = createSocket('udp4');
  const waiting = new Map<number, (answer: Answer | null) => void>();
  socket.on('message', (bytes) => {
    const read = readAnswer(bytes);
    if (read !== null) waiting.get(read.id)?.(read.answer);
  });
  socket.on('error', () => undefined);
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  let lastId = 0;
  return {
    ask(name) {
      lastId = (lastId + 1) % 65_536;
      const id = lastId;
      return new Promise((resolve) => {
        const settle = (answer: Answer | null): void => {
          clearTimeout(late);
          waiting.delete(id);
          resolve(answer);
        };
        const late = setTimeout(() => settle(null), WAIT_MS);
        waiting.set(id, settle);
        send(socket, id, name, port);
      });
    },
    close() {
      for (const settle of waiting.values()) settle(null);
      socket.close();
    },
  };
}

function send(socket: Socket, id: number, name: string, port: number): void {
  const query = encode({ type: 'query', id, questions: [{ type: 'A', name }] });
  socket.send(query, port, '127.0.0.1');
}

/** @returns null for what is no DNS message */
function readAnswer(bytes: Buffer): { readonly id: number; readonly answer: Answer | null } | null {
  try {
    const { id = 0, answers = [] } = decode(bytes);
    const found = answers.find(({ type }) => type === 'A');
    if (found?.type !== 'A') return { id, answer: null };
    return { id, answer: { address: found.data, ttlSec: found.ttl ?? 0 } };
  } catch {
    return null;
  }
}
