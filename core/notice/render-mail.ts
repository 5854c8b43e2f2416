import { chooseMessage, isDrill } from './choose-message.ts';
import { frameMails } from './frame-mails.ts';
import { mailSubject } from './mail-subject.ts';
import type { NoticeContent } from './notice.ts';
import { noticeVariables } from './notice-variables.ts';
import { blocksHtml, htmlPage } from './render-html.ts';
import { typeset } from './typeset.ts';
import {
  FACT_LENGTH_MOST,
  FACTS_MOST,
  oneLine,
  SCHOOLS_LISTED_MOST,
  shorten,
} from './word-limits.ts';
import type { Wording } from './wording.ts';

export interface RenderedMail {
  /** At most 78 characters, in French and a few words of English. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Whom one mail is for: it says so, since one contact may answer for several schools. */
export interface MailRecipient {
  /** UAIs, or an owner's name. */
  readonly schools: readonly string[];
  readonly unsubscribeUrl: string;
  /** Where its reader says that it was read. Absent: nobody is asked to. */
  readonly acknowledgeUrl?: string;
  /** Whether who does not say that it was read is telephoned. @default false */
  readonly isCalled?: boolean;
}

/**
 * Word a notice as mail, ready to be addressed: what is the same for all is worded once.
 *
 * HTML is made of the text, so that both say the same. Facts beyond {@link FACTS_MOST} are dropped,
 * long ones cut. A drill's subject, text and HTML begin with EXERCICE.
 */
export const renderMail = (
  content: NoticeContent,
  wording: Wording,
  timeZone: string,
): ((recipient: MailRecipient) => RenderedMail) => frameMails(wordMail(content, wording, timeZone));

/** The same, each mail worded by itself: what {@link renderMail} must give, and slower. */
export function wordMail(
  content: NoticeContent,
  wording: Wording,
  timeZone: string,
): (recipient: MailRecipient) => RenderedMail {
  const { language } = wording;
  const common = noticeVariables(content, wording, timeZone, {
    ent: oneLine(content.platformName),
    id: oneLine(content.reference),
    address: fullUrl,
  });
  const facts = content.facts.slice(0, FACTS_MOST).map((fact) => shorten(fact, FACT_LENGTH_MOST));
  const words = wording.mail[chooseMessage(content)];
  const set = (text: string) => typeset(tidy(text), language);

  const drill = isDrill(content);
  const subject = typeset(mailSubject(words.subject, common, content, wording), language);
  const title = set((drill ? `${wording.drillMark} - ` : '') + oneLine(words.title(common)));
  const opening = drill ? `${wording.drillMark}. ${wording.drillNote.trim()}\n\n` : '';
  const values = { ...common, facts: facts.join(NEXT_ITEM), factCount: facts.length };
  const addition =
    content.addition === undefined
      ? ''
      : `\n\n${wording.additionMark.trim()} ${oneLine(content.addition)}`;
  const body = set(opening + words.body(values) + addition);
  const addresses = [common.url, common.status];
  const bodyHtml = blocksHtml(body, addresses);

  return ({ schools, unsubscribeUrl, acknowledgeUrl = '', isCalled = false }) => {
    const optout = oneLine(unsubscribeUrl);
    const ack = oneLine(acknowledgeUrl);
    const asked = {
      ack,
      hasAck: ack === '' ? 'no' : 'yes',
      hasCall: isCalled ? 'yes' : 'no',
    } as const;
    const listed = listSchools(schools);
    const footer = set(
      wording.mailFooter({
        ...common,
        schools: listed,
        schoolCount: schools.length,
        optout,
        ...asked,
      }),
    );
    const footerHtml = blocksHtml(footer, [...addresses, optout, ack]);
    return {
      subject,
      text: `${body}\n\n${footer}\n`,
      html: htmlPage(language, title, bodyHtml, footerHtml),
    };
  };
}

function listSchools(schools: readonly string[]): string {
  const listed = schools.slice(0, SCHOOLS_LISTED_MOST).map(oneLine).join(', ');
  return schools.length > SCHOOLS_LISTED_MOST ? `${listed}, …` : listed;
}

/** Continues the template's own `- `. */
const NEXT_ITEM = '\n- ';

/** With its scheme, so that what is shown is what is opened. */
const fullUrl = (url: string): string =>
  url === '' || /^[a-z][a-z0-9+.-]*:/iu.test(url) ? url : `https://${url}`;

/** Words that were left out leave no gap. */
const tidy = (text: string): string =>
  text
    .replace(/[ \t]+$/gmu, '')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
