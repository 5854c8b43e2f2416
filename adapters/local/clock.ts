import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../app/ports.ts';
import { type DurationMs, type EpochMs, epochMs } from '../../core/units.ts';

/** The machine's own clock, at its own pace. */
export const systemClock: Clock = clockAt((): EpochMs => epochMs(Date.now()), 1);

/**
 * A rehearsal's clock: it was `from` at the machine's `realFromMs`, and runs `pace` times as fast.
 *
 * The machine's time is read once, so that several processes agree; from there on the monotonic
 * clock counts, so that a machine whose time is set in mid-rehearsal does not jump.
 * @param pace more than 0; 60 makes a minute last a second
 * @param realFromMs milliseconds since the epoch, by `Date.now()`
 */
export function pacedClock(from: EpochMs, pace: number, realFromMs: number): Clock {
  const passedMs = Date.now() - realFromMs;
  const monotonicFrom = performance.now();
  return clockAt(() => epochMs(from + (passedMs + performance.now() - monotonicFrom) * pace), pace);
}

/** The longest that a timer of Node can last, some 25 days; asked for more, it ends at once. */
const TIMER_MAX_MS = 2 ** 31 - 1;

function clockAt(now: () => EpochMs, pace: number): Clock {
  return {
    now,
    sleep: async (by: DurationMs, signal?: AbortSignal) => {
      await wait(Math.min(by / pace, TIMER_MAX_MS), undefined, { ...(signal && { signal }) }).catch(
        () => undefined,
      );
    },
    real: (by: DurationMs) => by / pace,
  };
}
