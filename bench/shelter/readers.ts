import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../app/ports.ts';
import { PATH } from './behaviour.ts';
import type { Answer, DnsClient } from './dns-client.ts';

/** Virtual pupils who ask DNS, keep the answer for its TTL, and ask that address for a page. */
export interface ReaderOptions {
  readonly count: number;
  /** Each reader has one of these for good. */
  readonly names: readonly string[];
  readonly client: DnsClient;
  readonly httpPort: number;
  readonly random: Random;
}

/** Lessons asked for so far, and those that did not come. */
export interface ReaderCounts {
  asked: number;
  lost: number;
}

/** From one page to the next. Chosen. */
const PAUSE_MS = 1_000;
/** After this a pupil gives a page up. Chosen. */
const PATIENCE_MS = 2_000;

/** Start them, each at a moment of its own; they end with the signal. */
export function startReaders(options: ReaderOptions, signal: AbortSignal): ReaderCounts {
  const counts: ReaderCounts = { asked: 0, lost: 0 };
  for (let index = 0; index < options.count; index += 1) {
    const name = options.names[index % options.names.length] ?? '';
    const startMs = options.random.next() * PAUSE_MS;
    read(name, startMs, options, counts, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
  return counts;
}

async function read(
  name: string,
  startMs: number,
  { client, httpPort }: ReaderOptions,
  counts: ReaderCounts,
  signal: AbortSignal,
): Promise<void> {
  await delay(startMs, undefined, { signal });
  let answer: Answer | null = null;
  let staleAt = 0;
  while (!signal.aborted) {
    const from = performance.now();
    if (answer === null || from >= staleAt) {
      answer = await client.ask(name);
      staleAt = performance.now() + (answer?.ttlSec ?? 0) * 1_000;
    }
    const came = answer !== null && (await askPage(answer.address, httpPort));
    if (signal.aborted) return;
    counts.asked += 1;
    if (!came) counts.lost += 1;
    await delay(Math.max(0, PAUSE_MS - (performance.now() - from)), undefined, { signal });
  }
}

/** @returns whether the page came with status 200, over a connection of its own */
function askPage(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (came: boolean): void => {
      clearTimeout(late);
      socket.destroy();
      resolve(came);
    };
    const late = setTimeout(() => settle(false), PATIENCE_MS);
    socket.once('connect', () =>
      socket.write(`GET ${PATH} HTTP/1.1\r\nHost: lecons.test\r\nConnection: close\r\n\r\n`),
    );
    // The status line is in the first bytes: on loopback an answer is never cut inside it.
    socket.once('data', (bytes: Buffer) => settle(bytes.toString('latin1', 9, 12) === '200'));
    socket.once('end', () => settle(false));
    socket.once('error', () => settle(false));
  });
}
