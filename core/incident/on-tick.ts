import { escalateDue } from '../notice/escalate-due.ts';
import { planClosedWord, planNextWords } from '../notice/next-words.ts';
import { sendDue } from '../notice/send-due.ts';
import type { Policy } from '../policy.ts';
import { keepStay } from '../shelter/keep-stay.ts';
import { askAgain } from '../shelter/ask-again.ts';
import { shelterWaiting } from '../shelter/go-to-mirror.ts';
import { endShedding } from '../shelter/shed.ts';
import { isStayStale, staysForChecks } from '../shelter/stay.ts';
import { stepBack } from '../shelter/way-back.ts';
import type { DurationMs, EpochMs, PlatformId } from '../units.ts';
import { isFresh } from '../watch/sees.ts';
import { afterEnd } from './after-end.ts';
import { type Change, withActions, withIncident } from './change.ts';
import type { Event } from './event.ts';
import { settleIncident } from './settle-incident.ts';
import type { Incident } from './state.ts';

type Tick = Extract<Event, { kind: 'tick' }>;

/**
 * What time alone brings: turns asked for again, steps of the way back, notices that are due,
 * fresh signals, ends, and what is owed after them.
 */
export function onTick(change: Change, { at, seenAt }: Tick, policy: Policy): Change {
  const fresh = isFresh(at, seenAt, policy.watch);
  const back = policy.platforms.reduce(
    (so, { id }) => turnInTime(so, id, at, fresh, policy),
    change,
  );
  const open = Object.values(back.state.incidents).filter(({ closedAt }) => closedAt === null);
  const told = open.reduce((so, { id }) => {
    const incident = so.state.incidents[id];
    if (incident === undefined) return so;
    const looked = askForSignals(so, incident, at, policy);
    const plan = isSuspended(so, incident) ? planClosedWord : planNextWords;
    const words = plan(looked, incident, at, policy);
    return settleIncident(escalateDue(words, incident, at, policy), id, at, policy);
  }, back);
  return sendDue(afterEnd(told, at, policy), at, policy);
}

/**
 * What a turn may have waited for: its next try, an order to stay that is owed, the end of a limit, of
 * a shedding, of a step. The last three are decisions, and taken only where somebody looks (P7).
 */
function turnInTime(
  change: Change,
  id: PlatformId,
  at: EpochMs,
  fresh: boolean,
  policy: Policy,
): Change {
  const platform = change.state.platforms[id];
  const { shelter, standing, shed } = platform ?? {};
  // Most platforms, most of the time: they are up, with their visitors, and wait for nothing.
  const quiet = shelter?.mirrorShare === 0 && shelter.verified && shed === null;
  if (platform === undefined || (quiet && standing !== 'down' && !isStayStale(platform)))
    return change;
  const again = askAgain(change, id, at);
  const kept = staysForChecks(platform, at, policy) ? again : keepStay(again, id, at, policy);
  if (!fresh) return kept;
  const asked = shelterWaiting(kept, id, at, policy);
  return stepBack(endShedding(asked, id, at, policy), id, at, policy);
}

const isSuspended = ({ state }: Change, { platform }: Incident): boolean =>
  state.platforms[platform]?.standing === 'suspended';

/** Status pages and metrics come late, and a fall begins with little to see. */
function untilNextLook({ collections }: Incident, { cause }: Policy): DurationMs {
  const { reviewMs, secondLookMs = reviewMs } = cause;
  return collections === 1 && secondLookMs < reviewMs ? secondLookMs : reviewMs;
}

function askForSignals(change: Change, incident: Incident, at: EpochMs, policy: Policy): Change {
  const { collectedAt, drill, backAt, collections } = incident;
  if (drill || backAt !== null || isSuspended(change, incident)) return change;
  if (collectedAt !== null && at - collectedAt < untilNextLook(incident, policy)) return change;
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
