import { simpleParser } from 'mailparser';
import type { ListedMessage } from './message-store.ts';

/** A message in full, as its reader would see it. */
export interface OpenedMessage extends ListedMessage {
  readonly text: string;
  /** '' for an SMS. As it came: whoever shows it must shut it in. */
  readonly html: string;
  /** Header lines as they came, decoded; empty for an SMS. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** Parse one message, on the day somebody looks at it. */
export async function openMessage(listed: ListedMessage, raw: Buffer): Promise<OpenedMessage> {
  if (listed.channel === 'sms') {
    return { ...listed, text: raw.toString('utf8'), html: '', headers: [] };
  }
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
  return {
    ...listed,
    text: mail.text ?? '',
    html: typeof mail.html === 'string' ? mail.html : '',
    headers: mail.headerLines.map(({ key, line }) => ({
      name: key,
      value: line
        .slice(line.indexOf(':') + 1)
        .replace(/\s+/gu, ' ')
        .trim(),
    })),
  };
}
