import { planNotice } from '../notice/plan-notice.ts';
import { isSaidWrong } from '../notice/said-wrong.ts';
import type { Policy } from '../policy.ts';
import { type EpochMs, hours } from '../units.ts';
import { type Change, withActions, withIncident } from './change.ts';
import type { Incident } from './state.ts';
import { wasTold } from './was-told.ts';

/** A home that was stopped for longer than this when a late look was due does without it. Chosen. */
const LATE_AT_MOST = hours(24);

/**
 * Nobody is written to of a fall that is longer ago. Chosen: a month, in which reports are written;
 * what is recorded later stands in the files alone.
 */
const CORRECTED_FOR = hours(30 * 24);

/**
 * What an incident that is over still owes: late looks at what others publish of it, and a correction
 * to those who read a cause that did not hold (P5).
 *
 * Policies of the versions before neither looked nor wrote any more: their journals are replayed as
 * they were decided.
 */
export function afterEnd(change: Change, at: EpochMs, policy: Policy): Change {
  if (policy.cause.laterReviewsMs === undefined) return change;
  return Object.values(change.state.incidents)
    .filter(({ backAt, drill, fellAt }) => backAt !== null && !drill && at - fellAt < CORRECTED_FOR)
    .reduce((so, incident) => {
      const looked = lookLate(so, incident, at, policy);
      const owes = incident.closedAt !== null && isSaidWrong(incident) && wasTold(so, incident);
      return owes ? planNotice(looked, incident.id, 'correction', at, policy) : looked;
    }, change);
}

/** What was measured is measured: only what others say of it may still change. */
function lookLate(change: Change, incident: Incident, at: EpochMs, policy: Policy): Change {
  const { id, platform, fellAt, collections, backAt, recoveredAt, lateLooks = 0 } = incident;
  const due = (policy.cause.laterReviewsMs ?? []).filter((reviewMs) => at - fellAt >= reviewMs);
  const latest = due.at(-1);
  if (due.length <= lateLooks || latest === undefined) return change;
  if (at - fellAt >= latest + LATE_AT_MOST) return change;
  const until = recoveredAt ?? backAt;
  const counted = withIncident(change, id, {
    lateLooks: due.length,
    collections: collections + 1,
    collectedAt: at,
  });
  return withActions(counted, {
    kind: 'collect-signals',
    key: `${id}/signals/${collections + 1}`,
    incident: id,
    platform,
    fellAt,
    ...(until !== null && { until }),
  });
}
