import type { NamesSpec } from './names-spec.ts';

/** The settings of a spec's checks, with what it leaves open. Times are real milliseconds. */
export interface CheckTiming {
  readonly intervalMs: number;
  readonly budgetMs: number;
  readonly threshold: number;
  readonly checkers: number;
  readonly confirmAfterMs: number;
  readonly keepConnections: boolean;
  readonly renewAfterMs: number;
}

/**
 * One of five is 20 %, and more than 18 % is healthy: all five must say down. Chosen as the greatest
 * number of which that is so: a platform that fails requests at random does not flap.
 */
export const CHECKERS = 5;

/** Chosen: a restart that takes less turns nobody, and a death is still told within a blink. */
const CONFIRM_AFTER_MAX_MS = 250;
/** Chosen with the one above, so that a death is confirmed in a small part of an interval. */
const CONFIRM_PARTS = 8;
/** Checks that a kept connection serves. Chosen: every fifth sees what new visitors see. */
const RENEW_INTERVALS = 5;
/** Chosen: a handshake costs some ten times what a check on a kept connection does. */
const RENEW_MIN_MS = 5_000;

export function checkTiming(spec: NamesSpec): CheckTiming {
  const intervalMs = spec.checkIntervalMs;
  return {
    intervalMs,
    budgetMs: spec.checkTimeoutMs,
    threshold: spec.failureThreshold,
    checkers: spec.checkers ?? CHECKERS,
    confirmAfterMs:
      spec.confirmAfterMs ?? Math.min(intervalMs / CONFIRM_PARTS, CONFIRM_AFTER_MAX_MS),
    keepConnections: spec.keepConnections ?? true,
    renewAfterMs: Math.max(intervalMs * RENEW_INTERVALS, RENEW_MIN_MS),
  };
}
