import type { Clock, Mail, MailMessage } from '../../app/ports.ts';
import type { ComposedMail } from './compose-mime.ts';
import { type HostGuard, loopbackOnly } from './loopback-guard.ts';
import { openSmtpThread } from './smtp-thread.ts';
import { type DkimKey, openSmtpTransport } from './smtp-transport.ts';

export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  /** Shown sender, e.g. `Préau <alertes@preau.example>`. */
  readonly from: string;
  /** Whom a mail server tells when a message cannot be delivered. @default the shown sender */
  readonly envelopeFrom?: (key: string) => string;
  /** Connections kept open. @default 8: composing, not the network, is the limit */
  readonly poolSize?: number;
  /** @default 'none', which only fits a relay on the same machine */
  readonly security?: 'none' | 'starttls' | 'tls';
  readonly auth?: { readonly user: string; readonly pass: string };
  /** Signs each mail. @default none: the relay signs, as most do */
  readonly dkim?: DkimKey;
  /**
   * Compose and carry in a thread of its own. It pays where more mails leave in a second than one
   * thread words, composes and writes down. @default false
   */
  readonly inThread?: boolean;
  /** For connecting, greeting and each answer, in real milliseconds. @default 10,000 */
  readonly timeoutMs?: number;
  /** Which hosts may be reached at all. @default loopbackOnly */
  readonly guard?: HostGuard;
  readonly clock: Pick<Clock, 'now'>;
}

export interface SmtpMail extends Mail {
  close(): void;
}

/**
 * Mail by SMTP, over connections that are kept.
 *
 * A message says of itself that a machine wrote it (RFC 3834), so that holiday notices do not
 * answer; that one POST unsubscribes (RFC 8058); and which thread it belongs to. Its id is the
 * caller's: the same message sent twice is one message to a mailbox.
 *
 * @throws PreauError `off-loopback` at once, before any socket, when the guard refuses the host
 */
export function createSmtpMail(options: SmtpOptions): SmtpMail {
  const { host, port, security = 'none', poolSize = 8, timeoutMs = 10_000 } = options;
  const { auth, dkim, inThread = false } = options;
  (options.guard ?? loopbackOnly)(host);
  const open = inThread ? openSmtpThread : openSmtpTransport;
  const reached = { host, port, security, poolSize, timeoutMs };
  const transport = open({ ...reached, ...(auth && { auth }), ...(dkim && { dkim }) });
  return {
    send: (message) => transport.send(compose(message, options)),
    close: () => transport.close(),
  };
}

function compose(message: MailMessage, { from, envelopeFrom, clock }: SmtpOptions): ComposedMail {
  const { to, subject, text, html, messageId, references } = message;
  return {
    from,
    ...(envelopeFrom && { envelopeFrom: envelopeFrom(message.key) }),
    to,
    subject,
    text,
    html,
    messageId,
    date: new Date(clock.now()),
    references,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      'Content-Language': message.language,
      'List-Unsubscribe': `<${message.unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}
