// Goal: what SES alone has: its tags and limits, and its many ways to say no, each told apart as the
// recipient's or the account's. Method: the SDK's client against a small endpoint that keeps the
// limits of SES's own model and answers as the test says.
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { keyOfTag } from '../../adapters/aws/delivery-tag.ts';
import { createSesMail, type SesMail } from '../../adapters/aws/ses-mail.ts';
import type { MailMessage } from '../../app/ports.ts';
import { type SesEndpoint, startSesEndpoint } from './ses-endpoint.ts';
import { startStub } from './store-endpoint.ts';

const message: MailMessage = {
  key: 'ent-ara-20210406T064200Z/outage/1/mail/0123456789abcdef',
  to: 'ce.0311131l@ac-toulouse.example',
  subject: 'ENT en panne',
  text: 'Bonjour',
  html: '<p>Bonjour</p>',
  messageId: '<2@preau.example>',
  references: ['<root@preau.example>'],
  unsubscribeUrl: 'https://preau.example/stop/abc?p=1',
  language: 'fr',
};

let ses: SesEndpoint;
let mail: SesMail;
const open = (options: { readonly endpoint?: string; readonly timeoutMs?: number } = {}) =>
  createSesMail({
    from: 'alertes@preau.example',
    configurationSet: 'preau-mail',
    region: 'eu-west-3',
    endpoint: ses.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    ...options,
  });
beforeAll(async () => {
  ses = await startSesEndpoint();
  mail = open();
});
afterEach(() => ses.behave({ kind: 'accept' }));
afterAll(async () => {
  mail.close();
  await ses.stop();
});

describe('a mail on its way to SES', () => {
  test('bears the delivery’s key, by which its receipts come back, and its configuration set', async () => {
    await mail.send(message);
    const sent = ses.taken.at(-1);
    expect(sent?.ConfigurationSetName).toBe('preau-mail');
    expect(sent?.EmailTags?.map(({ Name, Value }) => [Name, keyOfTag(Value)])).toEqual([
      ['delivery', message.key],
    ]);
  });

  test('goes without a tag when its key is too long to be one', async () => {
    const result = await mail.send({ ...message, key: 'k'.repeat(200) });
    expect(result.kind).toBe('accepted');
    expect(ses.taken.at(-1)?.EmailTags).toBeUndefined();
  });

  test('is from Préau, in letters that SES takes', async () => {
    await mail.send(message);
    expect(ses.taken.at(-1)?.FromEmailAddress).toBe('=?UTF-8?B?UHLDqWF1?= <alertes@preau.example>');
  });

  test('keeps the root and the latest of its thread, however long it grew', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 3, max: 200 }),
        async (count, length) => {
          const references = Array.from(
            { length: count },
            (_, n) => `<${String(n).padStart(length, '0')}@preau.example>`,
          );
          expect((await mail.send({ ...message, references })).kind).toBe('accepted');
          const headers = ses.taken.at(-1)?.Content.Simple.Headers ?? [];
          const kept = headers.find(({ Name }) => Name === 'References')?.Value.split(' ') ?? [];
          expect(kept[0]).toBe(references[0]);
          expect(kept.at(-1)).toBe(references.at(-1));
          expect(kept.slice(1)).toEqual(references.slice(1).slice(1 - kept.length || count));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('an answer of SES', () => {
  test.each([
    ['BadRequestException', 400, 'Local address contains control or whitespace'],
    ['MessageRejected', 400, 'Message contains a virus.'],
  ])('%s is about the message: rejected', async (error, status, text) => {
    ses.behave({ kind: 'refuse', error, status, message: text });
    expect(await mail.send(message)).toEqual({ kind: 'rejected', reason: `${error}: ${text}` });
  });

  test.each([
    [
      'MessageRejected',
      400,
      'Email address is not verified. The following identities failed the check in region EU-WEST-3: a@x.example',
    ],
    ['TooManyRequestsException', 429, 'Maximum sending rate exceeded.'],
    ['LimitExceededException', 400, 'Daily message quota exceeded.'],
    ['SendingPausedException', 400, 'Email sending is disabled.'],
    ['AccountSuspendedException', 400, 'The account is suspended.'],
    ['MailFromDomainNotVerifiedException', 400, 'The domain is not verified.'],
    ['NotFoundException', 404, 'Configuration set <preau-mail> does not exist.'],
    ['AccessDeniedException', 403, 'User is not authorized to perform: ses:SendEmail'],
    ['ExpiredTokenException', 403, 'The security token is expired.'],
    ['InternalServiceErrorException', 500, 'Internal failure'],
    ['ServiceUnavailable', 503, 'Unavailable'],
  ])('%s %i is about the account: deferred, after one try', async (error, status, text) => {
    ses.behave({ kind: 'refuse', error, status, message: text });
    const before = ses.asked();
    expect(await mail.send(message)).toEqual({
      kind: 'deferred',
      ofAccount: true,
      reason: expect.stringContaining(text),
    });
    expect(ses.asked() - before).toBe(1);
  });

  test.each([
    [200, '<html>proxy</html>', 'unknown'],
    [200, '{}', 'unknown'],
    [502, '<html>bad gateway</html>', 'deferred'],
    [302, '', 'deferred'],
  ])('%i with %j is %s', async (status, body, kind) => {
    ses.behave({ kind: 'say', status, body });
    expect(await mail.send(message)).toMatchObject({ kind, reason: expect.stringMatching(/./u) });
  });

  test('that does not come in time is unknown: the request has left', async () => {
    const silent = await startStub(() => undefined);
    const waiting = open({ endpoint: silent.url, timeoutMs: 150 });
    expect((await waiting.send(message)).kind).toBe('unknown');
    expect(silent.requests).toHaveLength(1);
    waiting.close();
    await silent.stop();
  });
});

test.each([
  'a@x.example, b@x.example',
  'a@x.example;b@x.example',
  'a@x.example b@x.example',
  'a@x.example\r\nBcc: b@x.example',
  'Nom <a@x.example>',
  '"a b"@x.example',
  'élève@x.example',
  'a@b@x.example',
  '@x.example',
  'a@',
  '',
])('%j is no single plain address: rejected before SES is asked', async (to) => {
  const before = ses.asked();
  expect((await mail.send({ ...message, to })).kind).toBe('rejected');
  expect(ses.asked()).toBe(before);
});
