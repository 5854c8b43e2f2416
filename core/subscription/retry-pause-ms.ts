import { type DurationMs, durationMs, minutes, seconds } from '../units.ts';

/**
 * Pauses after the first, second, … failure in a row; the last one goes on. Chosen: a receiver that is
 * started anew has missed nothing after five seconds, and one that is down for the night costs an
 * attempt an hour.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md "Delivery"
 */
const PAUSES: readonly DurationMs[] = [
  seconds(5),
  seconds(30),
  minutes(2),
  minutes(10),
  minutes(30),
  minutes(60),
];

/** Up to a fifth more, so that receivers behind one failure are not all asked again at once. Chosen. */
const JITTER = 0.2;

/** Longest pause that a receiver may ask for; chosen. */
const ASKED_MAX = minutes(60);

/**
 * How long a receiver that failed is left alone.
 *
 * @param failures in a row, 1 or more
 * @param chance in [0, 1)
 * @param askedMs what the receiver itself asked for. @default nothing
 */
export function retryPauseMs(failures: number, chance: number, askedMs = 0): DurationMs {
  const index = Math.min(Math.max(1, failures), PAUSES.length) - 1;
  const pause = (PAUSES[index] ?? ASKED_MAX) * (1 + JITTER * chance);
  return durationMs(Math.max(pause, Math.min(askedMs, ASKED_MAX)));
}
