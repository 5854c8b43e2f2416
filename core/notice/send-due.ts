import { type Change, withActions, withIncident, withNotice } from '../incident/change.ts';
import { isBack } from '../incident/is-back.ts';
import type { Incident } from '../incident/state.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs } from '../units.ts';
import { contentOf } from './content-of.ts';
import type { Notice, NoticeContent } from './notice.ts';

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
  const content =
    incident === undefined
      ? null
      : contentOf(change.state, incident, notice.content.phase, at, policy);
  if (incident === undefined || content === null) return change;
  if (content.phase === 'recovery' && !mayTellRecovery(change, incident, policy)) return change;
  const sending = withNotice(change, notice.id, { stage: 'sending', content });
  const saidCause = saidAfter(content, notice.id, incident, at, policy);
  return withActions(
    withIncident(sending, incident.id, { nextWordAt: content.nextWordAt, saidCause }),
    { kind: 'send-notice', key: `${notice.id}/send`, notice: notice.id, content },
  );
}

/**
 * A correction that names no cause takes the one that was said back: it is said no more, or it would
 * be corrected again for as long as nothing else is known. Policies of the versions before did that:
 * their journals are replayed as they were decided.
 */
function saidAfter(
  { cause, rung, phase }: NoticeContent,
  notice: string,
  { saidCause }: Incident,
  at: EpochMs,
  { cause: { laterReviewsMs } }: Policy,
): Incident['saidCause'] {
  if (cause !== 'undetermined') return { cause, rung, at, notice };
  return phase === 'correction' && laterReviewsMs !== undefined ? null : saidCause;
}

function mayTellRecovery({ state }: Change, incident: Incident, policy: Policy): boolean {
  const platform = state.platforms[incident.platform];
  return incident.backAt !== null && platform !== undefined && isBack(incident, platform, policy);
}
