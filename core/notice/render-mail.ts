import { chooseMessage, isDrill } from './choose-message.ts';
import { expandTemplate } from './expand-template.ts';
import type { NoticeContent } from './notice.ts';
import { noticeVariables } from './notice-variables.ts';
import { escapeHtml, htmlPage, linkHtml } from './render-html.ts';
import {
  FACT_LENGTH_MOST,
  FACTS_MOST,
  oneLine,
  SCHOOLS_LISTED_MOST,
  shorten,
} from './word-limits.ts';
import type { MailTemplate, Variables, Wording } from './wording.ts';

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Whom one mail is for: it says so, since one contact may answer for several schools. */
export interface MailRecipient {
  /** UAIs, or an owner's name. */
  readonly schools: readonly string[];
  readonly unsubscribeUrl: string;
}

/**
 * Word a notice as mail, ready to be addressed: what is the same for all is worded once.
 *
 * Text and HTML are the same words. Facts beyond {@link FACTS_MOST} are dropped, long ones cut.
 * A drill's subject, text and HTML begin with EXERCICE.
 */
export function renderMail(
  content: NoticeContent,
  wording: Wording,
  timeZone: string,
): (recipient: MailRecipient) => RenderedMail {
  const common: Variables = {
    ...noticeVariables(content, wording, timeZone),
    ent: oneLine(content.platformName),
    url: content.sheltered ? fullUrl(content.mirrorUrl) : null,
    status: fullUrl(content.statusUrl),
  };
  const facts = content.facts.slice(0, FACTS_MOST).map((fact) => shorten(fact, FACT_LENGTH_MOST));
  const { subject, body } = templateFor(content, wording);
  const title = oneLine(expandTemplate(subject, common));
  const htmlCommon = asHtml(common);
  const htmlBody = escapeHtml(body);

  return (recipient) => {
    const schools = wordSchools(recipient.schools, wording);
    const optout = oneLine(recipient.unsubscribeUrl);
    const text = expandTemplate(body, { ...common, schools, optout, facts: asItems(facts) });
    const html = expandTemplate(htmlBody, {
      ...htmlCommon,
      schools: escapeHtml(schools),
      optout: linkHtml(optout),
      facts: asItems(facts.map(escapeHtml)),
    });
    return { subject: title, text: tidy(text), html: htmlPage(wording.language, title, html) };
  };
}

function templateFor(content: NoticeContent, wording: Wording): MailTemplate {
  const { subject, body } = wording.mail[chooseMessage(content)];
  const whole = `${body.trim()}\n\n${wording.mailFooter.trim()}\n`;
  if (!isDrill(content)) return { subject, body: whole };
  return {
    subject: `${wording.drillMark} - ${subject}`,
    body: `${wording.drillMark}. ${wording.drillNote.trim()}\n\n${whole}`,
  };
}

function asHtml(variables: Variables): Variables {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      typeof value !== 'string'
        ? null
        : name === 'url' || name === 'status'
          ? linkHtml(value)
          : escapeHtml(value),
    ]),
  );
}

function wordSchools(schools: readonly string[], wording: Wording): string {
  const listed = schools.slice(0, SCHOOLS_LISTED_MOST).map(oneLine).join(', ');
  if (schools.length <= 1) return expandTemplate(wording.schoolsOne, { schools: listed });
  const more = schools.length > SCHOOLS_LISTED_MOST ? ', …' : '';
  return expandTemplate(wording.schoolsMany, {
    schools: listed + more,
    count: String(schools.length),
  });
}

/** Continues the template's own `- `. */
const asItems = (facts: readonly string[]): string => facts.join('\n- ');

/** With its scheme, so that what is shown is what is opened. */
const fullUrl = (url: string): string => {
  const line = oneLine(url);
  return line === '' || /^[a-z][a-z0-9+.-]*:/iu.test(line) ? line : `https://${line}`;
};

const tidy = (text: string): string =>
  text
    .replace(/\n{3,}/gu, '\n\n')
    .trim()
    .concat('\n');
