import type { Incident, State } from '../incident/state.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs } from '../units.ts';
import { contentOf } from './content-of.ts';
import type { Notice, NoticeContent } from './notice.ts';

/**
 * The facts of a notice that has left, for whoever is told of it later and otherwise: as they stand at
 * `at`, but that a correction takes back what it took back. Since it left, the incident's own word is
 * the correction's. Policies of the versions before did otherwise: their journals are replayed as they
 * were decided.
 *
 * @returns null as {@link contentOf}, and for a correction of what holds again
 */
export function contentOfSent(
  state: State,
  incident: Incident,
  { content: { phase, corrects } }: Notice,
  at: EpochMs,
  policy: Policy,
): NoticeContent | null {
  const now = contentOf(state, incident, phase, at, policy);
  const asDecided = policy.cause.laterReviewsMs === undefined || corrects === undefined;
  if (now === null || asDecided) return now;
  return now.cause === corrects.cause ? null : { ...now, corrects };
}
