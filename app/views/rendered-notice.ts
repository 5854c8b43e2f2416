import type { NoticeContent } from '../../core/notice/notice.ts';

/** A notice as its readers get it, word for word. */
export interface RenderedNotice {
  readonly sms: string;
  /** GSM-7 septets, or UCS-2 characters should a letter outside GSM-7 have slipped in. */
  readonly smsSeptets: number;
  readonly smsSegments: number;
  readonly mailSubject: string;
  readonly mailText: string;
}

/** The wording of notices: pure, the same for the page and for what leaves. */
export type RenderNotice = (content: NoticeContent) => RenderedNotice;
