import type { EpochMs } from '../../units.ts';
import type { HealthLimits, OriginHealth } from './origin-health.ts';
import { type HostPace, isSlower, pauseLeft } from './pace.ts';

/** How a host bears a crawl, from best to worst. */
const MOODS = ['well', 'slower', 'waiting', 'failing'] as const;

/**
 * - `slower`: its answers take longer than they used to;
 * - `waiting`: it asked for less, and is left alone for a while;
 * - `failing`: half as many of its answers are errors as end a crawl.
 */
export type OriginMood = (typeof MOODS)[number];

export function originMood(
  pace: HostPace,
  health: OriginHealth,
  limits: HealthLimits,
  now: EpochMs,
): OriginMood {
  const sick = health.filter((answer) => answer === 'sick').length;
  const isFailing =
    health.length >= limits.inARow && sick >= (limits.sickShare / 2) * health.length;
  if (isFailing) return 'failing';
  if (pauseLeft(pace, now) > 0) return 'waiting';
  return isSlower(pace) ? 'slower' : 'well';
}

/** @returns `well` for no host at all */
export const worstMood = (moods: readonly OriginMood[]): OriginMood =>
  MOODS.findLast((mood) => moods.includes(mood)) ?? 'well';
