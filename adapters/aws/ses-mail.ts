import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Mail, MailMessage } from '../../app/ports.ts';
import { DELIVERY_TAG, tagOfKey } from './delivery-tag.ts';
import { type Refusal, sendOnce, sendOnceConfig, type SendOnceOptions } from './send-once.ts';

export interface SesOptions extends SendOnceOptions {
  /** The verified address that mails come from, shown as Préau's. */
  readonly from: string;
  /** Publishes what became of each mail: see adapters/aws/ses-receipt.ts. */
  readonly configurationSet: string;
}

export interface SesMail extends Mail {
  close(): void;
}

/**
 * Mail by Amazon SES, which makes the MIME of it.
 *
 * A message says of itself what one by SMTP does (adapters/local/mail.ts): a machine wrote it, one
 * POST unsubscribes, which thread it belongs to. Only its id is SES's own, `<…@….amazonses.com>`:
 * SES replaces any other, in raw messages too. So
 * - phases of an incident still hang together: they refer to ids of ours that no message bears, the
 *   same ones each time, and mail programs join messages by what they refer to;
 * - a mail sent again because its answer was lost is a second message to a mailbox.
 *
 * SES itself sets `Date` and keeps silent about a mail to an address on its suppression list: it is
 * accepted, and its receipt says that it bounced.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/header-fields.html for the headers that it allows
 */
export function createSesMail(options: SesOptions): SesMail {
  const client = new SESv2Client(sendOnceConfig(options));
  return {
    send: async (message) => {
      if (!ONE_ADDRESS.test(message.to))
        return { kind: 'rejected', reason: 'expected one plain mail address, got something else' };
      const command = commandFor(message, options);
      return sendOnce(options, (call) => client.send(command, call), isFinal);
    },
    close: () => client.destroy(),
  };
}

/** SES takes a list where it asks for an address; and none beyond ASCII in front of the @. */
const ONE_ADDRESS = /^[!#$%&'*+\-./0-9=?A-Z^_`a-z{|}~]{1,64}@[^\s@,;:<>()[\]"\\]{1,255}$/u;

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

function commandFor(message: MailMessage, { from, configurationSet }: SesOptions) {
  const tag = tagOfKey(message.key);
  return new SendEmailCommand({
    // The name as an encoded word (RFC 2047): SES takes ASCII alone here.
    FromEmailAddress: `=?UTF-8?B?${Buffer.from('Préau').toString('base64')}?= <${from}>`,
    Destination: { ToAddresses: [message.to] },
    ConfigurationSetName: configurationSet,
    Content: {
      Simple: {
        Subject: utf8(message.subject),
        Body: { Text: utf8(message.text), Html: utf8(message.html) },
        Headers: headersOf(message),
      },
    },
    ...(tag === null ? {} : { EmailTags: [{ Name: DELIVERY_TAG, Value: tag }] }),
  });
}

function headersOf({ language, unsubscribeUrl, references }: MailMessage) {
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

/** Of a header: its name and value together. @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageHeader.html */
const HEADER_CHARACTERS_MAX = 996;

/** The root of the thread, and as many of the latest as a header holds. */
function shortened(references: readonly string[]): readonly string[] {
  let kept = references;
  while (kept.length > 2 && `References ${kept.join(' ')}`.length > HEADER_CHARACTERS_MAX)
    kept = [...kept.slice(0, 1), ...kept.slice(2)];
  return kept;
}

/**
 * `MessageRejected` is about this message, but for one case: in the sandbox, or with a sender that
 * was never verified, it comes for every mail, and the account is what must be mended.
 */
const isFinal = ({ name, message }: Refusal): boolean =>
  name === 'BadRequestException' ||
  (name === 'MessageRejected' && !/\bnot verified\b/iu.test(message));
