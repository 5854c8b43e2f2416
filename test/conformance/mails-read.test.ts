import { execFileSync } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '../../adapters/local/hash.ts';
import { createSmtpMail } from '../../adapters/local/mail.ts';
import { readNoticeWordings } from '../../adapters/local/notice-wordings.ts';
import { composeMessages } from '../../app/notices/compose-messages.ts';
import type { MailMessage } from '../../app/ports.ts';
import type { NoticeContent } from '../../core/notice/notice.ts';
import { renderSms } from '../../core/notice/render-sms.ts';
import { epochMs } from '../../core/units.ts';
import { allContents } from '../core/notice/contents.ts';

// Goal: every mail is read without a fault by parsers that are not ours, says the same in text and
// HTML, and bears the headers of a machine's message. Method: each message × language × drill leaves
// by SMTP on loopback; what arrived is read by mailparser and by Python's own email package.

const wordings = readNoticeWordings();
const URL_TO_STOP = 'https://preau.example/stop/abc';
const EARLIER = ['inc/outage/1', 'inc/cause/1'];

/** One content for each set of words: most causes change nothing in what an outage says. */
const contents = [
  ...new Map(
    allContents.map((content) => [
      renderSms(content, wordings.fr, 'Europe/Paris').text,
      { ...content, facts: ['Un serveur « muet » & lent.', 'Deux points <sur> trois'] },
    ]),
  ).values(),
];

const cases = contents.flatMap((content) =>
  (['fr', 'en'] as const).flatMap((language) =>
    [false, true].map((drill) => ({ content: { ...content, drill }, language })),
  ),
);
type Case = (typeof cases)[number];

const compose = ({ content, language }: Case, index: number): MailMessage => {
  const unused = () => Promise.reject(new Error('nothing is sent on a channel here'));
  const pace = { turnstile: { pass: unused }, concurrency: 1, batch: 1 };
  const settings = {
    wordings,
    timeZone: 'Europe/Paris',
    smsSender: 'PREAU',
    mailDomain: 'preau.example',
    unsubscribeUrl: () => URL_TO_STOP,
    hash: hashOf,
    mail: pace,
    sms: pace,
    earlierNotices: EARLIER,
  };
  return composeMessages(content as NoticeContent, settings as never).mail({
    key: `inc/cause/2/mail/${index}`,
    notice: 'inc/cause/2',
    channel: 'mail',
    address: `n${index}@ecole.example`,
    recipients: ['0311131L', '0301326D'],
    language,
    priority: 0,
  });
};

async function sendAll(messages: readonly MailMessage[]): Promise<ReadonlyMap<string, Buffer>> {
  const raw = new Map<string, Buffer>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        raw.set(envelope.rcptTo[0]?.address ?? '', Buffer.concat(chunks));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const mail = createSmtpMail({
    host: '127.0.0.1',
    port,
    from: 'Préau <alertes@preau.example>',
    clock: { now: () => epochMs(Date.UTC(2021, 3, 6, 6, 43)) },
  });
  try {
    for (const message of messages) {
      const answer = await mail.send(message);
      if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer));
    }
  } finally {
    mail.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
  return raw;
}

const messages = cases.map(compose);
let raw: ReadonlyMap<string, Buffer>;
beforeAll(async () => {
  raw = await sendAll(messages);
});
const rawOf = ({ to }: MailMessage): Buffer => raw.get(to) ?? Buffer.from('');

const headersOf = (message: MailMessage) => ({
  'message-id': message.messageId,
  'in-reply-to': message.references.at(-1),
  references: message.references.join(' '),
  'auto-submitted': 'auto-generated',
  'x-auto-response-suppress': 'OOF, AutoReply',
  'list-unsubscribe': `<${URL_TO_STOP}>`,
  'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
  'content-language': message.language,
});

describe('every message, in both languages, as news and as a drill', () => {
  test('is read by mailparser letter for letter', async () => {
    for (const message of messages) {
      const read = await simpleParser(rawOf(message), { skipTextToHtml: true });
      expect(read.subject).toBe(message.subject);
      expect(read.text).toBe(message.text);
      expect(read.html).toBe(message.html);
      expect(read.attachments).toEqual([]);
      expect(read.messageId).toBe(message.messageId);
      expect([read.references].flat()).toEqual(message.references);
      const lines = new Map(read.headerLines.map(({ key, line }) => [key, line]));
      for (const name of ['auto-submitted', 'list-unsubscribe', 'list-unsubscribe-post'])
        expect(lines.has(name)).toBe(true);
    }
  });

  test.skipIf(!hasPython())('is read by Python’s email package without a defect', () => {
    const told = judge(messages.map(rawOf));
    expect(told).toHaveLength(messages.length);
    for (const [index, message] of messages.entries()) {
      const read = told[index];
      expect(read).toMatchObject({
        defects: [],
        type: 'multipart/alternative',
        parts: ['text/plain', 'text/html'],
        subject: message.subject,
        headers: headersOf(message),
        langs: [
          ['html', message.language],
          ['main', message.language],
          ['footer', message.language],
        ],
        wrong: [],
        same: true,
      });
      // RFC 5322 §2.1.1: 998 at most, without the end of line.
      expect(read?.longestLine).toBeLessThanOrEqual(998);
    }
  });

  test('begins with EXERCICE in a drill, and says the next time or what comes', () => {
    for (const [index, { content, language }] of cases.entries()) {
      const { subject, text } = compose({ content, language }, index);
      const drill = content.drill || content.phase === 'drill';
      expect([subject, text].map((words) => words.startsWith('EXERCICE'))).toEqual([drill, drill]);
      const next = language === 'fr' ? /Prochain point à 09h15/u : /Next word at 09:15/u;
      const end = language === 'fr' ? /dernier point/u : /last planned/u;
      // A message that tries whether mails arrive announces nothing: it tells what others would.
      const trial = language === 'fr' ? /l’heure du point suivant/u : /next word/u;
      const promises = { recovery: end, drill: trial };
      expect(text).toMatch(
        content.phase === 'recovery' || content.phase === 'drill' ? promises[content.phase] : next,
      );
    }
  });
});

interface Judged {
  readonly longestLine: number;
}

function judge(mails: readonly Buffer[]): readonly Judged[] {
  const input = mails.map((mail) => mail.toString('base64')).join('\n');
  const judged = execFileSync('python3', [join(import.meta.dirname, 'judge_mails.py')], {
    input,
    maxBuffer: 64 * 1_048_576,
  });
  return JSON.parse(judged.toString()) as readonly Judged[];
}

function hasPython(): boolean {
  try {
    execFileSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))']);
    return true;
  } catch {
    console.warn('mails-read: no python3 of version 3.10 or later; its judgement is left out');
    return false;
  }
}
