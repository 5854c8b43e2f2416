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
 */
export function renderSms(
  content: NoticeContent,
  wording: Wording,
  timeZone: string,
  readAt?: EpochMs,
): MeasuredSms {
  const names = {
    ent: cut(content.smsName, SMS_NAME_MOST),
    id: cut(content.reference, REFERENCE_MOST),
    address: shortUrl,
  };
  const values = noticeVariables(content, wording, timeZone, names, readAt);
  const mark = isDrill(content) ? `${wording.drillMark} - ` : '';
  const texts = wording.sms[chooseMessage(content)].map((phrase) =>
    foldAndMeasure(mark + tidy(phrase(values))),
  );
  return (
    texts.find(({ segments }) => segments === 1) ??
    foldAndMeasure(cutToSeptets(texts.at(-1)?.text ?? mark, SEPTETS_ALONE))
  );
}

const cut = (text: string, most: number): string =>
  cutToSeptets(foldToGsm7(oneLine(text)), most).trim();

/** As people type it: without the scheme, without a closing slash. */
const shortUrl = (url: string): string =>
  foldToGsm7(url)
    .replace(/^https?:\/\//u, '')
    .replace(/\/$/u, '');

const tidy = (text: string): string => text.replace(/\s+/gu, ' ').trim();
