import type { NoticeContent } from '../../core/notice/notice.ts';
import { renderMail } from '../../core/notice/render-mail.ts';
import { renderSms } from '../../core/notice/render-sms.ts';
import type { Wording } from '../../core/notice/wording.ts';
import type { RenderedNotice, RenderNotice } from './rendered-notice.ts';
import type { Words } from './words.ts';

/**
 * Word notices for the pages with the very renderers that word what leaves. What differs from one
 * reader to the next, the schools and the address to unsubscribe at, is named instead of given.
 * A content never changes, so it is worded once however often the pages are made.
 */
export function noticeTexts(wording: Wording, timeZone: string, words: Words): RenderNotice {
  const anybody = {
    schools: [words('console.notice.anySchool')],
    unsubscribeUrl: words('console.notice.anyUnsubscribe'),
  };
  const render = (content: NoticeContent): RenderedNotice => {
    const sms = renderSms(content, wording, timeZone);
    const mail = renderMail(content, wording, timeZone)(anybody);
    return {
      sms: sms.text,
      smsSeptets: sms.septets,
      smsSegments: sms.segments,
      mailSubject: mail.subject,
      mailText: mail.text,
    };
  };
  const known = new WeakMap<NoticeContent, RenderedNotice>();
  return (content) => {
    const text = known.get(content) ?? render(content);
    known.set(content, text);
    return text;
  };
}
