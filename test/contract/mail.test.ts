import { createServer, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSmtpMail } from '../../adapters/local/mail.ts';
import type { MailMessage } from '../../app/ports.ts';
import { epochMs } from '../../core/units.ts';
import { type MailHome, mailMakings } from './mail-homes.ts';

// Goal: every making of the `Mail` port says what its provider said, tries once, and its mails are
// as a mail of a machine should be. Method: one suite, each against a real server on loopback that
// is told how to behave.

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

describe.each(mailMakings)('mail by $name', ({ start }) => {
  let home: MailHome;
  beforeAll(async () => {
    home = await start();
  });
  afterEach(() => home.behave('accept'));
  afterAll(() => home.stop());

  test('is accepted with the provider’s answer, and arrives letter for letter', async () => {
    const sent = message('a@x.example');
    const result = await home.connect().send(sent);
    expect(result).toEqual({ kind: 'accepted', providerId: expect.stringMatching(/./u) });
    const [mail] = await home.received('a@x.example');
    const { subject, text } = sent;
    expect(mail).toMatchObject({ from: 'alertes@preau.example', to: sent.to, subject, text });
    expect(mail?.html).toContain('l’ENT ne répond pas');
  });

  test('says that a machine wrote it, how to leave, and which thread it is of', async () => {
    await home.connect().send(message('b@x.example'));
    const [mail] = await home.received('b@x.example');
    expect(mail?.headers).toMatchObject({
      'in-reply-to': '<one@preau.example>',
      references: '<root@preau.example> <one@preau.example>',
      'auto-submitted': 'auto-generated',
      'x-auto-response-suppress': 'OOF, AutoReply',
      'content-language': 'fr',
      'list-unsubscribe': '<https://preau.example/stop/abc>',
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    });
  });

  test('that begins a thread answers none', async () => {
    await home.connect().send({ ...message('first@x.example'), references: [] });
    const [mail] = await home.received('first@x.example');
    expect(Object.keys(mail?.headers ?? {})).not.toContain('in-reply-to');
    expect(Object.keys(mail?.headers ?? {})).not.toContain('references');
  });

  test('keeps its connections: many mails, each once', async () => {
    const mail = home.connect();
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, n) => mail.send(message(`many${n}@x.example`))),
    );
    expect(results.every(({ kind }) => kind === 'accepted')).toBe(true);
    expect(await home.received('many')).toHaveLength(60);
  });

  test.each([
    ['busy', 'deferred'],
    ['later', 'deferred'],
    ['refuse', 'rejected'],
    ['drop-after-data', 'unknown'],
  ] as const)(
    'a provider that is %s makes it %s, after one try, and the next mail goes',
    async (behaviour, kind) => {
      const mail = home.connect();
      home.behave(behaviour);
      expect(await mail.send(message(`${behaviour}@x.example`))).toMatchObject({
        kind,
        reason: expect.stringMatching(/./u),
      });
      const arrived = await home.received(`${behaviour}@x.example`);
      expect(arrived).toHaveLength(behaviour === 'drop-after-data' ? 1 : 0);
      home.behave('accept');
      expect((await mail.send(message(`after-${behaviour}@x.example`))).kind).toBe('accepted');
    },
  );

  test('is deferred when nobody listens', async () => {
    const { port, close } = await listen(createServer(() => undefined));
    await close();
    expect((await home.connect({ port }).send(message('c@x.example'))).kind).toBe('deferred');
  });

  test('never makes one recipient into several', async () => {
    const mail = home.connect();
    for (const to of ['d@x.example, e@x.example', 'd@x.example\r\nRCPT TO:<e@x.example>'])
      await mail.send({ ...message('d@x.example'), to });
    expect((await home.received('e@x.example')).filter(({ to }) => to === 'e@x.example')).toEqual(
      [],
    );
    expect((await home.received(',')).map(({ to }) => to)).toEqual([]);
  });
});

describe('mail by SMTP', () => {
  const [{ start }] = mailMakings;
  let home: MailHome;
  beforeAll(async () => {
    home = await start();
  });
  afterAll(() => home.stop());

  test('bears the id and the time that it was given, in two parts', async () => {
    await home.connect().send(message('b@x.example'));
    const [mail] = await home.received('b@x.example');
    expect(mail?.headers).toMatchObject({
      'message-id': '<b.2@preau.example>',
      date: 'Tue, 06 Apr 2021 06:45:00 +0000',
      'content-type': expect.stringContaining('multipart/alternative'),
    });
  });

  test('sent again after a lost answer is one message in the mailbox', async () => {
    const mail = home.connect();
    home.behave('drop-after-data');
    expect((await mail.send(message('lost@x.example'))).kind).toBe('unknown');
    home.behave('accept');
    expect((await mail.send(message('lost@x.example'))).kind).toBe('accepted');
    expect(await home.received('lost@x.example')).toHaveLength(1);
  });

  test('is deferred when the server never greets: it has not got it', async () => {
    const { port, close } = await listen(createServer(() => undefined));
    const mail = home.connect({ port, timeoutMs: 100 });
    expect((await mail.send(message('c@x.example'))).kind).toBe('deferred');
    await close();
  });

  test('to any host but loopback is refused before a socket opens', () => {
    const clock = { now: () => epochMs(0) };
    const from = 'p@preau.example';
    expect(() => createSmtpMail({ host: 'smtp.example', port: 25, from, clock })).toThrow(
      expect.objectContaining({ code: 'off-loopback' }),
    );
  });
});

async function listen(server: Server) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { port, close: () => new Promise((resolve) => server.close(resolve)) };
}
