import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode } from 'dns-packet';
import type { Clock } from '../../../app/ports.ts';
import { seconds } from '../../../core/units.ts';

/** One question by UDP as a resolver asks it, and what came. */
export interface NameAnswer {
  readonly name: string;
  /** When it came, or was given up; real milliseconds since the epoch. */
  readonly at: number;
  readonly tookMs: number;
  /** The address; null where none came in time, or anything else did. */
  readonly address: string | null;
}

interface NamesWatch {
  readonly clock: Pick<Clock, 'sleep'>;
  readonly seen: NameAnswer[];
  readonly signal: AbortSignal;
}

const EVERY_MS = 100;
/** As a stub resolver's second try. Chosen. */
const TRIES = 2;
const PATIENCE_MS = 1_000;

/**
 * Ask a name server for the address of each name ten times a second, until `signal` aborts. Reads with
 * dns-packet, which is not what it writes with.
 *
 * @param seen takes all that it said, in order
 */
export async function watchNames(
  port: number,
  names: readonly string[],
  { clock, seen, signal }: NamesWatch,
): Promise<void> {
  while (!signal.aborted) {
    const answers = await Promise.all(names.map((name) => ask(port, name)));
    if (!signal.aborted) seen.push(...answers);
    await clock.sleep(seconds(EVERY_MS / 1_000), signal);
  }
}

async function ask(port: number, name: string): Promise<NameAnswer> {
  const from = performance.now();
  let address: string | null = null;
  for (let tries = 0; tries < TRIES && address === null; tries += 1)
    address = await askOnce(port, name);
  return { name, at: Date.now(), tookMs: performance.now() - from, address };
}

async function askOnce(port: number, name: string): Promise<string | null> {
  const socket = createSocket('udp4');
  const id = Math.floor(Math.random() * 0x1_00_00);
  const question = encode({ type: 'query', id, questions: [{ type: 'A', name }] });
  try {
    const answered = once(socket, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) });
    socket.send(question, port, '127.0.0.1');
    const [packet] = (await answered) as [Buffer];
    const [answer, ...others] = decode(packet).answers ?? [];
    return answer?.type === 'A' && others.length === 0 ? answer.data : null;
  } catch {
    return null;
  } finally {
    socket.close();
  }
}
