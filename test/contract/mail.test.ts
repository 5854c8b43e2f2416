import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSmtpMail, type SmtpMail } from '../../adapters/local/mail.ts';
import type { MailMessage } from '../../app/ports.ts';
import { epochMs } from '../../core/units.ts';
import { type Sinks, startSinks } from '../../home/sinks/start-sinks.ts';

// Goal: the SMTP making of the `Mail` port says what the server said, and its mails are as a mail
// of a machine should be. Method: a real server on loopback, told how to behave.

const clock = { now: () => epochMs(Date.UTC(2021, 3, 6, 6, 45)) };

const message = (to: string): MailMessage => ({
  key: `n/mail/${to}`,
  to,
  subject:
    '[Préau] ENT Occitanie ne répond pas depuis 08h42, et la suite de cette ligne est longue',
  text: 'Bonjour,\n\nL’ENT ne répond pas.\n.\nUn point seul sur sa ligne.\n',
  html: '<!doctype html><html lang="fr"><body><p>Bonjour, l’ENT ne répond pas.</p></body></html>',
  messageId: `<${to.split('@')[0]}.2@preau.example>`,
  references: ['<root@preau.example>', '<one@preau.example>'],
  unsubscribeUrl: 'https://preau.example/stop/abc',
  language: 'fr',
});

describe('mail by SMTP', () => {
  let folder = '';
  let sinks: Sinks;
  const open: SmtpMail[] = [];
  const connect = (port = sinks.smtp.port, timeoutMs = 2_000): SmtpMail => {
    const from = 'Préau <alertes@preau.example>';
    const mail = createSmtpMail({ host: '127.0.0.1', port, from, timeoutMs, clock });
    open.push(mail);
    return mail;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'preau-mail-'));
    sinks = await startSinks({ dataFolder: folder, address: '127.0.0.1' });
  });
  afterEach(() => {
    sinks.behave('mail', 'accept');
    for (const mail of open.splice(0)) mail.close();
  });
  afterAll(async () => {
    await sinks.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const newest = async (search: string) => {
    const [listed] = sinks.listMessages({ channel: 'mail', limit: 1, search });
    return sinks.getMessage(listed?.id ?? 0);
  };

  test('is accepted with the server’s answer, and arrives letter for letter', async () => {
    const result = await connect().send(message('a@x.example'));
    expect(result).toEqual({ kind: 'accepted', providerId: expect.stringMatching(/^250/u) });
    const mail = await newest('a@x.example');
    expect(mail).toMatchObject({
      from: 'alertes@preau.example',
      to: 'a@x.example',
      subject: message('a@x.example').subject,
      text: message('a@x.example').text,
    });
    expect(mail?.html).toContain('l’ENT ne répond pas');
  });

  test('says that a machine wrote it, how to leave, which thread it is of, and when', async () => {
    await connect().send(message('b@x.example'));
    const headers = Object.fromEntries(
      (await newest('b@x.example'))?.headers.map(({ name, value }) => [name, value]) ?? [],
    );
    expect(headers).toMatchObject({
      'message-id': '<b.2@preau.example>',
      'in-reply-to': '<one@preau.example>',
      references: '<root@preau.example> <one@preau.example>',
      'auto-submitted': 'auto-generated',
      'x-auto-response-suppress': 'OOF, AutoReply',
      'list-unsubscribe': '<https://preau.example/stop/abc>',
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      date: 'Tue, 06 Apr 2021 06:45:00 +0000',
      'content-type': expect.stringContaining('multipart/alternative'),
    });
  });

  test('keeps its connections: many mails, each once', async () => {
    const mail = connect();
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, n) => mail.send(message(`many${n}@x.example`))),
    );
    expect(results.every(({ kind }) => kind === 'accepted')).toBe(true);
    expect(sinks.listMessages({ limit: 500, search: 'many' })).toHaveLength(60);
  });

  test.each([
    ['busy', 'deferred'],
    ['later', 'deferred'],
    ['refuse', 'rejected'],
    ['drop-after-data', 'unknown'],
  ] as const)(
    'a server that is %s makes it %s, and the next mail goes',
    async (behaviour, kind) => {
      const mail = connect();
      sinks.behave('mail', behaviour);
      expect((await mail.send(message(`${behaviour}@x.example`))).kind).toBe(kind);
      sinks.behave('mail', 'accept');
      expect((await mail.send(message(`after-${behaviour}@x.example`))).kind).toBe('accepted');
    },
  );

  test('sent again after a lost answer is one message in the mailbox', async () => {
    const before = sinks.counts().repeats;
    sinks.behave('mail', 'drop-after-data');
    expect((await connect().send(message('lost@x.example'))).kind).toBe('unknown');
    sinks.behave('mail', 'accept');
    expect((await connect().send(message('lost@x.example'))).kind).toBe('accepted');
    expect(sinks.listMessages({ limit: 9, search: 'lost@' })).toMatchObject([{ repeats: 1 }]);
    expect(sinks.counts().repeats).toBe(before + 1);
  });

  test('is deferred when nobody listens, or listens and says nothing', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect((await connect(port, 100).send(message('c@x.example'))).kind).toBe('deferred');
    await new Promise((resolve) => silent.close(resolve));
    expect((await connect(port, 500).send(message('c@x.example'))).kind).toBe('deferred');
  });

  test('never makes one recipient into several', async () => {
    const mail = connect();
    await mail.send({ ...message('d@x.example'), to: 'd@x.example, e@x.example' });
    await mail.send({ ...message('d@x.example'), to: 'd@x.example\r\nRCPT TO:<e@x.example>' });
    expect(
      sinks
        .listMessages({ limit: 9, search: 'e@x.example' })
        .filter(({ to }) => to === 'e@x.example'),
    ).toEqual([]);
  });

  test('to any host but loopback is refused before a socket opens', () => {
    const from = 'p@preau.example';
    expect(() => createSmtpMail({ host: 'smtp.example', port: 25, from, clock })).toThrow(
      expect.objectContaining({ code: 'off-loopback' }),
    );
  });
});
