import type { Clock } from '../../../app/ports.ts';
import type { DurationMs } from '../../../core/units.ts';

/** One that waits, and what wakes it: an answer, or a time. */
export interface Bell {
  ring(): void;
  /** Until it rings, or `by` of the clock's time has passed; null waits for the bell alone. */
  wait(by: DurationMs | null): Promise<void>;
}

export function bell(clock: Pick<Clock, 'sleep'>): Bell {
  let wake: (() => void) | null = null;
  return {
    ring: () => wake?.(),
    wait: (by) =>
      new Promise((resolve) => {
        const called = by === null ? null : new AbortController();
        wake = () => {
          wake = null;
          called?.abort();
          resolve();
        };
        if (by !== null && called !== null) {
          void clock.sleep(by, called.signal).then(() => {
            if (!called.signal.aborted) wake?.();
          });
        }
      }),
  };
}
