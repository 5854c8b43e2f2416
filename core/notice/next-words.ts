import { carriedWord } from '../cause/carried-word.ts';
import type { Change } from '../incident/change.ts';
import type { Incident } from '../incident/state.ts';
import { wasTold } from '../incident/was-told.ts';
import type { Policy } from '../policy.ts';
import { type EpochMs, seconds } from '../units.ts';
import { planNotice } from './plan-notice.ts';
import { isSaidWrong } from './said-wrong.ts';
import { vetoTime } from './veto-time.ts';

/**
 * Plan the notices that an open incident owes its schools at `at`: the promised next word in
 * time, a cause as soon as the evidence carries one, a correction when it carries it no longer.
 */
export function planNextWords(
  change: Change,
  incident: Incident,
  at: EpochMs,
  policy: Policy,
): Change {
  if (incident.closedAt !== null || incident.drill || incident.backAt !== null) return change;
  if (!wasTold(change, incident)) return change;
  if (isSaidWrong(incident)) return planNotice(change, incident.id, 'correction', at, policy);
  if (knowsMore(incident, at, policy) || wordIsDue(incident, at, policy))
    return planNotice(change, incident.id, 'cause', at, policy);
  return change;
}

/**
 * Plan what an incident owes whose platform was closed on purpose: that it was, once it may be said and
 * nothing of the same kind is leaving, as a correction where another cause was stated (P5). Else there is
 * nothing to tell until it opens.
 *
 * Policies of the versions before told it when a person said so, or never: their journals are replayed as
 * they were decided.
 */
export function planClosedWord(
  change: Change,
  incident: Incident,
  at: EpochMs,
  policy: Policy,
): Change {
  if (policy.cause.laterReviewsMs === undefined) return change;
  if (incident.closedAt !== null || incident.drill || incident.backAt !== null) return change;
  if (!wasTold(change, incident)) return change;
  if (isSaidWrong(incident)) return planNotice(change, incident.id, 'correction', at, policy);
  return owesClosed(change, incident, at, policy)
    ? planNotice(change, incident.id, 'cause', at, policy)
    : change;
}

/** A word that a person cancelled was theirs to cancel; one that was given up is owed still. */
function owesClosed({ state }: Change, incident: Incident, at: EpochMs, policy: Policy): boolean {
  if (carriedWord(incident)?.cause !== 'suspended') return false;
  if (at - incident.fellAt < policy.cause.firstWordMs) return false;
  return !incident.notices
    .flatMap((id) => state.notices[id] ?? [])
    .some(({ content, stage }) => content.cause === 'suspended' && stage !== 'failed');
}

const knowsMore = (
  { saidCause, verdict, fellAt }: Incident,
  at: EpochMs,
  policy: Policy,
): boolean =>
  saidCause === null &&
  verdict !== null &&
  (verdict.rung === 'probable' || verdict.rung === 'confirmée') &&
  at - fellAt >= policy.cause.firstWordMs;

/**
 * At least this early, be the time to hold it ever so short: a word is planned at one tick and leaves
 * at a later one. Chosen: two ticks of 10 s, the longest time between two.
 */
const LEAD = seconds(20);

/** The word leaves a veto time early, so that it arrives when it was promised, and not after. */
const wordIsDue = ({ nextWordAt }: Incident, at: EpochMs, policy: Policy): boolean =>
  nextWordAt !== null && at >= nextWordAt - Math.max(LEAD, vetoTime(policy, 'cause'));
