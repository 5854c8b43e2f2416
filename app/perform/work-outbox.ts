import { seconds } from '../../core/units.ts';
import type { Engine } from '../engine.ts';
import type { OutboxItem, Ports } from '../ports.ts';
import { carryOut, type Perform } from './carry-out.ts';
import { laneOf } from './lane-of.ts';

const LOOK_EVERY = seconds(6);
/** What could not be settled in the store is left alone so long: it would fail again at once. Chosen. */
const AFTER_FAULT = seconds(10);
/** Looked for beside those under way, so that these, be they ever so many, hide none. Chosen. */
const LOOK_FOR = 64;

/**
 * Carry out what the outbox holds until `signal` aborts.
 *
 * Actions run side by side: a notice of ten thousand messages must not keep a turn waiting. Each
 * leaves the outbox only after its outcome is in the journal, so a killed process does it again,
 * under the same key. So does one whose outcome could not be written, on a full disk say: a store that
 * fails delays what is to be done, and ends nobody's watch (P6).
 *
 * @param onError told of a store that fails, each time. @default standard error
 */
export async function workOutbox(
  ports: Pick<Ports, 'outbox' | 'clock'>,
  engine: Engine,
  perform: Perform,
  signal: AbortSignal,
  onError: (error: unknown) => void = console.error,
): Promise<void> {
  const running = new Map<string, Promise<unknown>>();
  let wake = (): void => undefined;
  const unsubscribe = engine.onEntry(() => wake());
  while (!signal.aborted) {
    // Before looking: what is written while the outbox answers must wake this too.
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const due = await dueNow(ports, running.size + LOOK_FOR, onError);
    if (signal.aborted) break;
    for (const item of due) {
      const lane = laneOf(item.action);
      if (running.has(lane)) continue;
      const work = carryOut(ports, engine, perform, item, signal)
        .catch((error: unknown) => {
          onError(error);
          return ports.clock.sleep(AFTER_FAULT, signal);
        })
        .finally(() => {
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

/** @returns nothing when the outbox cannot tell: it is asked again at the next look */
async function dueNow(
  { outbox, clock }: Pick<Ports, 'outbox' | 'clock'>,
  limit: number,
  onError: (error: unknown) => void,
): Promise<readonly OutboxItem[]> {
  try {
    return await outbox.due(clock.now(), limit);
  } catch (error) {
    onError(error);
    return [];
  }
}
