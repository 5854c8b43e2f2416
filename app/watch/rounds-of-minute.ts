import { type DurationMs, type EpochMs, epochMs, minutes } from '../../core/units.ts';

/**
 * The instants, from `minute` on and before the next one, at which rounds are due: the multiples of
 * the interval since 1970, so that each minute's follow those of the minute before at one beat.
 *
 * @returns in order; none in some minutes when the interval is longer than one
 */
export function roundsOfMinute(minute: EpochMs, intervalMs: DurationMs): readonly EpochMs[] {
  const first = Math.ceil(minute / intervalMs);
  const end = Math.ceil((minute + minutes(1)) / intervalMs);
  return Array.from({ length: Math.max(0, end - first) }, (_, index) =>
    epochMs((first + index) * intervalMs),
  );
}
