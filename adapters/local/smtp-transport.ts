import SMTPPool from 'nodemailer/lib/smtp-pool';
import type { SendResult } from '../../app/ports.ts';
import type { ComposedMail } from './compose-mime.ts';
import { readSmtpFailure } from './mail-failure.ts';
import { createSigner, type SmtpParcel, smtpParcel } from './smtp-parcel.ts';

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
  const pool = new SMTPPool(poolOf(settings));
  // A pooled connection that dies while idle is reopened by the next message; nothing to do.
  pool.on('error', () => undefined);
  const signer = settings.dkim === undefined ? null : createSigner(signingOf(settings.dkim));
  return {
    send: async (mail) => {
      try {
        return readAnswer(await carry(pool, smtpParcel(mail, signer)));
      } catch (error) {
        return readSmtpFailure(error);
      }
    },
    close: () => pool.close(),
  };
}

type Pool = InstanceType<typeof SMTPPool>;
type Sent = NonNullable<Parameters<Parameters<Pool['send']>[1]>[1]>;

const carry = (pool: Pool, parcel: SmtpParcel): Promise<Sent> =>
  new Promise((resolve, reject) => {
    pool.send(parcel, (error, info) => {
      if (info === undefined) reject(error ?? new Error('the relay gave no answer'));
      else resolve(info);
    });
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

function poolOf({ host, port, poolSize, security, auth, timeoutMs }: SmtpSettings) {
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
    ...(auth ? { auth: { ...auth } } : {}),
  };
}

const signingOf = ({ domain, selector, privateKey }: DkimKey) => ({
  domainName: domain,
  keySelector: selector,
  privateKey,
  headerFieldNames: SIGNED_FIELDS.join(':'),
});

function readAnswer(info: Sent): SendResult {
  return (info.accepted?.length ?? 0) > 0
    ? { kind: 'accepted', providerId: String(info.response).slice(0, 200) }
    : { kind: 'rejected', reason: String(info.response).slice(0, 200) };
}
