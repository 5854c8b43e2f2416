import { type DurationMs, durationMs } from '../units.ts';

/** How often and how long the embedded name server checks, in one unit of time. */
export interface CheckPace {
  readonly checkIntervalMs: number;
  readonly checkTimeoutMs: number;
  readonly failureThreshold: number;
}

/**
 * From the death of an origin to the mirror's answer by the name server's checks alone, at worst: an
 * origin that dies right after a check and hangs. The next check is a doubt when half of its time is
 * used; then every checker confirms up to the threshold, each beginning when the one before is half
 * late, and the last one takes its whole time.
 */
export const healthBudget = (pace: CheckPace): DurationMs =>
  durationMs(pace.checkIntervalMs + (pace.checkTimeoutMs * (pace.failureThreshold + 2)) / 2);

/**
 * From the death of an origin to Préau's own decision to turn, at worst: the first bad round comes
 * within an interval, each that confirms it after half of one, and the last takes its whole time.
 *
 * @param probeMs for one round of probes
 */
export const roundsBudget = (
  watch: { readonly intervalMs: number; readonly roundsToFall: number },
  probeMs: number,
): DurationMs =>
  durationMs(watch.intervalMs + ((watch.roundsToFall - 1) * watch.intervalMs) / 2 + probeMs);
