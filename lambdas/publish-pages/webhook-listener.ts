import type { Engine } from '../../app/engine.ts';
import type { Clock, Random } from '../../app/ports.ts';
import { callEndpoint, type LostCalls } from '../../app/subscriptions/call-endpoint.ts';
import { oweChanges } from '../../app/subscriptions/owe-changes.ts';
import type { Caller, CallLedger } from '../../app/subscriptions/ports.ts';
import type { PublicChange } from '../../app/subscriptions/public-changes.ts';
import { raiseLostCalls } from '../../app/subscriptions/raise-lost-calls.ts';
import type { WebhookConfig } from '../../config/schema-pages.ts';
import type { State } from '../../core/incident/state.ts';
import type { Listener } from './listener.ts';

export interface WebhookNeeds {
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly ledger: CallLedger;
  readonly caller: Caller;
  readonly word: (change: PublicChange, state: State) => string;
  /** Where a message that nobody took becomes a task. */
  readonly engine: () => Promise<Engine>;
}

/** One webhook: told here and now, by the function that writes the page. */
export function webhookListener(wish: WebhookConfig, needs: WebhookNeeds): Listener {
  const { ledger, engine, clock } = needs;
  const gaveUp = async (lost: LostCalls) => raiseLostCalls(lost, await engine(), clock);
  return {
    standing: async (head) => (await ledger.standing(wish.name, head)).seq,
    tell: async (lines, head, signal) => {
      const seq = await oweChanges(ledger, wish, lines, head, needs.word);
      await callEndpoint(wish.name, head, { ...needs, gaveUp }, signal);
      return seq;
    },
  };
}
