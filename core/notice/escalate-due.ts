import { type Change, withActions, withNotice } from '../incident/change.ts';
import type { Incident } from '../incident/state.ts';
import type { EscalationPolicy, Policy } from '../policy.ts';
import type { EpochMs } from '../units.ts';
import { contentOfSent } from './content-of-sent.ts';
import { lastTold } from './last-told.ts';
import type { Notice } from './notice.ts';

/**
 * Go one level further with each notice whose schools have had their time to answer.
 *
 * Only while the fall lasts: nobody telephones about what is over. Of several notices that wait for
 * an answer the latest counts, and an answer to any later word of the same fall answers it too. A
 * drill asks nobody to be telephoned (P9). Who has not answered is for the ledger to say, when the
 * action is carried out.
 */
export function escalateDue(
  change: Change,
  incident: Incident,
  at: EpochMs,
  policy: Policy,
): Change {
  const { escalation } = policy.notices;
  if (escalation === undefined || incident.drill || incident.backAt !== null) return change;
  if (lastTold(change.state, incident)?.content.phase === 'recovery') return change;
  const notice = incident.notices
    .flatMap((id) => change.state.notices[id] ?? [])
    .findLast(
      ({ content, firstAcceptedAt }) =>
        firstAcceptedAt !== undefined && escalation.phases.includes(content.phase),
    );
  const level = notice && levelDue(notice, at, escalation);
  if (notice === undefined || level === undefined) return change;
  const content = contentOfSent(change.state, incident, notice, at, policy);
  if (content === null) return change;
  const reached = notice.escalations ?? [];
  return withActions(withNotice(change, notice.id, { escalations: [...reached, { level, at }] }), {
    kind: 'escalate-notice',
    key: `${notice.id}/escalate/${reached.length + 1}`,
    notice: notice.id,
    level,
    // Words as of now, but for the promise of the next one, which stands.
    content: { ...content, nextWordAt: incident.nextWordAt },
  });
}

function levelDue(
  { firstAcceptedAt, escalations = [] }: Notice,
  at: EpochMs,
  { levels, afterMs }: EscalationPolicy,
) {
  if (firstAcceptedAt === undefined) return undefined;
  const next = escalations.filter(({ level }) => level !== 'fallback').length;
  return at - firstAcceptedAt >= afterMs * (next + 1) ? levels[next] : undefined;
}
