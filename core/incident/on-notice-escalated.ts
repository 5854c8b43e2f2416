import { contentOfSent } from '../notice/content-of-sent.ts';
import type { EscalationOutcome } from '../notice/escalation.ts';
import { isOverFor } from '../notice/is-over-for.ts';
import type { Notice } from '../notice/notice.ts';
import type { Policy } from '../policy.ts';
import { type Change, withActions, withIncident, withNotice } from './change.ts';
import type { Event } from './event.ts';

type Escalated = Extract<Event, { kind: 'notice-escalated' }>;

/**
 * A level was carried out: what it planned is sent, in the words of now, and the list to telephone
 * becomes a task, with its names in the ledger. Neither is done of what was over meanwhile.
 */
export function onNoticeEscalated(change: Change, event: Escalated, policy: Policy): Change {
  const notice = change.state.notices[event.notice];
  const index = event.step - 1;
  const reached = notice?.escalations?.[index];
  if (notice === undefined || reached === undefined || reached.outcome !== undefined) return change;
  const { outcome } = event;
  const told = withNotice(change, notice.id, {
    escalations: (notice.escalations ?? []).map((one, place) =>
      place === index ? { ...one, outcome } : one,
    ),
  });
  if (isOverFor(told.state, notice)) return told;
  const listed = withActions(told, ...tasks(event, outcome, notice.content.platform));
  return outcome.sms === 0 ? listed : send(listed, notice, event, policy);
}

/**
 * What its SMS state is remembered, to be corrected if need be (P5). A cause that others were told
 * before, and that is left by now, stays remembered: they are owed the correction still.
 */
function send(change: Change, notice: Notice, { step, at }: Escalated, policy: Policy): Change {
  const incident = change.state.incidents[notice.content.incident];
  const fresh = incident && contentOfSent(change.state, incident, notice, at, policy);
  if (incident === undefined || !fresh) return change;
  // The promise of the next word stands: those who wait for it were told so.
  const content = { ...fresh, nextWordAt: incident.nextWordAt };
  const isFirst = incident.saidCause === null && content.cause !== 'undetermined';
  const saidCause = isFirst
    ? { cause: content.cause, rung: content.rung, at, notice: notice.id }
    : incident.saidCause;
  return withActions(withIncident(change, incident.id, { saidCause }), {
    kind: 'send-notice',
    key: `${notice.id}/send/escalation-${step}`,
    notice: notice.id,
    content,
  });
}

const tasks = (
  { notice }: Escalated,
  { telephone, schools }: EscalationOutcome,
  platform: Escalated['content']['platform'],
) =>
  telephone === 0
    ? []
    : [
        {
          kind: 'raise-task',
          key: `${notice}/task/telephone`,
          task: { kind: 'schools-silent', notice, silent: telephone, schools },
          platform,
        } as const,
      ];
