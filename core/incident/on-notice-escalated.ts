import type { EscalationOutcome } from '../notice/escalation.ts';
import { type Change, withActions, withNotice } from './change.ts';
import type { Event } from './event.ts';

type Escalated = Extract<Event, { kind: 'notice-escalated' }>;

/**
 * A level was carried out: what it planned is sent, and the list to telephone becomes a task, with
 * its names in the ledger.
 */
export function onNoticeEscalated(change: Change, event: Escalated): Change {
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
  return withActions(told, ...sends(event), ...tasks(event, outcome, notice.content.platform));
}

const sends = ({ notice, step, outcome, content }: Escalated) =>
  outcome.sms === 0
    ? []
    : [{ kind: 'send-notice', key: `${notice}/send/escalation-${step}`, notice, content } as const];

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
