import type { TrafficSegment } from './traffic-segment.ts';
import { MIX_COLUMNS, MIX_PARTS, SHARE_COLUMNS, SURVEY_MIXES } from './traffic-slice.ts';

/** Neighbours are one where nobody would call them two: chosen. */
const SAME = { rateFactor: 1.35, share: 0.08, mix: 0.1 };
/** A share of fewer says nothing; chosen. */
const LOOKED_MIN = 30;

/** How different two stretches are, by what differs most: 1 is as much as matters. */
export function difference(one: TrafficSegment, other: TrafficSegment): number {
  const factor = Math.abs(Math.log(paceOf(one) / paceOf(other))) / Math.log(SAME.rateFactor);
  const looked = Math.min(lookedOf(one), lookedOf(other));
  if (looked < LOOKED_MIN) return factor;
  const apart = (column: number) => Math.abs(shareOf(one, column) - shareOf(other, column));
  const noise = Math.sqrt(1 / looked);
  const shares = SHARE_COLUMNS.map((column) => apart(column) / (SAME.share + noise));
  const mixes = MIX_COLUMNS.map((mix) => {
    const parts = Array.from({ length: MIX_PARTS }, (_, part) => apart(mix + part));
    return parts.reduce((sum, part) => sum + part, 0) / 2 / (SAME.mix + 2 * noise);
  });
  return Math.max(factor, ...shares, ...mixes);
}

const paceOf = ({ fromSec, toSec, counts }: TrafficSegment): number =>
  ((counts[SURVEY_MIXES.requests] as number) + 0.5) / Math.max(1, toSec - fromSec);

const lookedOf = ({ counts }: TrafficSegment): number => counts[SURVEY_MIXES.looked] as number;

const shareOf = (segment: TrafficSegment, column: number): number =>
  (segment.counts[column] as number) / lookedOf(segment);
