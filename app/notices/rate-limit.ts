import { durationMs } from '../../core/units.ts';
import type { Clock } from '../ports.ts';

/** Resolves when one more may leave. */
export type Turnstile = (signal: AbortSignal) => Promise<void>;

/**
 * Let at most `perSec` through in a second of *real* time, evenly: a provider's quota does not run
 * faster because a rehearsal's clock does. What is due within the same millisecond goes at once: a
 * timer waits for one at least, and fifty mails of one call would wait for fifty.
 */
export function rateLimit(clock: Clock, perSec: number): Turnstile {
  const realPerClockMs = clock.real(durationMs(1_000)) / 1_000;
  const stepMs = 1_000 / perSec / realPerClockMs;
  let next = clock.now() as number;
  return async (signal) => {
    const now = clock.now();
    const mine = Math.max(now, next);
    next = mine + stepMs;
    if (mine - now >= 1) await clock.sleep(durationMs(Math.ceil(mine - now)), signal);
  };
}
