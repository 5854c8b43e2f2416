import { chooseMessage, isDrill } from './choose-message.ts';
import { foldToGsm7 } from './fold-to-gsm7.ts';
import { cutToSeptets, foldAndMeasure, type MeasuredSms, SEPTETS_ALONE } from './measure-sms.ts';
import type { EpochMs } from '../units.ts';
import type { NoticeContent } from './notice.ts';
import { noticeVariables } from './notice-variables.ts';
import { oneLine, REFERENCE_MOST, SMS_NAME_MOST } from './word-limits.ts';
import type { Wording } from './wording.ts';

/**
 * Word a notice as one SMS part, complete without a click.
 *
 * Of the message's wordings, wished for in order, the first that fits is taken: words give way,
 * the alphabet and the one part do not. A drill's text begins with EXERCICE.
 *
 * @param readAt when it leaves, for one that was held: hours of other days have their date
 * @param others what more platforms are called that fell for whoever reads it: named, or counted, as
 *   the part has room. @default none
 */
export function renderSms(
  content: NoticeContent,
  wording: Wording,
  timeZone: string,
  readAt?: EpochMs,
  others: readonly string[] = [],
): MeasuredSms {
  const names = {
    ent: cut(content.smsName, SMS_NAME_MOST),
    id: cut(content.reference, REFERENCE_MOST),
    address: shortUrl,
  };
  const values = noticeVariables(content, wording, timeZone, names, readAt);
  const mark = isDrill(content) ? `${wording.drillMark} - ` : '';
  const phrases = wording.sms[chooseMessage(content)].map((phrase) => mark + tidy(phrase(values)));
  const ends = [...alsoFallen(others, wording), ''];
  for (const end of ends)
    for (const phrase of phrases) {
      const measured = foldAndMeasure(phrase + end);
      if (measured.segments === 1) return measured;
    }
  return foldAndMeasure(cutToSeptets(phrases.at(-1) ?? mark, SEPTETS_ALONE));
}

/** What follows, in order of wish; it ends what may end in an address. */
const alsoFallen = (others: readonly string[], { smsAlso }: Wording): readonly string[] =>
  others.length === 0
    ? []
    : smsAlso.map((phrase) => {
        const names = others.map((name) => cut(name, SMS_NAME_MOST)).join(', ');
        return ` ${tidy(phrase({ names, count: others.length }))}`;
      });

const cut = (text: string, most: number): string =>
  cutToSeptets(foldToGsm7(oneLine(text)), most).trim();

/** As people type it: without the scheme, without a closing slash. */
const shortUrl = (url: string): string =>
  foldToGsm7(url)
    .replace(/^https?:\/\//u, '')
    .replace(/\/$/u, '');

const tidy = (text: string): string => text.replace(/\s+/gu, ' ').trim();
