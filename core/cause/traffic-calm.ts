import type { TrafficSegment } from './traffic-segment.ts';
import { SURVEY_MIXES } from './traffic-slice.ts';

/** A calm of fewer requests, or of less than a minute, is none to compare with; chosen. */
export const CALM_REQUESTS_MIN = 30;
const CALM_SEC_MIN = 60;
/** A stretch in which so many requests fail is no calm, whatever its pace; chosen. */
const CALM_ERRORS_MAX = 0.2;
/** The calm may be this much busier than the quietest stretch: a crowd or flood is more. Chosen. */
const CALM_PACE_FACTOR = 2;

/**
 * The first calm stretch, which the others are compared with: long enough, without many errors, and
 * about as quiet as the quietest such stretch.
 *
 * @returns its index; null when none has as many as 30 requests
 */
export function firstCalm(segments: readonly TrafficSegment[]): number | null {
  const all = segments.map((segment, index) => ({ index, ...measure(segment) }));
  const some = all.filter(({ requests }) => requests >= CALM_REQUESTS_MIN);
  const long = some.filter(({ seconds }) => seconds >= CALM_SEC_MIN);
  const sound = long.filter(({ errors }) => errors < CALM_ERRORS_MAX);
  const chosen = [sound, long, some].find((list) => list.length > 0) ?? [];
  const least = Math.min(...chosen.map(({ pace }) => pace));
  return chosen.find(({ pace }) => pace <= CALM_PACE_FACTOR * least)?.index ?? null;
}

function measure({ fromSec, toSec, counts }: TrafficSegment) {
  const seconds = toSec - fromSec;
  const requests = counts[SURVEY_MIXES.requests] ?? 0;
  const looked = counts[SURVEY_MIXES.looked] ?? 0;
  const errors = looked === 0 ? 0 : (counts[SURVEY_MIXES.errors] ?? 0) / looked;
  return { seconds, requests, errors, pace: requests / Math.max(1, seconds) };
}
