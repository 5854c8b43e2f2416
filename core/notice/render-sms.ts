import { chooseMessage, isDrill } from './choose-message.ts';
import { expandTemplate } from './expand-template.ts';
import { foldToGsm7 } from './fold-to-gsm7.ts';
import { measureSms, SEPTETS_ALONE, type SmsSize } from './measure-sms.ts';
import type { NoticeContent } from './notice.ts';
import { noticeVariables } from './notice-variables.ts';
import { oneLine, REFERENCE_MOST, SMS_NAME_MOST } from './word-limits.ts';
import type { Wording } from './wording.ts';

export interface RenderedSms extends SmsSize {
  /** All GSM-7, one part: at most 160 septets. */
  readonly text: string;
}

/**
 * Word a notice as one SMS part, complete without a click.
 *
 * Of the message's wordings, wished for in order, the first that fits is taken: words give way,
 * the alphabet and the one part do not. A drill's text begins with EXERCICE.
 */
export function renderSms(content: NoticeContent, wording: Wording, timeZone: string): RenderedSms {
  const variables = {
    ...noticeVariables(content, wording, timeZone),
    ent: cut(content.smsName, SMS_NAME_MOST),
    id: cut(content.reference, REFERENCE_MOST),
    url: content.sheltered ? shortUrl(content.mirrorUrl) : null,
    status: shortUrl(content.statusUrl),
  };
  const mark = isDrill(content) ? `${wording.drillMark} - ` : '';
  const texts = wording.sms[chooseMessage(content)].map((template) =>
    foldToGsm7(mark + tidy(expandTemplate(template, variables))),
  );
  return (
    texts.map(sized).find(({ segments }) => segments === 1) ??
    sized(cutToOnePart(texts.at(-1) ?? mark))
  );
}

function sized(text: string): RenderedSms {
  const size = measureSms(text) ?? { septets: text.length * 2, segments: 2 };
  return { text, ...size };
}

/** The last resort, for names that no template foresaw: a whole text beats a second part. */
function cutToOnePart(text: string): string {
  let kept = text;
  while ((measureSms(kept)?.septets ?? 0) > SEPTETS_ALONE) kept = kept.slice(0, -1);
  return kept;
}

const cut = (text: string, most: number): string => foldToGsm7(oneLine(text)).slice(0, most).trim();

/** As people type it: without the scheme, without a closing slash. */
const shortUrl = (url: string): string =>
  foldToGsm7(oneLine(url))
    .replace(/^https?:\/\//u, '')
    .replace(/\/$/u, '');

const tidy = (text: string): string => text.replace(/\s+/gu, ' ').trim();
