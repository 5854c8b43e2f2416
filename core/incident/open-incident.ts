import type { Policy } from '../policy.ts';
import { type EpochMs, type IncidentId, incidentId, type PlatformId } from '../units.ts';
import { type Change, withActions, withPlatform } from './change.ts';
import { basicInstant } from './instant.ts';
import type { Incident, State } from './state.ts';

/**
 * Begin one fall of one platform: name it, join it to the episode of its neighbours, and ask for
 * the first signals.
 *
 * @param fellAt the first bad round, from which the fall is counted; not the instant of certainty
 */
export function openIncident(
  change: Change,
  platform: PlatformId,
  fellAt: EpochMs,
  at: EpochMs,
  policy: Policy,
  drill: boolean,
): Change {
  const { state } = change;
  const id = freeId(state, `${platform}-${basicInstant(fellAt)}`);
  const { shelter } = state.platforms[platform] ?? {};
  const incident: Incident = {
    id,
    platform,
    episode: episodeOf(state, fellAt, policy) ?? id,
    reference: `P-${String(Object.keys(state.incidents).length + 1).padStart(4, '0')}`,
    drill,
    fellAt,
    confirmedAt: at,
    // Sheltered beforehand, by hand or in a drill: its visitors are on the mirror already.
    shelteredAt: shelter?.mirrorShare === 1 && shelter.verified ? at : null,
    firstNoticeAt: null,
    recoveredAt: null,
    backAt: null,
    closedAt: null,
    relapses: 0,
    verdict: null,
    signals: [],
    claims: [],
    confirmedCause: null,
    collections: drill ? 0 : 1,
    collectedAt: at,
    nextWordAt: null,
    saidCause: null,
    notices: [],
  };
  const opened = withPlatform(
    { ...change, state: { ...state, incidents: { ...state.incidents, [id]: incident } } },
    platform,
    { incident: id },
  );
  if (drill) return opened;
  return withActions(opened, {
    kind: 'collect-signals',
    key: `${id}/signals/1`,
    incident: id,
    platform,
    fellAt,
  });
}

/**
 * A drill and a fall may be counted from one second, and a clock that steps back brings one again: the
 * later incident then has a number, and the earlier keeps its own.
 */
function freeId(state: State, name: string): IncidentId {
  for (let number = 1; ; number += 1) {
    const id = incidentId(number === 1 ? name : `${name}-${number}`);
    if (state.incidents[id] === undefined) return id;
  }
}

function episodeOf(state: State, fellAt: EpochMs, policy: Policy): string | null {
  const neighbour = Object.values(state.incidents).find(
    (incident) =>
      !incident.drill &&
      incident.closedAt === null &&
      Math.abs(incident.fellAt - fellAt) <= policy.watch.massWindowMs,
  );
  return neighbour?.episode ?? null;
}
