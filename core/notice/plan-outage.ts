import type { Change } from '../incident/change.ts';
import type { Policy } from '../policy.ts';
import { type EpochMs, hours, type PlatformId } from '../units.ts';
import { lastTold } from './last-told.ts';
import { planNotice } from './plan-notice.ts';

/** A second fall this soon after an end is told as a relapse. Chosen: a class hour. */
const RELAPSE_WINDOW = hours(1);

/** Plan the first notice of a platform's open incident: a relapse when the last end is fresh. */
export function planOutage(change: Change, id: PlatformId, at: EpochMs, policy: Policy): Change {
  const incident = change.state.platforms[id]?.incident ?? null;
  if (incident === null) return change;
  const relapsed = Object.values(change.state.incidents).some(
    (one) =>
      one.platform === id &&
      one.id !== incident &&
      !one.drill &&
      one.closedAt !== null &&
      at - one.closedAt < RELAPSE_WINDOW &&
      // Whoever read of no outage would wonder what has come again.
      lastTold(change.state, one) !== undefined,
  );
  return planNotice(change, incident, relapsed ? 'relapse' : 'outage', at, policy);
}
