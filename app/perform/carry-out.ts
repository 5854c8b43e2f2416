import { PreauError } from '../../core/errors.ts';
import type { Action } from '../../core/incident/action.ts';
import {
  after,
  type DurationMs,
  durationMs,
  type EpochMs,
  minutes,
  seconds,
} from '../../core/units.ts';
import type { Engine } from '../engine.ts';
import type { OutboxItem, Ports } from '../ports.ts';

/** Done as far as this worker can do it now: the action stays in the outbox, as it was. */
export interface Unfinished {
  readonly kind: 'unfinished';
  /** When to go on with it here; null when that is for others to do. */
  readonly resumeAt: EpochMs | null;
}

/**
 * Carries out one action. What came of it has been handed to the engine when this resolves, but for
 * what is {@link Unfinished}.
 */
export type Perform = (action: Action, signal: AbortSignal) => Promise<Unfinished | void>;

/** What became of one try of an action. */
export type Outcome =
  /** It is in the journal, for better or worse, and out of the outbox. */
  | { readonly kind: 'done' }
  | { readonly kind: 'later'; readonly waitMs: DurationMs; readonly why: string }
  | Unfinished
  /** The signal came first: nothing is known of it, and the outbox has it as it was. */
  | { readonly kind: 'stopped' };

/**
 * A retryable action is tried again this often, then becomes an operator's task; but for a notice on
 * its way: its messages are given up one by one, by name, and a ledger that fails is none's own
 * failure (P3). Chosen.
 */
export const TRIES_MAX = 30;
const BACKOFF_FIRST = seconds(10);
const BACKOFF_MAX = minutes(5);

/**
 * Try one action of the outbox, and settle what came of it there: done, later, or given up as
 * `action-failed`, which raises a task.
 */
export async function carryOut(
  { outbox, clock }: Pick<Ports, 'outbox' | 'clock'>,
  engine: Engine,
  perform: Perform,
  { action, seq, tries }: OutboxItem,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    // Asked for by an entry whose writer got no answer: a state without it would take it for overtaken.
    if ((engine.head()?.seq ?? 0) < seq) await engine.refresh();
    const end = await perform(action, signal);
    if (signal.aborted) return { kind: 'stopped' };
    if (end !== undefined) return end;
  } catch (error) {
    if (signal.aborted) return { kind: 'stopped' };
    const why = error instanceof Error ? error.message : String(error);
    const isLast = tries + 1 >= TRIES_MAX && action.kind !== 'send-notice';
    if (error instanceof PreauError && error.retryable && !isLast) {
      const waitMs = backoff(tries);
      await outbox.retryAt(action.key, after(clock.now(), waitMs), why);
      return { kind: 'later', waitMs, why };
    }
    const { key } = action;
    const at = clock.now();
    await engine.handle({ kind: 'action-failed', at, action: key, detail: why, final: true });
  }
  await outbox.done(action.key);
  return { kind: 'done' };
}

const backoff = (tries: number): DurationMs =>
  durationMs(Math.min(BACKOFF_MAX, BACKOFF_FIRST * 2 ** Math.min(tries, 10)));
