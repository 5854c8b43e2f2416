import { hourIn, minuteIn } from '../notice/format-time.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs, PlatformId } from '../units.ts';
import { zoneOf } from '../zone-of.ts';

/** How long everybody logs in at the beginning of a class hour, in minutes. Chosen. */
const RUSH_MIN = 5;

/** Whether a class hour has just begun on the clocks of a platform's pupils. */
export function isClassStart(at: EpochMs, platform: PlatformId, policy: Policy): boolean {
  const { shelter } = policy;
  if (shelter.classStarts.length === 0) return false;
  const zone = zoneOf(policy, platform);
  const minute = hourIn(at, zone) * 60 + minuteIn(at, zone);
  return shelter.classStarts.some((start) => minute >= start && minute < start + RUSH_MIN);
}
