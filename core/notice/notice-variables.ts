import type { SpokenCause } from '../cause/cause.ts';
import { between, type EpochMs } from '../units.ts';
import { expandTemplate } from './expand-template.ts';
import { formatClock, formatDuration } from './format-time.ts';
import type { NoticeContent } from './notice.ts';
import { oneLine } from './word-limits.ts';
import type { Variables, Wording } from './wording.ts';

/**
 * What the templates of both channels have to say, from the content alone.
 *
 * The lessons' address is said only once DNS answers with the mirror; a cause only with a rung.
 *
 * @param timeZone the organisation's, for the hours of a platform that has none of its own
 */
export function noticeVariables(
  content: NoticeContent,
  wording: Wording,
  timeZone: string,
): Variables {
  const zone = content.timeZone ?? timeZone;
  const clock = (at: EpochMs | null | undefined) =>
    at === null || at === undefined ? null : formatClock(at, zone, wording);
  const causeWords = wordCause(content, wording);
  return {
    h: clock(content.phase === 'recovery' ? content.recoveredAt : content.fellAt),
    next: clock(content.nextWordAt),
    dur:
      content.recoveredAt === null
        ? null
        : formatDuration(between(content.fellAt, content.recoveredAt), wording),
    url: content.sheltered ? oneLine(content.mirrorUrl) : null,
    status: oneLine(content.statusUrl),
    id: oneLine(content.reference),
    ...causeWords,
    said: content.corrects ? nameCause(content.corrects.cause, wording) : null,
    saidAt: clock(content.corrects?.saidAt),
  };
}

function wordCause(content: NoticeContent, wording: Wording): Variables {
  const stated = content.cause !== 'undetermined' && content.rung !== 'inconnue';
  if (!stated) {
    const open = joinWords(
      content.open.flatMap((cause) => nameCause(cause, wording) ?? []),
      wording.listOr,
    );
    return { open, verdict: expandTemplate(wording.verdictUndetermined, { open }) };
  }
  const cause = nameCause(content.cause, wording);
  const certainty = wordCertainty(content, wording);
  return {
    cause,
    certainty,
    verdict: expandTemplate(wording.verdictStated, { cause, certainty }),
  };
}

function wordCertainty({ cause, rung }: NoticeContent, wording: Wording): string {
  return cause === 'attack' && rung !== 'confirmée'
    ? wording.attackUnconfirmed
    : wording.rungs[rung];
}

const nameCause = (cause: SpokenCause, wording: Wording): string | null =>
  cause === 'undetermined' ? null : wording.causes[cause];

/** `a`, `a ou b`, `a, b ou c`. */
function joinWords(words: readonly string[], last: string): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
