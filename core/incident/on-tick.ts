import { planNextWords } from '../notice/next-words.ts';
import { sendDue } from '../notice/send-due.ts';
import type { Policy } from '../policy.ts';
import { askAgain } from '../shelter/ask-again.ts';
import { shelterWaiting } from '../shelter/go-to-mirror.ts';
import { endShedding } from '../shelter/shed.ts';
import { stepBack } from '../shelter/way-back.ts';
import type { EpochMs, PlatformId } from '../units.ts';
import { type Change, withActions, withIncident } from './change.ts';
import { settleIncident } from './settle-incident.ts';
import type { Incident } from './state.ts';

/** What time alone brings: turns asked for again, steps of the way back, notices that are due, fresh signals, ends. */
export function onTick(change: Change, at: EpochMs, policy: Policy): Change {
  const back = policy.platforms.reduce((so, { id }) => turnInTime(so, id, at, policy), change);
  const open = Object.values(back.state.incidents).filter(({ closedAt }) => closedAt === null);
  const told = open.reduce((so, { id }) => {
    const incident = so.state.incidents[id];
    if (incident === undefined) return so;
    const looked = askForSignals(so, incident, at, policy);
    return settleIncident(planNextWords(looked, incident, at, policy), id, at, policy);
  }, back);
  return sendDue(told, at, policy);
}

/** What a turn may have waited for: its next try, the end of a limit, of a shedding, of a step. */
function turnInTime(change: Change, id: PlatformId, at: EpochMs, policy: Policy): Change {
  const { shelter, standing, shed } = change.state.platforms[id] ?? {};
  // Most platforms, most of the time: they are up, with their visitors, and wait for nothing.
  const quiet = shelter?.mirrorShare === 0 && shelter.verified && shed === null;
  if (quiet && standing !== 'down') return change;
  const asked = shelterWaiting(askAgain(change, id, at), id, at, policy);
  return stepBack(endShedding(asked, id, at, policy), id, at, policy);
}

function askForSignals(change: Change, incident: Incident, at: EpochMs, policy: Policy): Change {
  const { collectedAt, drill, backAt, collections } = incident;
  if (drill || backAt !== null) return change;
  if (collectedAt !== null && at - collectedAt < policy.cause.reviewMs) return change;
  const counted = withIncident(change, incident.id, {
    collections: collections + 1,
    collectedAt: at,
  });
  return withActions(counted, {
    kind: 'collect-signals',
    key: `${incident.id}/signals/${collections + 1}`,
    incident: incident.id,
    platform: incident.platform,
    fellAt: incident.fellAt,
  });
}
