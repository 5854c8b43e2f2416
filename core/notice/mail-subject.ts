import { isDrill } from './choose-message.ts';
import type { NoticeContent } from './notice.ts';
import type { CommonValues } from './notice-variables.ts';
import { oneLine, shorten, SUBJECT_MOST } from './word-limits.ts';
import type { Phrase } from './phrase.ts';
import type { Wording } from './wording.ts';

/**
 * The subject of a mail, within {@link SUBJECT_MOST} characters: French, then a few words of
 * English, whoever reads it. Words give way first, then the platform's name for its short one; only
 * then is that cut. Begins with EXERCICE in a drill.
 */
export function mailSubject(
  phrases: readonly Phrase[],
  values: CommonValues,
  content: NoticeContent,
  wording: Wording,
): string {
  const mark = isDrill(content) ? `${wording.drillMark} - ` : '';
  const names = [oneLine(content.platformName), oneLine(content.smsName)];
  const write = (phrase: Phrase, ent: string) => oneLine(mark + phrase({ ...values, ent }));
  const wished = phrases.flatMap((phrase) => names.map((name) => write(phrase, name)));
  const fitting = wished.find((subject) => subject.length <= SUBJECT_MOST);
  if (fitting !== undefined) return fitting;
  const shortest = phrases.at(-1) ?? (() => '');
  const room = SUBJECT_MOST - write(shortest, '').length - 1;
  return write(shortest, shorten(content.smsName, Math.max(1, room)));
}
