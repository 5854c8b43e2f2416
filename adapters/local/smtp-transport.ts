import { createTransport, type SentMessageInfo } from 'nodemailer';
import type { SendResult } from '../../app/ports.ts';
import { type ComposedMail, composeMime } from './compose-mime.ts';
import { readSmtpFailure } from './mail-failure.ts';

/** How a relay is reached and what signs for its sender: plain data, which a thread can be given. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  readonly poolSize: number;
  readonly security: 'none' | 'starttls' | 'tls';
  readonly auth?: { readonly user: string; readonly pass: string };
  readonly timeoutMs: number;
  readonly dkim?: DkimKey;
}

/** A key that signs mails for a domain (RFC 6376). */
export interface DkimKey {
  readonly domain: string;
  /** `<selector>._domainkey.<domain>` has the public key. */
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
}

/** Composes MIME and carries it over connections that are kept. */
export interface SmtpTransport {
  send(mail: ComposedMail): Promise<SendResult>;
  close(): void;
}

/** nodemailer's own pool, in this thread. It opens its first connection with the first mail. */
export function openSmtpTransport(settings: SmtpSettings): SmtpTransport {
  const transport = createTransport(poolOf(settings));
  // A pooled connection that dies while idle is reopened by the next message; nothing to do.
  transport.on('error', () => undefined);
  return {
    send: async (mail) => {
      try {
        return readAnswer(await transport.sendMail(rawOf(mail)));
      } catch (error) {
        return readSmtpFailure(error);
      }
    },
    close: () => transport.close(),
  };
}

/** The address as an object, so that it is never read as a list of addresses. */
const rawOf = (mail: ComposedMail) => ({
  envelope: { from: mail.envelopeFrom ?? mail.from, to: [{ name: '', address: mail.to }] },
  messageId: mail.messageId,
  raw: composeMime(mail),
});

/**
 * What a signature covers, where a mail has it. A mailbox offers one click only under a signature that
 * covers both `List-Unsubscribe` fields, and nodemailer's own list has the first alone.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8058#section-4
 * @see https://www.rfc-editor.org/rfc/rfc6376#section-5.4.1
 */
const SIGNED_FIELDS = [
  'From',
  'Reply-To',
  'Subject',
  'Date',
  'Message-ID',
  'To',
  'Cc',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'In-Reply-To',
  'References',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
] as const;

function poolOf({ host, port, poolSize, security, auth, timeoutMs, dkim }: SmtpSettings) {
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
    ...(dkim
      ? {
          dkim: {
            domainName: dkim.domain,
            keySelector: dkim.selector,
            privateKey: dkim.privateKey,
            headerFieldNames: SIGNED_FIELDS.join(':'),
          },
        }
      : {}),
  };
}

function readAnswer(info: SentMessageInfo): SendResult {
  return (info.accepted?.length ?? 0) > 0
    ? { kind: 'accepted', providerId: String(info.response).slice(0, 200) }
    : { kind: 'rejected', reason: String(info.response).slice(0, 200) };
}
