import { type DurationMs, durationMs, minutes } from '../core/units.ts';

/** Rounds that may be missed before nobody watches. Chosen. */
const ROUNDS_MISSED = 3;
/** However often rounds come: a function that starts cold may miss some. Chosen. */
const AT_LEAST: DurationMs = minutes(3);

/**
 * Without a round for so long nobody watches: three minutes, or three rounds where these are rarer.
 * The watchdog, its alarm and the health picture all hold a home to it.
 *
 * @param intervalMs from one round to the next, `watch.interval`
 */
export const blindAfter = (intervalMs: DurationMs): DurationMs =>
  durationMs(Math.max(AT_LEAST, ROUNDS_MISSED * intervalMs));
