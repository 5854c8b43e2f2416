import { carriedWord, type CauseWord } from '../../core/cause/carried-word.ts';
import type { Incident } from '../../core/incident/state.ts';
import type { Policy } from '../../core/policy.ts';
import type { EpochMs } from '../../core/units.ts';

/**
 * What may be said of the cause in public: the verdict's own words, after its gates, and never before
 * the policy's first word: an early guess is what the page exists to avoid. What was recorded once it
 * was over stands before what was confirmed while it lasted.
 *
 * @returns null before there is a word to say
 */
export function publicWord(incident: Incident, policy: Policy, now: EpochMs): CauseWord | null {
  const { confirmedCause: cause, fellAt, recorded = [] } = incident;
  if (recorded.length > 0) return carriedWord(incident);
  if (cause !== null && cause !== 'undetermined') return { cause, rung: 'confirmée', open: [] };
  return now - fellAt < policy.cause.firstWordMs ? null : carriedWord(incident);
}
