import { escapeHtml } from './render-html.ts';
import type { MailRecipient, RenderedMail } from './render-mail.ts';
import { SCHOOLS_LISTED_MOST } from './word-limits.ts';

type Render = (recipient: MailRecipient) => RenderedMail;

/**
 * The same mails, from frames: a notice says the same to everybody but for whom it is for and two
 * addresses, so it is worded once for each number of schools, with marks in their places.
 *
 * Of what could be set, wrapped or escaped otherwise than its mark, each mail is worded by itself: a
 * name, an address with other signs than addresses are made of. So is all of a notice whose words
 * come out differently around two marks that end differently.
 */
export function frameMails(render: Render): Render {
  const frames = new Map<string, Render | null>();
  return (recipient) => {
    if (!isPlain(recipient)) return render(recipient);
    const { schools, acknowledgeUrl = '', isCalled = false } = recipient;
    const name = `${schools.length} ${acknowledgeUrl !== ''} ${isCalled}`;
    const known = frames.get(name);
    const frame = known === undefined ? frameLike(recipient, render) : known;
    if (known === undefined) frames.set(name, frame);
    return (frame ?? render)(recipient);
  };
}

const UAI = /^\d{7}[A-Z]$/u;
const ADDRESS = /^https?:\/\/[\w.~:/?#@%&=+-]+$/u;

const isPlain = ({ schools, unsubscribeUrl, acknowledgeUrl = '' }: MailRecipient): boolean =>
  schools.length <= SCHOOLS_LISTED_MOST &&
  schools.every((school) => UAI.test(school)) &&
  ADDRESS.test(unsubscribeUrl) &&
  (acknowledgeUrl === '' || ADDRESS.test(acknowledgeUrl));

/** What stands for each of the three, and is nobody's: RFC 2606 keeps `.invalid` for that. */
interface Marks {
  readonly school: string;
  readonly unsubscribe: string;
  readonly acknowledge: string;
}

const MARKS: Marks = {
  school: '7777777Y',
  unsubscribe: 'https://unsubscribe.invalid/a',
  acknowledge: 'https://acknowledge.invalid/a',
};

/** As long or longer, and with another last letter. */
const OTHER_MARKS: Marks = {
  school: '1010101B',
  unsubscribe: 'https://unsubscribe.other.invalid/?x=%20&y=7',
  acknowledge: 'https://acknowledge.other.invalid/?x=%20&y=7',
};

/** @returns null where marks cannot stand for values */
function frameLike({ schools, acknowledgeUrl = '', isCalled }: MailRecipient, render: Render) {
  const around = (marks: Marks) => {
    const asked = acknowledgeUrl !== '';
    const mail = render({
      schools: schools.map(() => marks.school),
      unsubscribeUrl: marks.unsubscribe,
      ...(asked && { acknowledgeUrl: marks.acknowledge }),
      ...(isCalled !== undefined && { isCalled }),
    });
    const list = schools.map(() => marks.school).join(', ');
    const values = [list, marks.unsubscribe, asked ? marks.acknowledge : ''];
    return {
      subject: mail.subject,
      text: partsOf(mail.text, values),
      html: partsOf(mail.html, values.map(escapeHtml)),
    };
  };
  const { subject, text, html } = around(MARKS);
  const isSame = JSON.stringify({ subject, text, html }) === JSON.stringify(around(OTHER_MARKS));
  return isSame ? frameOf(subject, text, html) : null;
}

/** A text in order: what is the same in all, and of the values between them which, by its place. */
type Parts = readonly (string | number)[];

function partsOf(text: string, values: readonly string[]): Parts {
  let parts: Parts = [text];
  for (const [place, value] of values.entries()) {
    if (value === '') continue;
    parts = parts.flatMap((part) =>
      typeof part === 'number'
        ? [part]
        : part.split(value).flatMap((piece, at) => (at === 0 ? [piece] : [place, piece])),
    );
  }
  return parts;
}

function frameOf(subject: string, text: Parts, html: Parts): Render {
  return ({ schools, unsubscribeUrl, acknowledgeUrl = '' }) => {
    const values = [schools.join(', '), unsubscribeUrl, acknowledgeUrl];
    return { subject, text: filled(text, values), html: filled(html, values.map(escapeHtml)) };
  };
}

function filled(parts: Parts, values: readonly string[]): string {
  let text = '';
  for (const part of parts) text += typeof part === 'number' ? (values[part] ?? '') : part;
  return text;
}
