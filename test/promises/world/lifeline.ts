import type { DurationMs } from '../../../core/units.ts';
import { epochMs } from '../../../core/units.ts';
import type { Clock } from '../../../app/ports.ts';
import type { Chance } from './chance.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What one process of Préau has of the world, and how it can lose it. */
export interface Lifeline {
  readonly name: string;
  isDead(): boolean;
  /** Nothing that it awaits comes any more. */
  die(): void;
  /**
   * Die at the nth call of a port from now on, between two awaits: `before` the world has heard of it,
   * or `after` the world has done it and before its answer comes.
   */
  dieAt(calls: number, when: 'before' | 'after'): void;
  /** The same port, whose answers no dead process hears, and which a dying one may not reach. */
  tie<Port extends object>(port: Port): Port;
  /** This process's clock, off by `skewMs()`. */
  clock(pace: number, skewMs: () => number): Clock;
}

/** Whether a way of a port gives one thing after the other. */
const isStream = (does: object): boolean => does.constructor.name === 'AsyncGeneratorFunction';

/** Answers come in another order than they were asked for, by so many turns of the queue. Chosen. */
const HOPS_MOST = 4;

export function openLifeline(name: string, time: VirtualTime, chance: Chance): Lifeline {
  let dead = false;
  let callsLeft = Number.POSITIVE_INFINITY;
  let dyingWhen: 'before' | 'after' = 'before';

  const call = async (work: () => unknown): Promise<unknown> => {
    if (dead) return never();
    callsLeft -= 1;
    const isLast = callsLeft <= 0;
    if (isLast) dead = true;
    if (isLast && dyingWhen === 'before') return never();
    try {
      const answer = await work();
      for (let hops = chance.below(HOPS_MOST); hops > 0; hops -= 1) await Promise.resolve();
      return dead ? await never() : answer;
    } catch (error) {
      return dead ? never() : Promise.reject(error);
    }
  };
  async function* stream(source: AsyncIterable<unknown>): AsyncGenerator<unknown> {
    await call(() => null);
    for await (const one of source) yield dead ? await never() : one;
  }
  return {
    name,
    isDead: () => dead,
    die: () => {
      dead = true;
    },
    dieAt: (calls, when) => {
      callsLeft = Math.max(1, calls);
      dyingWhen = when;
    },
    tie: <Port extends object>(port: Port): Port => {
      const tied = Object.entries(port).map(([way, does]: [string, unknown]) => {
        if (typeof does !== 'function') return [way, does];
        const reach = (...asked: readonly unknown[]): unknown => Reflect.apply(does, port, asked);
        return isStream(does)
          ? [
              way,
              (...asked: readonly unknown[]) => stream(reach(...asked) as AsyncIterable<unknown>),
            ]
          : [way, (...asked: readonly unknown[]) => call(() => reach(...asked))];
      });
      return Object.fromEntries(tied) as Port;
    },
    clock: (pace, skewMs) => ({
      now: () => epochMs(time.now() + skewMs()),
      sleep: (by, signal) => sleep(time, by, signal, () => dead),
      real: (by: DurationMs) => by / pace,
    }),
  };
}

const never = (): Promise<never> => new Promise(() => undefined);

function sleep(
  time: VirtualTime,
  by: DurationMs,
  signal: AbortSignal | undefined,
  isDead: () => boolean,
): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = (): void => {
      signal?.removeEventListener('abort', wake);
      if (!isDead()) resolve();
    };
    signal?.addEventListener('abort', wake, { once: true });
    time.at(time.now() + by, wake);
  });
}
