import type { Clock } from '../../app/ports.ts';
import type { DurationMs } from '../../core/units.ts';

/**
 * Do `work` once per `intervalMs` of the home's time until `signal` aborts, never twice at once.
 *
 * Rounds start on a steady beat; one that takes longer than its beat makes the next start late,
 * and the missed beats are not made up for.
 *
 * @param onError what to do with a failure; the loop goes on
 */
export async function every(
  clock: Clock,
  intervalMs: DurationMs,
  work: () => Promise<void>,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  let due = clock.now() as number;
  while (!signal.aborted) {
    await work().catch(onError);
    const now = clock.now();
    // A machine's clock that was set back must not make this sleep until it is that late again.
    due = Math.min(Math.max(due + intervalMs, now), now + intervalMs);
    await clock.sleep((due - now) as DurationMs, signal);
  }
}
