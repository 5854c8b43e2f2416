import type { EpochMs } from '../../core/units.ts';

/** How many pupils are in class at an instant. */
export interface LoadPoint {
  readonly at: EpochMs;
  readonly pupils: number;
}

/**
 * The number of pupils at `at`: a straight line from each point to the next, the first point's
 * number before it and the last one's after it.
 *
 * @param points in order of time
 * @returns a whole number, 0 when there is no point
 */
export function pupilsAt(points: readonly LoadPoint[], at: EpochMs): number {
  const next = points.findIndex((point) => point.at > at);
  if (next === -1) return points.at(-1)?.pupils ?? 0;
  const [from, to] = [points[next - 1], points[next]];
  if (!to) return 0;
  if (!from) return to.pupils;
  return Math.round(from.pupils + ((to.pupils - from.pupils) * (at - from.at)) / (to.at - from.at));
}
