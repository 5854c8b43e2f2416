import type { Incident, State } from '../incident/state.ts';
import type { EpochMs } from '../units.ts';
import { hasBegunToLeave } from './last-told.ts';
import type { Notice, NoticeContent } from './notice.ts';

/**
 * What the schools of an incident were told, or are being told, after a notice: oldest first. An SMS
 * of that notice which still waits is an older word than each of these.
 */
export function toldSince(state: State, notice: Notice): readonly Notice[] {
  const { notices = [] } = state.incidents[notice.content.incident] ?? {};
  return notices
    .slice(notices.indexOf(notice.id) + 1)
    .flatMap((id) => state.notices[id] ?? [])
    .filter(hasBegunToLeave);
}

/**
 * Whether what a notice says is so now, after its SMS was held for a morning or for its number's
 * limits: a fall that is over, or a cause that the verdict no longer carries (P5), rings nobody.
 *
 * A correction stays so whatever came after it, since it speaks of a message that was read; a test
 * says that its platform works, and nothing of the test.
 */
export function isStillSo(state: State, id: string): boolean {
  const notice = state.notices[id];
  const incident = notice && state.incidents[notice.content.incident];
  if (notice === undefined || incident === undefined) return false;
  const { phase } = notice.content;
  if (phase === 'correction') return true;
  if (phase === 'drill') return state.platforms[incident.platform]?.standing === 'up';
  const since = toldSince(state, notice);
  if (since.some(({ content }) => content.phase === 'relapse')) return false;
  if (phase === 'recovery') return incident.backAt !== null;
  if (incident.backAt !== null || incident.closedAt !== null) return false;
  if (since.some(({ content }) => content.phase === 'recovery')) return false;
  if (since.some(({ content }) => content.corrects?.notice === id)) return false;
  return phase !== 'cause' || isCarried(incident, notice.content);
}

/** Cause and certainty both: « not confirmed » is wrong of what is confirmed by now. */
function isCarried({ verdict }: Incident, { cause, rung }: NoticeContent): boolean {
  if (cause === 'undetermined')
    return verdict === null || verdict.cause === 'undetermined' || verdict.rung === 'inconnue';
  return verdict?.cause === cause && verdict.rung === rung;
}

/**
 * A notice's facts for an SMS that was held and leaves now: the promise of the next word as it stands,
 * or none once its time is past, the mirror as names lead to it, and the return that holds.
 */
export function wordedAtLeaving(state: State, content: NoticeContent, now: EpochMs): NoticeContent {
  const incident = state.incidents[content.incident];
  if (incident === undefined) return content;
  const { nextWordAt, backAt } = incident;
  const promised = content.nextWordAt === null ? null : nextWordAt;
  return {
    ...content,
    sheltered: (state.platforms[incident.platform]?.shelter.mirrorShare ?? 0) > 0,
    nextWordAt: promised !== null && promised > now ? promised : null,
    recoveredAt: backAt ?? content.recoveredAt,
  };
}
