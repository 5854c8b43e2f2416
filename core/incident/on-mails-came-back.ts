import { contentOfSent } from '../notice/content-of-sent.ts';
import { lastTold } from '../notice/last-told.ts';
import type { Policy } from '../policy.ts';
import { between, type EpochMs, seconds } from '../units.ts';
import { type Change, withActions, withNotice } from './change.ts';
import type { Event } from './event.ts';
import type { State } from './state.ts';

/** Of one notice, of those that an SMS came of. Mail servers give up within hours, most at once. Chosen. */
const ROUNDS_MOST = 5;
/** From one round to the next: bounces come in swarms, and one round serves many. Chosen. */
export const FALLBACK_SPACING = seconds(60);

/**
 * Tell by SMS the schools that no mail of a notice reaches, if that is still the latest word: who is
 * told by SMS of what is over, or was corrected since, is told something wrong. A drill never does:
 * nobody asked for its SMS in place of a mail (P9).
 *
 * Which schools and numbers is for the ledger and the directory to say, when it is carried out; those
 * without a number stay what they are already, an operator's task by name (P3).
 */
export function onMailsCameBack(
  change: Change,
  { notice: id, at }: Extract<Event, { kind: 'mails-came-back' }>,
  policy: Policy,
): Change {
  const notice = change.state.notices[id];
  const incident = notice && change.state.incidents[notice.content.incident];
  if (notice === undefined || incident === undefined) return change;
  if (!mayFallBack(change.state, id)) return change;
  const reached = notice.escalations ?? [];
  const last = lastFallbackAt(change.state, id);
  if (last !== null && between(last, at) < FALLBACK_SPACING) return change;
  const content = contentOfSent(change.state, incident, notice, at, policy);
  if (content === null) return change;
  return withActions(
    withNotice(change, id, { escalations: [...reached, { level: 'fallback', at }] }),
    {
      kind: 'escalate-notice',
      key: `${id}/escalate/${reached.length + 1}`,
      notice: id,
      level: 'fallback',
      content: { ...content, nextWordAt: incident.nextWordAt },
    },
  );
}

/** Is a notice still what its schools should be told, and not told by too many rounds already? */
export function mayFallBack(state: State, id: string): boolean {
  const notice = state.notices[id];
  const incident = notice && state.incidents[notice.content.incident];
  if (notice === undefined || incident === undefined || incident.drill) return false;
  if (lastTold(state, incident)?.id !== id) return false;
  const isOver = incident.backAt !== null || incident.closedAt !== null;
  if (isOver && notice.content.phase !== 'recovery') return false;
  const rounds = notice.escalations?.filter(
    // One that nothing could be done in is none: the next may be of a school that has a number.
    ({ level, outcome }) => level === 'fallback' && outcome?.sms !== 0,
  );
  return (rounds?.length ?? 0) < ROUNDS_MOST;
}

/** When a notice's last round was decided; null while there was none. */
export const lastFallbackAt = (state: State, id: string): EpochMs | null =>
  state.notices[id]?.escalations?.findLast(({ level }) => level === 'fallback')?.at ?? null;
