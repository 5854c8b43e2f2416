import { createTransport, type SentMessageInfo } from 'nodemailer';
import type { Clock, Mail, MailMessage, SendResult } from '../../app/ports.ts';
import { type HostGuard, loopbackOnly } from './loopback-guard.ts';
import { readSmtpFailure } from './mail-failure.ts';

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
  (options.guard ?? loopbackOnly)(options.host);
  const transport = createTransport(transportOptions(options));
  // A pooled connection that dies while idle is reopened by the next message; nothing to do.
  transport.on('error', () => undefined);
  return {
    send: async (message) => {
      try {
        return readAnswer(await transport.sendMail(compose(message, options)));
      } catch (error) {
        return readSmtpFailure(error);
      }
    },
    close: () => transport.close(),
  };
}

function transportOptions(options: SmtpOptions) {
  const { host, port, poolSize = 8, security = 'none', auth, timeoutMs = 10_000 } = options;
  return {
    pool: true as const,
    host,
    port,
    secure: security === 'tls',
    ignoreTLS: security === 'none',
    requireTLS: security === 'starttls',
    maxConnections: poolSize,
    maxMessages: 10_000,
    // The ledger decides on a second try, never the pool on its own.
    maxRequeues: 0,
    // Shorter than the dialogue's, so that a server that never greeted is known not to have it.
    connectionTimeout: timeoutMs / 2,
    greetingTimeout: timeoutMs / 2,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(auth ? { auth: { ...auth } } : {}),
  };
}

function compose(message: MailMessage, { from, envelopeFrom, clock }: SmtpOptions) {
  const lastReference = message.references.at(-1);
  return {
    from,
    ...(envelopeFrom && { envelope: { from: envelopeFrom(message.key), to: message.to } }),
    // As an object, so that an address is never read as a list of addresses.
    to: { name: '', address: message.to },
    subject: message.subject,
    text: message.text,
    html: message.html,
    messageId: message.messageId,
    date: new Date(clock.now()),
    textEncoding: 'quoted-printable' as const,
    ...(lastReference === undefined
      ? {}
      : { inReplyTo: lastReference, references: [...message.references] }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      'Content-Language': message.language,
      'List-Unsubscribe': `<${message.unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}

function readAnswer(info: SentMessageInfo): SendResult {
  return (info.accepted?.length ?? 0) > 0
    ? { kind: 'accepted', providerId: String(info.response).slice(0, 200) }
    : { kind: 'rejected', reason: String(info.response).slice(0, 200) };
}
