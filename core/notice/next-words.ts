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
