import { type Change, withActions, withIncident, withNotice } from '../incident/change.ts';
import { isBack } from '../incident/is-back.ts';
import type { Incident } from '../incident/state.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs } from '../units.ts';
import { additionFault } from './addition-fault.ts';
import { contentOf } from './content-of.ts';
import type { Notice, NoticeContent } from './notice.ts';
import { isSaidWrong } from './said-wrong.ts';

/**
 * Let every notice go whose veto time is over and whose plan is made, worded as of now (P5). A
 * recovery waits while its platform is in doubt again.
 */
export function sendDue(change: Change, at: EpochMs, policy: Policy): Change {
  const due = Object.values(change.state.notices).filter(
    ({ stage, plan, sendAt }) => stage === 'waiting' && plan !== undefined && at >= sendAt,
  );
  return due.reduce((so, notice) => send(so, notice, at, policy), change);
}

function send(change: Change, notice: Notice, at: EpochMs, policy: Policy): Change {
  const incident = change.state.incidents[notice.content.incident];
  const now =
    incident === undefined
      ? null
      : contentOf(change.state, incident, notice.content.phase, at, policy);
  if (incident === undefined || now === null) return change;
  const content = withAddition(now, notice, policy);
  if (content.phase === 'recovery' && !mayTellRecovery(change, incident, policy)) return change;
  if (isOvertaken(content.phase, incident, policy))
    return withNotice(change, notice.id, { stage: 'cancelled' });
  const sending = withNotice(change, notice.id, { stage: 'sending', content });
  const saidCause = saidAfter(content, notice.id, incident, at, policy);
  return withActions(
    withIncident(sending, incident.id, { nextWordAt: content.nextWordAt, saidCause }),
    { kind: 'send-notice', key: `${notice.id}/send`, notice: notice.id, content },
  );
}

/** What a person added stays, unless the verdict no longer carries it. */
function withAddition(
  content: NoticeContent,
  { content: { addition } }: Notice,
  policy: Policy,
): NoticeContent {
  return addition === undefined || additionFault(addition, content, policy) !== null
    ? content
    : { ...content, addition };
}

/**
 * Whether the evidence has turned while a notice waited: a correction of what holds again, or another
 * cause told as if none had been said, while its readers are owed the correction (P5).
 */
function isOvertaken(phase: NoticeContent['phase'], incident: Incident, policy: Policy): boolean {
  if (policy.cause.laterReviewsMs === undefined) return false;
  if (phase === 'correction') return !isSaidWrong(incident);
  return phase === 'cause' && isSaidWrong(incident);
}

/**
 * What a correction takes back. One that names no cause leaves none said, or it would be sent again
 * for as long as nothing else is known; a return that is told with another cause corrects nothing,
 * and the correction is owed still. Policies of the versions before did otherwise: their journals
 * are replayed as they were decided.
 */
function saidAfter(
  { cause, rung, phase }: NoticeContent,
  notice: string,
  { saidCause }: Incident,
  at: EpochMs,
  { cause: { laterReviewsMs } }: Policy,
): Incident['saidCause'] {
  const isNow = laterReviewsMs !== undefined;
  if (cause === 'undetermined') return isNow && phase === 'correction' ? null : saidCause;
  const isOther = saidCause !== null && saidCause.cause !== cause && phase !== 'correction';
  return isNow && isOther ? saidCause : { cause, rung, at, notice };
}

function mayTellRecovery({ state }: Change, incident: Incident, policy: Policy): boolean {
  const platform = state.platforms[incident.platform];
  return incident.backAt !== null && platform !== undefined && isBack(incident, platform, policy);
}
