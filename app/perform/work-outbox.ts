import { PreauError } from '../../core/errors.ts';
import type { Action } from '../../core/incident/action.ts';
import { after, type DurationMs, durationMs, minutes, seconds } from '../../core/units.ts';
import type { Engine } from '../engine.ts';
import type { OutboxItem, Ports } from '../ports.ts';

/** Carries out one action. What came of it has been handed to the engine when this resolves. */
export type Perform = (action: Action, signal: AbortSignal) => Promise<void>;

/** A retryable action is tried again for this long, then becomes an operator's task. Chosen. */
const TRIES_MAX = 30;
const BACKOFF_FIRST = seconds(10);
const BACKOFF_MAX = minutes(5);
const LOOK_EVERY = seconds(6);
/** Looked for beside those under way, so that these, be they ever so many, hide none. Chosen. */
const LOOK_FOR = 64;

/**
 * Carry out what the outbox holds until `signal` aborts.
 *
 * Actions run side by side: a notice of ten thousand messages must not keep a turn waiting. Each
 * leaves the outbox only after its outcome is in the journal, so a killed process does it again,
 * under the same key.
 */
export async function workOutbox(
  ports: Pick<Ports, 'outbox' | 'clock'>,
  engine: Engine,
  perform: Perform,
  signal: AbortSignal,
): Promise<void> {
  const running = new Map<string, Promise<void>>();
  let wake = (): void => undefined;
  const unsubscribe = engine.onEntry(() => wake());
  while (!signal.aborted) {
    // Before looking: what is written while the outbox answers must wake this too.
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const due = await ports.outbox.due(ports.clock.now(), running.size + LOOK_FOR);
    if (signal.aborted) break;
    for (const item of due) {
      const lane = laneOf(item.action);
      if (running.has(lane)) continue;
      const work = carryOut(ports, engine, perform, item, signal).finally(() => {
        running.delete(lane);
        wake();
      });
      running.set(lane, work);
    }
    await Promise.race([woken, ports.clock.sleep(LOOK_EVERY, signal)]);
  }
  unsubscribe();
  await Promise.allSettled(running.values());
}

/** Turns of one platform go one after the other, in order; everything else is on its own. */
const laneOf = (action: Action): string =>
  action.kind === 'turn-dns' ? `${action.platform}/turn` : action.key;

async function carryOut(
  { outbox, clock }: Pick<Ports, 'outbox' | 'clock'>,
  engine: Engine,
  perform: Perform,
  { action, tries }: OutboxItem,
  signal: AbortSignal,
): Promise<void> {
  try {
    await perform(action, signal);
    if (!signal.aborted) await outbox.done(action.key);
  } catch (error) {
    if (signal.aborted) return;
    const detail = error instanceof Error ? error.message : String(error);
    const again = error instanceof PreauError && error.retryable && tries + 1 < TRIES_MAX;
    if (again) {
      await outbox.retryAt(action.key, after(clock.now(), backoff(tries)), detail);
      return;
    }
    await engine.handle({
      kind: 'action-failed',
      at: clock.now(),
      action: action.key,
      detail,
      final: true,
    });
    await outbox.done(action.key);
  }
}

const backoff = (tries: number): DurationMs =>
  durationMs(Math.min(BACKOFF_MAX, BACKOFF_FIRST * 2 ** Math.min(tries, 10)));
