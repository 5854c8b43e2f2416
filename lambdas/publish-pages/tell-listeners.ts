import type { Engine } from '../../app/engine.ts';
import type { Journal } from '../../app/ports.ts';
import { type ChangeReader, changeReader } from '../../app/subscriptions/change-reader.ts';
import type { Policy } from '../../core/policy.ts';
import { logFailure } from '../middleware/standard.ts';
import type { Listener } from './listener.ts';

export interface TellNeeds {
  readonly policy: Policy;
  readonly journal: Pick<Journal, 'head'>;
  /** Opens the engine of this function with a listener to every line of the journal. */
  readonly open: (take: ChangeReader['take']) => () => Promise<Engine>;
  /** @param engine that of this function, for those who have something to journal */
  readonly listeners: (engine: () => Promise<Engine>) => readonly Listener[];
}

export interface Teller {
  /** The function's engine, as the page is made of it. */
  readonly engine: () => Promise<Engine>;
  /** Tell everybody what they are owed until nothing is, or `signal` aborts. Never rejects. */
  readonly tell: (signal: AbortSignal) => Promise<void>;
}

/**
 * Listeners beside the page: the message that makes a page be written makes them be told, and a minute
 * later what was not brought is brought again. One function at a time does it, since its queue has one
 * group; what fails of one listener is no other's.
 */
export function tellListeners(needs: TellNeeds): Teller {
  const { policy, journal } = needs;
  let reader: ChangeReader | null = null;
  const opened = needs.open((entry, state) => reader?.take(entry, state));
  const listeners = needs.listeners(opened);
  /** Before the journal is read: lines that are written down for all are passed over. */
  const begin = async (): Promise<ChangeReader> => {
    const head = (await journal.head())?.seq ?? 0;
    const seqs = await Promise.all(listeners.map(({ standing }) => standing(head)));
    return changeReader(policy, Math.min(...seqs));
  };
  const engine = async (): Promise<Engine> => {
    reader ??= await begin();
    return opened();
  };
  return {
    engine,
    tell: async (signal) => {
      if (reader === null) return;
      const from = reader;
      const told = await Promise.allSettled(
        listeners.map(({ tell }) => tell(from.after(0), from.head(), signal)),
      );
      const seqs = told.map((one) => {
        if (one.status === 'fulfilled') return one.value;
        logFailure(one.reason);
        return 0;
      });
      from.forget(Math.min(...seqs));
    },
  };
}
