import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Mail, MailMessage } from '../../app/ports.ts';
import { DELIVERY_TAG, tagOfKey } from './delivery-tag.ts';
import { type Refusal, sendOnce, sendOnceConfig, type SendOnceOptions } from './send-once.ts';
import { createSesBulk } from './ses-bulk.ts';
import { sesHeaders } from './ses-headers.ts';

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
  const from = shownSender(options.from);
  const send: Mail['send'] = async (message) => {
    if (!ONE_ADDRESS.test(message.to)) return NO_ADDRESS;
    const command = commandFor(message, from, options.configurationSet);
    return sendOnce(options, (call) => client.send(command, call), isFinal);
  };
  const bulk = createSesBulk({ options, client, from, send, isFinal });
  return {
    send,
    bulk: {
      most: bulk.most,
      send: async (messages) => {
        const sound = messages.filter(({ to }) => ONE_ADDRESS.test(to));
        const answers = (await bulk.send(sound)).values();
        return messages.map(({ to }) =>
          ONE_ADDRESS.test(to) ? (answers.next().value ?? NO_ANSWER) : NO_ADDRESS,
        );
      },
    },
    close: () => client.destroy(),
  };
}

const NO_ADDRESS = {
  kind: 'rejected',
  reason: 'expected one plain mail address, got something else',
} as const;
const NO_ANSWER = { kind: 'unknown', reason: 'the provider said nothing of this mail' } as const;

/** SES takes a list where it asks for an address; and none beyond ASCII in front of the @. */
const ONE_ADDRESS = /^[!#$%&'*+\-./0-9=?A-Z^_`a-z{|}~]{1,64}@[^\s@,;:<>()[\]"\\]{1,255}$/u;

/** The name as an encoded word (RFC 2047): SES takes ASCII alone here. */
const shownSender = (address: string): string =>
  `=?UTF-8?B?${Buffer.from('Préau').toString('base64')}?= <${address}>`;

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

function commandFor(message: MailMessage, from: string, configurationSet: string) {
  const tag = tagOfKey(message.key);
  return new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: [message.to] },
    ConfigurationSetName: configurationSet,
    Content: {
      Simple: {
        Subject: utf8(message.subject),
        Body: { Text: utf8(message.text), Html: utf8(message.html) },
        Headers: [...sesHeaders(message)],
      },
    },
    ...(tag === null ? {} : { EmailTags: [{ Name: DELIVERY_TAG, Value: tag }] }),
  });
}

/**
 * `MessageRejected` is about this message, but for one case: in the sandbox, or with a sender that
 * was never verified, it comes for every mail, and the account is what must be mended.
 */
const isFinal = ({ name, message }: Refusal): boolean =>
  name === 'BadRequestException' ||
  (name === 'MessageRejected' && !/\bnot verified\b/iu.test(message));
