import type { Engine } from '../../app/engine.ts';
import type { Clock, Journal, Random } from '../../app/ports.ts';
import { callEndpoint, type LostCalls } from '../../app/subscriptions/call-endpoint.ts';
import { type ChangeReader, changeReader } from '../../app/subscriptions/change-reader.ts';
import { oweChanges } from '../../app/subscriptions/owe-changes.ts';
import { raiseLostCalls } from '../../app/subscriptions/raise-lost-calls.ts';
import type { Caller, CallLedger } from '../../app/subscriptions/ports.ts';
import type { PublicChange } from '../../app/subscriptions/public-changes.ts';
import type { WebhookConfig } from '../../config/schema-pages.ts';
import type { State } from '../../core/incident/state.ts';
import type { Policy } from '../../core/policy.ts';
import { logFailure } from '../middleware/standard.ts';

export interface TellNeeds {
  readonly webhooks: readonly WebhookConfig[];
  readonly policy: Policy;
  readonly journal: Pick<Journal, 'head'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly ledger: CallLedger;
  readonly caller: Caller;
  /** Opens the engine of this function with a listener to every line of the journal. */
  readonly open: (take: ChangeReader['take']) => () => Promise<Engine>;
  readonly word: (change: PublicChange, state: State) => string;
}

export interface Teller {
  /** The function's engine, as the page is made of it. */
  readonly engine: () => Promise<Engine>;
  /** Bring endpoints what they are owed until nothing is, or `signal` aborts. Never rejects. */
  readonly tell: (signal: AbortSignal) => Promise<void>;
}

/**
 * Webhooks beside the page: the message that makes a page be written makes endpoints be told, and a
 * minute later what was not brought is brought again. One function at a time does it, since its queue
 * has one group.
 */
export function tellEndpoints(needs: TellNeeds): Teller {
  const { webhooks, ledger, policy, journal } = needs;
  let reader: ChangeReader | null = null;
  const opened = needs.open((entry, state) => reader?.take(entry, state));
  /** Before the journal is read: lines that are written down for all are passed over. */
  const begin = async (): Promise<ChangeReader> => {
    const head = (await journal.head())?.seq ?? 0;
    const standings = await Promise.all(webhooks.map(({ name }) => ledger.standing(name, head)));
    return changeReader(policy, Math.min(...standings.map(({ seq }) => seq)));
  };
  const engine = async (): Promise<Engine> => {
    reader ??= await begin();
    return opened();
  };
  const tellOne = async (wish: WebhookConfig, from: ChangeReader, signal: AbortSignal) => {
    const head = from.head();
    const seq = await oweChanges(ledger, wish, from.after(0), head, needs.word);
    const gaveUp = async (lost: LostCalls) => raiseLostCalls(lost, await opened(), needs.clock);
    await callEndpoint(wish.name, head, { ...needs, gaveUp }, signal);
    return seq;
  };
  return {
    engine,
    tell: async (signal) => {
      if (reader === null) return;
      const from = reader;
      const told = await Promise.allSettled(webhooks.map((wish) => tellOne(wish, from, signal)));
      const seqs = told.map((one) => {
        if (one.status === 'fulfilled') return one.value;
        logFailure(one.reason);
        return 0;
      });
      from.forget(Math.min(...seqs));
    },
  };
}
