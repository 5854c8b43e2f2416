import { difference } from './traffic-difference.ts';
import type { TrafficSegment } from './traffic-segment.ts';

/** More would be read by nobody, and each is counted in memory of its own; chosen. */
export const SEGMENTS_MAX = 24;

/**
 * Join neighbours that are alike, the most alike first, until none are and there are not too many.
 *
 * @param segments by time; each turn leaves one fewer
 */
export function joinAlike(segments: readonly TrafficSegment[]): readonly TrafficSegment[] {
  const gaps = segments
    .slice(1)
    .map((next, index) => difference(segments[index] as TrafficSegment, next));
  const least = Math.min(...gaps);
  if (least >= 1 && segments.length <= SEGMENTS_MAX) return segments;
  const index = gaps.indexOf(least);
  const one = segments[index] as TrafficSegment;
  const other = segments[index + 1] as TrafficSegment;
  return joinAlike(segments.toSpliced(index, 2, joined(one, other)));
}

const joined = (one: TrafficSegment, other: TrafficSegment): TrafficSegment => ({
  fromSec: one.fromSec,
  toSec: other.toSec,
  counts: one.counts.map((count, column) => count + (other.counts[column] as number)),
});
