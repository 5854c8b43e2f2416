import { planNotice } from '../notice/plan-notice.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs, IncidentId } from '../units.ts';
import { type Change, withIncident, withNotice, withPlatform } from './change.ts';
import type { Incident, PlatformState } from './state.ts';

/**
 * Bring an incident to its end, one step at a time: visitors back, schools told, closed.
 *
 * An incident that nobody was told of ends in silence: its waiting notices are withdrawn, since a
 * recovery without an outage only worries people.
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
  if (incident.backAt === null)
    return isBack(incident, platform, policy) ? comeBack(change, incident, at, policy) : change;
  return everythingSaid(change, incident) ? close(change, incident, at) : change;
}

function isBack(incident: Incident, platform: PlatformState, policy: Policy): boolean {
  if (platform.shelter.mirrorShare !== 0 || !platform.shelter.verified) return false;
  if (incident.drill) return !platform.drill;
  return (
    platform.standing === 'up' &&
    platform.streak.says === 'up' &&
    platform.streak.rounds >= policy.watch.roundsToRecover
  );
}

function comeBack(change: Change, incident: Incident, at: EpochMs, policy: Policy): Change {
  const back = withIncident(change, incident.id, {
    backAt: at,
    recoveredAt: incident.recoveredAt ?? at,
  });
  const told = incident.notices.some((notice) =>
    ['sending', 'sent'].includes(back.state.notices[notice]?.stage ?? ''),
  );
  const quiet = incident.notices.reduce(
    (so, notice) => (isWaiting(so, notice) ? withNotice(so, notice, { stage: 'cancelled' }) : so),
    back,
  );
  if (!told) return quiet;
  return planNotice(quiet, incident.id, incident.drill ? 'drill' : 'recovery', at, policy);
}

const isWaiting = (change: Change, notice: string): boolean =>
  ['planning', 'waiting', 'held'].includes(change.state.notices[notice]?.stage ?? '');

const everythingSaid = (change: Change, incident: Incident): boolean =>
  incident.notices.every((notice) =>
    ['sent', 'cancelled', 'refused'].includes(change.state.notices[notice]?.stage ?? 'cancelled'),
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
