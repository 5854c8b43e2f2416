import { between, type DurationMs, type EpochMs, seconds } from '../units.ts';
import type { Notice } from './notice.ts';

/**
 * A plan waits this long for another to be written, then goes without. Chosen: a plan of 60,000
 * schools takes seconds, and a broken one must not hold up the others' veto time.
 */
const LONGEST_WAIT: DurationMs = seconds(20);

/**
 * Whether a notice's plan should wait for an earlier one that is being made: several platforms that
 * fall in one minute must see each other's SMS, or one telephone rings for each.
 *
 * Earlier is by time, then by id, so that of any two only one waits.
 */
export function waitsForPlan(
  notices: { readonly [id: string]: Notice },
  id: string,
  now: EpochMs,
): boolean {
  const mine = notices[id];
  if (mine === undefined) return false;
  return Object.values(notices).some(
    (other) =>
      other.stage === 'planning' &&
      between(other.plannedAt, now) < LONGEST_WAIT &&
      (other.plannedAt < mine.plannedAt ||
        (other.plannedAt === mine.plannedAt && other.id < mine.id)),
  );
}
