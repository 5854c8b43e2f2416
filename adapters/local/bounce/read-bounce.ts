import { type ParsedMail, simpleParser } from 'mailparser';
import { detailOf, kindOf, readDeliveryStatus, type StatusWord } from './delivery-status.ts';

/** What a message in the bounce mailbox is. */
export type BounceReading =
  /** A report on a message, and the addresses that it came back to. */
  | { readonly kind: 'report'; readonly to: readonly string[]; readonly word: StatusWord }
  /** A report that says nothing final: still being tried. */
  | { readonly kind: 'not-final' }
  /** A person, a holiday notice, or what nobody can read: left for a person. */
  | { readonly kind: 'other' };

/** Where a server writes whom it brought a message to; `To` comes from the reporter alone. */
const TO_HEADERS = [
  'to',
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-delivered-to',
  'apparently-to',
];
const ADDRESSES_MOST = 20;

/**
 * Read one message of the bounce mailbox: a report as RFC 3464 has it (Postfix, Exchange, Gmail,
 * Exim, Sendmail …), or one of the two older forms that are still met, qmail's and Exim's.
 *
 * That a machine answered is no sign of a bounce: holiday notices bear `Auto-Submitted` as reports do.
 *
 * @param raw at most some 256 KiB; a report that was cut off there is read as far as it goes
 */
export async function readBounce(raw: Buffer): Promise<BounceReading> {
  const mail = await simpleParser(raw, {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
  }).catch(() => null);
  if (mail === null) return { kind: 'other' };
  const status = statusPart(mail);
  const word = status === null ? olderForm(mail) : readDeliveryStatus(status);
  if (word !== null) return { kind: 'report', to: addressesOf(mail), word };
  return { kind: status === null ? 'other' : 'not-final' };
}

/** Its own type, or that of mail with letters beyond ASCII in its addresses (RFC 6533). */
function statusPart({ attachments }: ParsedMail): string | null {
  const part = attachments.find(({ contentType }) =>
    /^message\/(?:global-)?delivery-status$/iu.test(contentType),
  );
  return part === undefined ? null : part.content.toString('utf8');
}

/** qmail's own (QSBMF), and Exim's before it wrote reports. Both come only when it was given up. */
function olderForm(mail: ParsedMail): StatusWord | null {
  const text = (mail.text ?? '').slice(0, 8_192);
  const isQmail = text.startsWith('Hi. This is the ');
  const isExim = mail.headers.has('x-failed-recipients');
  if (!isQmail && !isExim) return null;
  const [status = ''] = /\b[45]\.\d{1,3}\.\d{1,3}\b/u.exec(text) ?? [];
  const [said = ''] = /\b[45]\d\d[ -][^\n]{0,200}/u.exec(text) ?? [];
  return { kind: kindOf(status, said), detail: detailOf(status, said) };
}

function addressesOf({ headerLines }: ParsedMail): readonly string[] {
  const lines = headerLines.filter(({ key }) => TO_HEADERS.includes(key)).slice(0, ADDRESSES_MOST);
  return lines
    .flatMap(({ line }) => line.slice(0, 2_000).match(/[\w.+-]{1,64}@[\w.-]{1,255}/gu) ?? [])
    .slice(0, ADDRESSES_MOST);
}
