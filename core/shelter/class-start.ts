import { hourIn, minuteIn } from '../notice/format-time.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs } from '../units.ts';

/** How long everybody logs in at the beginning of a class hour, in minutes. Chosen. */
const RUSH_MIN = 5;

/** Whether a class hour has just begun, on that zone's own clock. */
export function isClassStart(
  at: EpochMs,
  {
    timeZone,
    shelter,
  }: Pick<Policy, 'timeZone'> & {
    readonly shelter: Pick<Policy['shelter'], 'classStarts'>;
  },
): boolean {
  if (shelter.classStarts.length === 0) return false;
  const minute = hourIn(at, timeZone) * 60 + minuteIn(at, timeZone);
  return shelter.classStarts.some((start) => minute >= start && minute < start + RUSH_MIN);
}
