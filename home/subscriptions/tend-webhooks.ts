import {
  createGuardedPost,
  loopbackPosts,
  publicPosts,
} from '../../adapters/local/guarded-post.ts';
import {
  CALL_TIMEOUT_MS,
  createWebhookCaller,
} from '../../adapters/local/subscriptions/webhook-caller.ts';
import type { Engine } from '../../app/engine.ts';
import type { ChangeReader } from '../../app/subscriptions/change-reader.ts';
import { callEndpoint, type LostCalls } from '../../app/subscriptions/call-endpoint.ts';
import { oweChanges } from '../../app/subscriptions/owe-changes.ts';
import { raiseLostCalls } from '../../app/subscriptions/raise-lost-calls.ts';
import type { CallLedger } from '../../app/subscriptions/ports.ts';
import type { PublicChange } from '../../app/subscriptions/public-changes.ts';
import type { Ports } from '../../app/ports.ts';
import type { State } from '../../core/incident/state.ts';
import { durationMs, seconds } from '../../core/units.ts';
import type { HomeSpec } from '../home-spec.ts';
import { every } from '../loops/every.ts';
import { openEndpoints } from './open-endpoints.ts';

export interface WebhookNeeds {
  readonly spec: HomeSpec;
  readonly ports: Pick<Ports, 'clock' | 'random'>;
  readonly ledger: CallLedger;
  readonly reader: ChangeReader;
  /** The body that tells of a change. */
  readonly word: (change: PublicChange, state: State) => string;
  readonly onError: (error: unknown) => void;
}

export interface WebhookLoops {
  /** Runs until `signal` aborts, and resolves once nothing is under way any more. */
  run(engine: Engine, signal: AbortSignal): Promise<void>;
  /** The line of the journal up to which this endpoint's calls are written down. */
  written(): number;
}

/**
 * The loops that bring every endpoint what it is owed, each in its own time: one that is slow or down
 * holds up no other.
 *
 * @throws PreauError as {@link openEndpoints}
 */
export function webhookLoops(needs: WebhookNeeds): WebhookLoops {
  const { spec, ports, ledger, reader, onError } = needs;
  const wishes = spec.config.pages.webhooks;
  const endpoints = openEndpoints(wishes);
  const guard = spec.rehearsal === null ? publicPosts : loopbackPosts;
  const post = createGuardedPost({ guard, timeoutMs: CALL_TIMEOUT_MS, connections: 2 });
  const caller = createWebhookCaller(endpoints, post);
  const written = new Map<string, number>();
  const tend = async (wish: (typeof wishes)[number], engine: Engine, signal: AbortSignal) => {
    const head = reader.head();
    const lines = reader.after(written.get(wish.name) ?? 0);
    written.set(wish.name, await oweChanges(ledger, wish, lines, head, needs.word));
    const gaveUp = (lost: LostCalls) => raiseLostCalls(lost, engine, ports.clock);
    await callEndpoint(wish.name, head, { ...ports, ledger, caller, gaveUp }, signal);
  };
  // A second of real time, whatever the home's pace.
  const beat = durationMs(seconds(1) * (spec.rehearsal?.pace ?? 1));
  return {
    run: async (engine, signal) => {
      const loops = wishes.map((wish) =>
        every(ports.clock, beat, () => tend(wish, engine, signal), signal, onError),
      );
      // What is under way ends at once: it stays owed.
      signal.addEventListener('abort', () => post.close(), { once: true });
      await Promise.all(loops);
    },
    written: () => Math.min(...wishes.map(({ name }) => written.get(name) ?? 0)),
  };
}
