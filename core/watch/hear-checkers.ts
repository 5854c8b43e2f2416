import { HEALTHY_ABOVE } from '../shelter/check-panel.ts';
import type { DurationMs, EpochMs } from '../units.ts';

/** What one checker of a health check found at its latest look. */
export interface CheckerStatus {
  readonly passed: boolean;
  readonly at: EpochMs;
  /** In its own words, at most 200 characters. */
  readonly says: string;
}

/** What a panel's statuses come to. `of` counts those that were heard, `passing` those that passed. */
export interface CheckersHeard {
  /**
   * - `down`: so few pass that the data plane turns the name by it.
   * - `up`: more than half pass.
   * - `split`: between the two; the data plane takes it for healthy, and nobody would send visitors back.
   * - `stale`: too few have looked lately, so that nothing is known.
   */
  readonly says: 'up' | 'down' | 'split' | 'stale';
  readonly passing: number;
  readonly of: number;
  /** When the latest of those heard looked; null where none was. */
  readonly at: EpochMs | null;
}

/**
 * A status older than so many intervals is no status. A look at a black hole takes an interval and
 * up to 8 s, 18 s at the fast one; three leave room for that and for one that was lost. Chosen.
 */
const STALE_INTERVALS = 3;
/** Route 53 looks from three Regions at least: fewer voices are not its panel's. */
const HEARD_LEAST = 3;
/** At least this part of a panel must have looked lately. Chosen. */
const HEARD_SHARE = 0.5;
/** What is up is so by most of those who looked: 19 % are enough to stay, and not to come back. Chosen. */
const UP_ABOVE = 0.5;

/**
 * What the checkers of a health check say together, by their latest looks.
 *
 * They fall by Route 53's own rule, since names turn by it: healthy while more than 18 % say so. A
 * status that is stale, or of a time to come, is not heard.
 *
 * @param intervalMs of the check
 */
export function hearCheckers(
  statuses: readonly CheckerStatus[],
  now: EpochMs,
  intervalMs: DurationMs,
): CheckersHeard {
  const heard = statuses.filter(({ at }) => Math.abs(now - at) <= STALE_INTERVALS * intervalMs);
  const passing = heard.filter(({ passed }) => passed).length;
  const at = heard.reduce<EpochMs | null>(
    (latest, one) => (latest === null || one.at > latest ? one.at : latest),
    null,
  );
  const enough = heard.length >= Math.max(HEARD_LEAST, HEARD_SHARE * statuses.length);
  const says = enough ? saidBy(passing / heard.length) : 'stale';
  return { says, passing, of: heard.length, at };
}

function saidBy(share: number): 'up' | 'down' | 'split' {
  if (share <= HEALTHY_ABOVE) return 'down';
  return share > UP_ABOVE ? 'up' : 'split';
}
