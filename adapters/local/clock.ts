import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../app/ports.ts';
import { type DurationMs, type EpochMs, epochMs } from '../../core/units.ts';

/** The machine's own clock, at its own pace. */
export const systemClock: Clock = clockAt((): EpochMs => epochMs(Date.now()), 1);

/**
 * A rehearsal's clock: starts at `from` and runs `pace` times as fast as the machine's.
 *
 * Runs on the monotonic clock, so that a machine whose time is set in mid-rehearsal does not jump.
 * @param pace more than 0; 60 makes a minute last a second
 * @param realFromMs the reading of `performance.timeOrigin + performance.now()` at which it was `from`
 */
export const pacedClock = (from: EpochMs, pace: number, realFromMs: number): Clock =>
  clockAt(() => epochMs(from + (realNow() - realFromMs) * pace), pace);

/** Real milliseconds since the epoch on a clock that never steps back within a process. */
export const realNow = (): number => performance.timeOrigin + performance.now();

function clockAt(now: () => EpochMs, pace: number): Clock {
  return {
    now,
    sleep: async (by: DurationMs, signal?: AbortSignal) => {
      await wait(by / pace, undefined, { ...(signal && { signal }) }).catch(() => undefined);
    },
    real: (by: DurationMs) => by / pace,
  };
}
