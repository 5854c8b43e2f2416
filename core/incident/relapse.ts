import { lastTold } from '../notice/last-told.ts';
import { planNotice } from '../notice/plan-notice.ts';
import { withdrawNotices } from '../notice/withdraw-notices.ts';
import type { Policy } from '../policy.ts';
import { goToMirror } from '../shelter/go-to-mirror.ts';
import type { EpochMs, IncidentId } from '../units.ts';
import { type Change, withIncident } from './change.ts';

/**
 * The platform of an open incident fell again: the same incident goes on, as if it had never been
 * back.
 */
export function relapse(change: Change, id: IncidentId, at: EpochMs, policy: Policy): Change {
  const incident = change.state.incidents[id];
  if (incident === undefined) return change;
  const counted = withIncident(change, id, {
    relapses: incident.relapses + 1,
    recoveredAt: null,
    backAt: null,
  });
  const turned = goToMirror(counted, incident.platform, at, policy, { kind: 'fell-again' });
  const unheard = incident.notices.every((notice) => stageOf(turned, notice) === 'failed');
  return incident.backAt === null && !unheard ? turned : tellAgain(turned, id, at, policy);
}

const stageOf = ({ state }: Change, notice: string) => state.notices[notice]?.stage;

/**
 * Its visitors had been back, or what was to be told was given up. A recovery that has not begun
 * to leave is withdrawn: schools still know of an outage, and their next word comes when it was
 * promised. One that has is followed by a relapse; and where nobody was told of anything, this fall
 * is told as the first.
 */
function tellAgain(change: Change, id: IncidentId, at: EpochMs, policy: Policy): Change {
  const incident = change.state.incidents[id];
  const streak = incident && change.state.platforms[incident.platform]?.streak;
  if (incident === undefined || streak === undefined) return change;
  const withdrawn = withdrawNotices(change, incident);
  const told = lastTold(withdrawn.state, incident)?.content.phase;
  if (told !== undefined && told !== 'recovery') return withdrawn;
  // Not its first doubt, which may be older than the return that schools were told of.
  const fellAgainAt = streak.says === 'down' ? streak.since : at;
  const dated = withIncident(withdrawn, id, { fellAgainAt });
  return planNotice(dated, id, told === undefined ? 'outage' : 'relapse', at, policy);
}
