import { judge } from '../cause/judge.ts';
import type { Signal } from '../cause/signal.ts';
import { markVerdict } from '../cause/verdict-mark.ts';
import type { Notice, PlanSummary } from '../notice/notice.ts';
import type { Policy } from '../policy.ts';
import { changeOf } from '../shelter/change-of.ts';
import { goToMirror } from '../shelter/go-to-mirror.ts';
import { turn } from '../shelter/turn.ts';
import { isKept } from '../shelter/stay.ts';
import type { TurnReason } from '../shelter/turn-reason.ts';
import { hours } from '../units.ts';
import { isSeen } from '../watch/sees.ts';
import { type Change, withActions, withIncident, withNotice, withPlatform } from './change.ts';
import type { Event } from './event.ts';
import type { Incident, PlatformState } from './state.ts';

/** A stale name server is one task an hour. Chosen. */
const TASK_EVERY = hours(1);

type Of<Kind extends Event['kind']> = Extract<Event, { kind: Kind }>;

/** A mirror was measured: remember it, and shelter those who waited for it. */
export function onMirrorMeasured(
  change: Change,
  { platform: id, fitness, at }: Of<'mirror-measured'>,
  policy: Policy,
): Change {
  const platform = change.state.platforms[id];
  if (platform === undefined) return change;
  const { mirror } = platform;
  const same =
    mirror?.fit === fitness.fit &&
    mirror.buildId === fitness.buildId &&
    mirror.reasons.join() === fitness.reasons.join();
  if (same) return change;
  const measured = withPlatform(change, id, { mirror: fitness });
  if (!fitness.fit) return tellOfUnfitShelter(measured, id, platform, fitness);
  // One that answers again is on its way to be up: nobody is sent away from it.
  const fallen = platform.standing === 'down' && platform.streak.says === 'down';
  if (!fallen || platform.incident === null || !isSeen(platform, policy.watch)) return measured;
  return goToMirror(measured, id, at, policy, { kind: 'mirror-fit-again' });
}

/**
 * The mirror went bad under visitors. They stay: the origin is no better while it is down, and going
 * back within the hold would be one flap more (P4); the way back then is one step (P1).
 */
function tellOfUnfitShelter(
  change: Change,
  id: Of<'mirror-measured'>['platform'],
  { shelter }: PlatformState,
  { reasons }: Of<'mirror-measured'>['fitness'],
): Change {
  if (shelter.mirrorShare === 0) return change;
  return withActions(change, {
    kind: 'raise-task',
    key: `${id}/task/mirror-gone-${shelter.turn}`,
    task: { kind: 'mirror-gone', reasons },
    platform: id,
  });
}

/** The authoritative servers were asked after a turn. An answer to an overtaken turn is history. */
export function onDnsTurned(change: Change, event: Of<'dns-turned'>): Change {
  const platform = change.state.platforms[event.platform];
  if (platform === undefined || platform.shelter.turn !== event.turn) return change;
  const { mirrorShare, outSeenAt } = platform.shelter;
  const isOut = mirrorShare === 1;
  const seen = withPlatform(change, event.platform, {
    shelter: {
      ...platform.shelter,
      verified: event.verified,
      givenUpAt: null,
      outSeenAt: isOut && event.verified ? (outSeenAt ?? event.at) : outSeenAt,
      change: changeOf(event.detail) ?? platform.shelter.change,
      mayStay:
        event.verified && !owesStay(event) ? platform.shelter.stay : platform.shelter.mayStay,
    },
  });
  if (!event.verified) return turnAgain(seen, event, platform);
  const incident = platform.incident === null ? undefined : seen.state.incidents[platform.incident];
  if (incident === undefined || incident.shelteredAt !== null || !isOut) return seen;
  return withIncident(seen, incident.id, { shelteredAt: event.at });
}

/** Everybody may be on the mirror by the weights, with an order to stay still behind them. */
const owesStay = ({ detail }: Of<'dns-turned'>): boolean =>
  typeof detail !== 'string' && detail.kind === 'stay-owed';

/**
 * The name servers do not answer as they were told. On the way back from a fall that is their own
 * checks speaking: everybody returns to the mirror while it is fit, and the way back begins anew
 * after a hold. Otherwise the same turn is asked for again, but for a part of an unfit mirror, from
 * which everybody goes back to an origin that is up (P1). A person is told, once an hour.
 */
function turnAgain(
  change: Change,
  { platform: id, turn: number, at, answers, detail }: Of<'dns-turned'>,
  platform: PlatformState,
): Change {
  const { hold, mirrorShare } = platform.shelter;
  const fit = platform.mirror?.fit === true;
  const toMirror = fit && mirrorShare < 1 && isOnWayBack(platform);
  const fromMirror = !fit && mirrorShare > 0 && platform.standing === 'up';
  const heading = toMirror
    ? { hold: true, mirrorShare: 1 }
    : { hold: hold && !fromMirror, mirrorShare: fromMirror ? 0 : mirrorShare };
  const why: TurnReason = toMirror
    ? { kind: 'not-confirmed' }
    : { kind: 'asked-again', after: 'not-confirmed' };
  return withActions(turn(change, id, heading, at, why), {
    kind: 'raise-task',
    key: `${id}/task/turn-unseen-${Math.floor(at / TASK_EVERY)}`,
    task: {
      kind: 'turn-not-confirmed',
      turn: number,
      next: toMirror ? 'back-to-mirror' : 'asked-again',
      detail,
      seen: answers.map(({ server, type, mirrorShare: share }) => ({
        server,
        type,
        mirrorShare: share,
      })),
    },
    platform: id,
  });
}

const isOnWayBack = (platform: PlatformState): boolean =>
  platform.incident !== null && !platform.drill && !isKept(platform);

/** Weigh the incident anew. A later signal of the same feature and source replaces the earlier. */
export function onSignals(
  change: Change,
  { incident: id, signals, at }: Of<'signals-collected'>,
  policy: Policy,
): Change {
  const incident = change.state.incidents[id];
  if (incident === undefined) return change;
  const keyOf = ({ feature, source }: Signal) => `${feature}|${source}`;
  const all = new Map([...incident.signals, ...signals].map((signal) => [keyOf(signal), signal]));
  return weigh(withIncident(change, id, { signals: [...all.values()] }), id, at, policy);
}

/** Judge an incident by all that is known of it, and remember the verdict. */
export function weigh(
  change: Change,
  id: Incident['id'],
  at: Incident['fellAt'],
  policy: Policy,
): Change {
  const incident = change.state.incidents[id];
  if (incident === undefined) return change;
  const { signals, claims, confirmedCause } = incident;
  const verdict = judge({
    at,
    signals,
    claims,
    confirmedCause,
    table: policy.cause.table,
    vantagesAgree: true,
  });
  return withIncident(change, id, {
    verdict,
    verdicts: markVerdict(incident.verdicts ?? [], verdict),
  });
}

/**
 * A plan was made: it waits for its time. A person may have held the notice meanwhile, or released
 * it again. SMS that the budget kept back are a person's task; a plan that says `refused` is of a
 * version that then sent nothing, and is replayed so.
 */
export function onNoticePlanned(
  change: Change,
  { notice: id, plan }: Of<'notice-planned'>,
  policy: Policy,
): Change {
  const notice = change.state.notices[id];
  if (notice === undefined || notice.plan !== undefined) return change;
  const { stage } = notice;
  if (stage !== 'planning' && stage !== 'held' && stage !== 'waiting') return change;
  if (plan.refused === undefined) {
    const waits = withNotice(change, id, { stage: stage === 'planning' ? 'waiting' : stage, plan });
    return tellOfBudget(waits, notice, plan, policy);
  }
  return withActions(withNotice(change, id, { stage: 'refused', plan }), {
    kind: 'raise-task',
    key: `${id}/task/budget`,
    task: {
      kind: 'over-budget',
      costEuros: plan.costEuros,
      budgetEuros: policy.notices.budgetEuros,
    },
    platform: notice.content.platform,
  });
}

function tellOfBudget(
  change: Change,
  { id, content: { platform } }: Notice,
  { overBudget, leftOut }: PlanSummary,
  policy: Policy,
): Change {
  if (overBudget === undefined) return change;
  const { budgetEuros } = policy.notices;
  return withActions(change, {
    kind: 'raise-task',
    key: `${id}/task/budget`,
    task: { kind: 'sms-over-budget', sms: leftOut?.budget ?? 0, ...overBudget, budgetEuros },
    platform,
  });
}

export function onFirstAccepted(change: Change, event: Of<'notice-first-accepted'>): Change {
  const notice = change.state.notices[event.notice];
  if (notice === undefined || notice.firstAcceptedAt !== undefined) return change;
  const accepted = withNotice(change, notice.id, { firstAcceptedAt: event.at });
  const incident = accepted.state.incidents[notice.content.incident];
  if (incident === undefined || incident.firstNoticeAt !== null) return accepted;
  return withIncident(accepted, incident.id, { firstNoticeAt: event.at });
}

/** Also of a notice that one worker gave up, while another went on with its messages. */
export function onNoticeFinished(change: Change, event: Of<'notice-finished'>): Change {
  const stage = change.state.notices[event.notice]?.stage;
  if (stage !== 'sending' && stage !== 'failed') return change;
  return withNotice(change, event.notice, {
    stage: 'sent',
    deliveries: event.deliveries,
    finishedAt: event.at,
  });
}
