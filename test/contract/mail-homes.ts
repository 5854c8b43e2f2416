// Both makings of the `Mail` port for one suite: SMTP to the sink of a rehearsal, and SES to a small
// endpoint that speaks its wire.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSesMail } from '../../adapters/aws/ses-mail.ts';
import { createSmtpMail } from '../../adapters/local/mail.ts';
import type { Mail } from '../../app/ports.ts';
import { epochMs } from '../../core/units.ts';
import { startSinks } from '../../home/sinks/start-sinks.ts';
import { type SesBehaviour, startSesEndpoint } from './ses-endpoint.ts';

const FROM = 'alertes@preau.example';
const clock = { now: () => epochMs(Date.UTC(2021, 3, 6, 6, 45)) };

export type MailBehaviour = 'accept' | 'busy' | 'later' | 'refuse' | 'drop-after-data';

/** A mail as its recipient has it; the names of headers in lower case. */
export interface Received {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: { readonly [name: string]: string };
}

export interface MailHome {
  /** @param port of a server that is none, on loopback. @default the provider's own */
  connect(options?: { readonly port?: number; readonly timeoutMs?: number }): Mail;
  behave(how: MailBehaviour): void;
  /** What recipients whose address contains `search` have got. */
  received(search: string): Promise<readonly Received[]>;
  stop(): Promise<void>;
}

export const mailMakings = [
  { name: 'SMTP', start: startSmtp },
  { name: 'Amazon SES', start: startSes },
] as const;

async function startSmtp(): Promise<MailHome> {
  const folder = mkdtempSync(join(tmpdir(), 'preau-mail-'));
  const sinks = await startSinks({ dataFolder: folder, address: '127.0.0.1' });
  const open: { close(): void }[] = [];
  return {
    connect: ({ port = sinks.smtp.port, timeoutMs = 2_000 } = {}) => {
      const from = `Préau <${FROM}>`;
      const mail = createSmtpMail({ host: '127.0.0.1', port, from, timeoutMs, clock });
      open.push(mail);
      return mail;
    },
    behave: (how) => sinks.behave('mail', how),
    received: async (search) => {
      const listed = sinks
        .listMessages({ channel: 'mail', limit: 500, search })
        .filter(({ to }) => to.includes(search));
      const mails = await Promise.all(listed.map(({ id }) => sinks.getMessage(id)));
      return mails.flatMap((mail) => {
        if (mail === null) return [];
        const { to, from, subject, text, html } = mail;
        const headers = mail.headers.map(({ name, value }) => [name, value]);
        return [{ to, from, subject, text, html, headers: Object.fromEntries(headers) }];
      });
    },
    stop: async () => {
      for (const mail of open) mail.close();
      await sinks.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const SES_SAYS: { readonly [how in MailBehaviour]: SesBehaviour } = {
  accept: { kind: 'accept' },
  busy: {
    kind: 'refuse',
    status: 429,
    error: 'TooManyRequestsException',
    message: 'Maximum sending rate exceeded.',
  },
  later: { kind: 'refuse', status: 500, error: 'InternalFailure', message: '' },
  refuse: {
    kind: 'refuse',
    status: 400,
    error: 'BadRequestException',
    message: 'Invalid domain name: <x>',
  },
  'drop-after-data': { kind: 'lose-answer' },
};

async function startSes(): Promise<MailHome> {
  const ses = await startSesEndpoint();
  const open: { close(): void }[] = [];
  return {
    connect: ({ port, timeoutMs = 2_000 } = {}) => {
      const mail = createSesMail({
        from: FROM,
        configurationSet: 'preau',
        region: 'eu-west-3',
        endpoint: port === undefined ? ses.url : `http://127.0.0.1:${port}`,
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
        timeoutMs,
      });
      open.push(mail);
      return mail;
    },
    behave: (how) => ses.behave(SES_SAYS[how]),
    received: async (search) =>
      ses.taken.flatMap(({ FromEmailAddress, Destination, Content: { Simple } }) => {
        const [to = ''] = Destination.ToAddresses;
        if (!to.includes(search)) return [];
        return [
          {
            to,
            from: FromEmailAddress.split(' ').at(-1)?.slice(1, -1) ?? '',
            subject: Simple.Subject.Data,
            text: Simple.Body.Text.Data,
            html: Simple.Body.Html.Data,
            headers: Object.fromEntries(
              Simple.Headers.map(({ Name, Value }) => [Name.toLowerCase(), Value]),
            ),
          },
        ];
      }),
    stop: async () => {
      for (const mail of open) mail.close();
      await ses.stop();
    },
  };
}
