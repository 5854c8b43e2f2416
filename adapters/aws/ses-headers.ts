import type { MailMessage } from '../../app/ports.ts';

/** One header of a mail, as SES takes it. */
export interface SesHeader {
  readonly Name: string;
  readonly Value: string;
}

/** Of a header: its name and value together. @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageHeader.html */
const HEADER_CHARACTERS_MAX = 996;

/** What a message says of itself beside those headers that SES makes. */
export function sesHeaders({
  language,
  unsubscribeUrl,
  references,
}: MailMessage): readonly SesHeader[] {
  const latest = references.at(-1);
  const headers = {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'OOF, AutoReply',
    'Content-Language': language,
    'List-Unsubscribe': `<${unsubscribeUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    ...(latest === undefined
      ? {}
      : { 'In-Reply-To': latest, References: shortened(references).join(' ') }),
  };
  return Object.entries(headers).map(([Name, Value]) => ({ Name, Value }));
}

/** The root of the thread, and as many of the latest as a header holds. */
function shortened(references: readonly string[]): readonly string[] {
  let kept = references;
  while (kept.length > 2 && `References ${kept.join(' ')}`.length > HEADER_CHARACTERS_MAX)
    kept = [...kept.slice(0, 1), ...kept.slice(2)];
  return kept;
}

/**
 * Headers that all messages of one call share, and those that each has for itself. Those that a
 * message lacks are not shared, for it would get them.
 *
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_BulkEmailEntry.html
 */
export function shareHeaders(each: readonly (readonly SesHeader[])[]): {
  readonly shared: readonly SesHeader[];
  readonly own: readonly (readonly SesHeader[])[];
} {
  const [first = [], ...others] = each;
  const has = (headers: readonly SesHeader[], wanted: SesHeader) =>
    headers.some(({ Name, Value }) => Name === wanted.Name && Value === wanted.Value);
  const shared = first.filter((header) => others.every((headers) => has(headers, header)));
  return { shared, own: each.map((headers) => headers.filter((header) => !has(shared, header))) };
}
