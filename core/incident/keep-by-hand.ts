import { planNotice } from '../notice/plan-notice.ts';
import { isSaidWrong } from '../notice/said-wrong.ts';
import { withdrawNotices } from '../notice/withdraw-notices.ts';
import type { Policy } from '../policy.ts';
import { keepStay } from '../shelter/keep-stay.ts';
import type { EpochMs, PlatformId } from '../units.ts';
import { beginSpan, endSpan } from '../watch/spans.ts';
import { type Change, withIncident, withPlatform } from './change.ts';
import { wasTold } from './was-told.ts';
import { weigh } from './on-outcome.ts';

/**
 * A person says that the owner closed it on purpose: neither up nor down, until a person says else.
 * What was on its way to schools is withdrawn; those who were told of an outage are told the cause, now
 * or as soon as what is leaving has left (`planClosedWord`).
 */
export function suspend(change: Change, id: PlatformId, at: EpochMs, policy: Policy): Change {
  const suspended = withPlatform(change, id, {
    standing: 'suspended',
    suspensions: beginSpan(change.state.platforms[id]?.suspensions ?? [], at),
    suspendedBy: 'person',
    pageRounds: 0,
    since: at,
    degradedSince: null,
    faults: [],
  });
  const kept = keepStay(suspended, id, at, policy, { kind: 'suspended', by: 'person' });
  return tellSuspended(kept, id, at, policy);
}

function tellSuspended(change: Change, id: PlatformId, at: EpochMs, policy: Policy): Change {
  const open = change.state.platforms[id]?.incident ?? null;
  const incident = open === null ? undefined : change.state.incidents[open];
  if (incident === undefined || incident.drill || incident.closedAt !== null) return change;
  const quiet = withdrawNotices(change, incident);
  const known = withIncident(quiet, incident.id, { confirmedCause: 'suspended' });
  const weighed = weigh(known, incident.id, at, policy);
  const now = weighed.state.incidents[incident.id];
  if (now === undefined || !wasTold(weighed, now) || now.backAt !== null) return weighed;
  // Policies of the versions before told it as any cause: their journals are replayed as they were decided.
  const corrects = policy.cause.laterReviewsMs !== undefined && isSaidWrong(now);
  return planNotice(weighed, now.id, corrects ? 'correction' : 'cause', at, policy);
}

/**
 * It is open again, and judged by its next rounds. Against a page that says that it is closed, the
 * person's word stands until the page has been open once.
 */
export function resume(change: Change, id: PlatformId, at: EpochMs, policy: Policy): Change {
  const platform = change.state.platforms[id];
  if (platform?.standing !== 'suspended') return change;
  const open = withPlatform(change, id, {
    standing: 'up',
    suspensions: endSpan(platform.suspensions ?? [], at),
    suspendedBy: null,
    pageRounds: 0,
    pageOverruled: platform.suspendedBy === 'page',
    since: at,
    streak: { says: 'up', rounds: 0, since: at },
  });
  return keepStay(open, id, at, policy, { kind: 'reopened', by: 'person' });
}

/** A person forbids to turn it, and DNS is told as well: health alone would turn it all the same. */
export const veto = (change: Change, id: PlatformId, at: EpochMs, policy: Policy): Change =>
  keepStay(withPlatform(change, id, { vetoed: true }), id, at, policy, { kind: 'vetoed' });
