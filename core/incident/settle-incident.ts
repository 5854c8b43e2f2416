import { lastTold } from '../notice/last-told.ts';
import { planNotice } from '../notice/plan-notice.ts';
import { withdrawNotices } from '../notice/withdraw-notices.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs, IncidentId } from '../units.ts';
import { type Change, withIncident, withPlatform } from './change.ts';
import { isBack } from './is-back.ts';
import { askForPicture } from './on-names-pictured.ts';
import type { Incident } from './state.ts';

/**
 * Bring an incident to its end, one step at a time: visitors back, schools told, closed.
 *
 * An incident that nobody was told of ends in silence: its waiting notices are withdrawn, since a
 * recovery without an outage only worries people. One whose schools last read of a recovery has
 * nothing to add. It is not closed while its platform is in doubt again: a fall would be its relapse.
 */
export function settleIncident(
  change: Change,
  id: IncidentId,
  at: EpochMs,
  policy: Policy,
): Change {
  const incident = change.state.incidents[id];
  const platform = incident && change.state.platforms[incident.platform];
  if (incident === undefined || platform === undefined || incident.closedAt !== null) return change;
  if (!isBack(incident, platform, policy)) return change;
  if (incident.backAt === null) return comeBack(change, incident, at, policy);
  return everythingSaid(change, incident) ? close(change, incident, at) : change;
}

function comeBack(change: Change, incident: Incident, at: EpochMs, policy: Policy): Change {
  const back = withIncident(change, incident.id, {
    backAt: at,
    recoveredAt: incident.recoveredAt ?? at,
  });
  const quiet = withdrawNotices(back, incident);
  const told = lastTold(quiet.state, incident)?.content.phase;
  const silent = told === undefined || told === 'recovery';
  const phase = incident.drill ? 'drill' : 'recovery';
  const last = silent ? quiet : planNotice(quiet, incident.id, phase, at, policy);
  return askForPicture(last, incident.id, 'end', policy);
}

const everythingSaid = (change: Change, incident: Incident): boolean =>
  incident.notices.every((notice) =>
    ['sent', 'cancelled', 'refused', 'failed'].includes(
      change.state.notices[notice]?.stage ?? 'cancelled',
    ),
  );

function close(change: Change, incident: Incident, at: EpochMs): Change {
  const closed = withIncident(change, incident.id, { closedAt: at });
  const platform = closed.state.platforms[incident.platform];
  if (platform?.incident !== incident.id) return closed;
  return withPlatform(closed, incident.platform, {
    incident: null,
    suspectedAt: null,
    votes: [],
    blind: [],
  });
}
