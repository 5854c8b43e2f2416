// Goal: mails that go to SES in one call arrive as if each had gone alone, none is taken for the
// template's syntax, and of a call that half failed each mail has its own fate. Method: the SDK's
// client against a small endpoint that keeps the limits of SES's model and fills in templates.
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { keyOfTag } from '../../adapters/aws/delivery-tag.ts';
import { createSesMail, type SesMail } from '../../adapters/aws/ses-mail.ts';
import type { BulkMail, MailMessage } from '../../app/notices/ports.ts';
import { type SesEndpoint, startSesEndpoint } from './ses-endpoint.ts';
import { startStub } from './store-endpoint.ts';

const ACCOUNT = {
  from: 'alertes@preau.example',
  configurationSet: 'preau-mail',
  region: 'eu-west-3',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
} as const;

let ses: SesEndpoint;
let mail: SesMail;
let bulk: BulkMail;
beforeAll(async () => {
  ses = await startSesEndpoint();
  mail = createSesMail({ ...ACCOUNT, endpoint: ses.url });
  if (mail.bulk === undefined) throw new Error('expected a way to send several');
  bulk = mail.bulk;
});
afterEach(() => ses.behave({ kind: 'accept' }));
afterAll(async () => {
  mail.close();
  await ses.stop();
});

const messageTo = (n: number, changes: Partial<MailMessage> = {}): MailMessage => ({
  key: `ent-ara-20210406T064200Z/outage/1/mail/${n}`,
  to: `ce.${n}@ecole.example`,
  subject: 'ENT en panne',
  text: `Bonjour,\n\nécole ${n}\nhttps://preau.example/stop/${n}\n`,
  html: `<h1>ENT en panne</h1>\n<p>école ${n}<br><a href="https://preau.example/stop/${n}">x</a></p>`,
  messageId: `<${n}@preau.example>`,
  references: [`<root-${n}@preau.example>`],
  unsubscribeUrl: `https://preau.example/stop/${n}`,
  language: 'fr',
  ...changes,
});
const several = (count: number) => Array.from({ length: count }, (_, n) => messageTo(n));
const kinds = (results: readonly { readonly kind: string }[]) => results.map(({ kind }) => kind);

test('fifty go in one call, and arrive as each would have alone', async () => {
  const messages = several(50);
  const before = ses.asked();
  const results = await bulk.send(messages);
  expect(ses.asked() - before).toBe(1);
  expect(new Set(kinds(results))).toEqual(new Set(['accepted']));
  const together = ses.taken.slice(-50);
  for (const [n, message] of messages.entries()) {
    if (n % 10 !== 9) continue;
    await mail.send(message);
    const alone = ses.taken.at(-1);
    const { Headers: own = [], ...content } = together[n]?.Content.Simple ?? {};
    const { Headers: expected = [], ...expectedContent } = alone?.Content.Simple ?? {};
    expect(content).toEqual(expectedContent);
    expect(new Set(own.map(({ Name, Value }) => `${Name}: ${Value}`))).toEqual(
      new Set(expected.map(({ Name, Value }) => `${Name}: ${Value}`)),
    );
    expect(together[n]).toMatchObject({ ...alone, Content: expect.anything() });
    expect(keyOfTag(together[n]?.EmailTags?.[0]?.Value ?? '')).toBe(message.key);
  }
});

test('more than fifty go in as many calls as they need', async () => {
  const before = ses.bulks.length;
  expect(await bulk.send(several(101))).toHaveLength(101);
  expect(ses.bulks.slice(before).map(({ BulkEmailEntries }) => BulkEmailEntries.length)).toEqual([
    50, 50,
  ]);
  expect(ses.taken.at(-1)?.Destination.ToAddresses).toEqual(['ce.100@ecole.example']);
});

test('long ones that share nothing are parted before SES has to refuse them', async () => {
  const long = several(50).map((message, n) => ({
    ...message,
    text: 'é'.repeat(20_000) + '\n'.repeat(n),
  }));
  expect(new Set(kinds(await bulk.send(long)))).toEqual(new Set(['accepted']));
});

test('no name, fact or address is ever read as the template’s syntax', async () => {
  const hostile = fc.oneof(
    fc.constantFrom('{{t1}}', '{{{s0}}}', '{{#each x}}', '\\{{a}}', '{{', '}}', '{{> x}}'),
    fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text.trim() !== ''),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(hostile, { minLength: 2, maxLength: 6 }), async (names) => {
      const messages = names.map((name, n) =>
        messageTo(n, {
          subject: `ENT ${name}`,
          text: `Bonjour,\n${name}\n{{partout}}`,
          html: `<p>\n${name}\n</p>`,
        }),
      );
      expect(new Set(kinds(await bulk.send(messages)))).toEqual(new Set(['accepted']));
      const got = ses.taken.slice(-names.length).map(({ Content: { Simple } }) => Simple);
      expect(got.map(({ Subject }) => Subject.Data)).toEqual(messages.map((m) => m.subject));
      expect(got.map(({ Body }) => Body.Text.Data)).toEqual(messages.map((m) => m.text));
      expect(got.map(({ Body }) => Body.Html.Data)).toEqual(messages.map((m) => m.html));
    }),
    { numRuns: 40 },
  );
});

test('a mail with a brace in a header goes alone', async () => {
  const before = ses.bulks.length;
  const braced = messageTo(1, { unsubscribeUrl: 'https://preau.example/{{x}}' });
  expect(kinds(await bulk.send([messageTo(0), braced, messageTo(2)]))).toEqual([
    'accepted',
    'accepted',
    'accepted',
  ]);
  expect(ses.bulks.slice(before).map(({ BulkEmailEntries }) => BulkEmailEntries.length)).toEqual([
    2,
  ]);
});

describe('of a call that half failed', () => {
  test.each([
    ['ACCOUNT_THROTTLED', 'deferred'],
    ['ACCOUNT_DAILY_QUOTA_EXCEEDED', 'deferred'],
    ['ACCOUNT_SENDING_PAUSED', 'deferred'],
    ['TRANSIENT_FAILURE', 'deferred'],
    ['FAILED', 'deferred'],
    ['A_WORD_THAT_IS_NEW', 'deferred'],
    ['MESSAGE_REJECTED', 'rejected'],
    ['INVALID_PARAMETER', 'rejected'],
    ['INVALID_PARAMETER_VALUE', 'rejected'],
  ])('a mail with %s is %s, and the others are accepted', async (status, kind) => {
    ses.behave({ kind: 'half', status: (to) => (/[13579]@/u.test(to) ? status : null) });
    const results = await bulk.send(several(6));
    expect(kinds(results)).toEqual(['accepted', kind, 'accepted', kind, 'accepted', kind]);
    const ofAccount = status.startsWith('ACCOUNT') ? { ofAccount: true } : {};
    expect(results[1]).toEqual({ kind, reason: `${status}: no: ${status}`, ...ofAccount });
  });

  test('a success without an id is unknown', async () => {
    ses.behave({
      kind: 'say',
      status: 200,
      body: JSON.stringify({
        BulkEmailEntryResults: [{ Status: 'SUCCESS' }, { Status: 'SUCCESS', MessageId: 'x' }],
      }),
    });
    expect(kinds(await bulk.send(several(2)))).toEqual(['unknown', 'accepted']);
  });

  test.each(['{}', '{"BulkEmailEntryResults":[{"Status":"SUCCESS","MessageId":"x"}]}', '<html>'])(
    'an answer that is not one for each, %j, leaves all unknown',
    async (body) => {
      ses.behave({ kind: 'say', status: 200, body });
      expect(kinds(await bulk.send(several(3)))).toEqual(['unknown', 'unknown', 'unknown']);
    },
  );
});

describe('a call that failed as a whole', () => {
  test('by throttling puts all off, after one try', async () => {
    const before = ses.asked();
    ses.behave({ kind: 'refuse', status: 429, error: 'TooManyRequestsException', message: 'slow' });
    expect(kinds(await bulk.send(several(3)))).toEqual(['deferred', 'deferred', 'deferred']);
    expect(ses.asked() - before).toBe(1);
  });

  test('by a lost answer leaves all unknown', async () => {
    ses.behave({ kind: 'lose-answer' });
    expect(kinds(await bulk.send(several(3)))).toEqual(['unknown', 'unknown', 'unknown']);
  });

  test.each([
    ['for want of the right to call it', 403, '{"message":"no"}'],
    ['at an endpoint that has no such call', 404, '<!doctype html><p>Not Found</p>'],
  ])('%s goes mail by mail', async (_, status, body) => {
    const denied = await startStub((asked, response) => {
      const isBulk = asked.path.endsWith('bulk-emails');
      const type = { 'x-amzn-errortype': 'AccessDeniedException' };
      response.writeHead(isBulk ? status : 200, isBulk && status === 403 ? type : {});
      response.end(isBulk ? body : '{"MessageId":"alone"}');
    });
    const other = createSesMail({ ...ACCOUNT, endpoint: denied.url });
    expect(await other.bulk?.send(several(2))).toEqual([
      { kind: 'accepted', providerId: 'alone' },
      { kind: 'accepted', providerId: 'alone' },
    ]);
    other.close();
    await denied.stop();
  });

  test('by one faulty mail goes mail by mail, and only that one is refused', async () => {
    const faulty = messageTo(1, { references: ['<é@preau.example>'] });
    expect(kinds(await bulk.send([messageTo(0), faulty, messageTo(2)]))).toEqual([
      'accepted',
      'rejected',
      'accepted',
    ]);
  });
});

test('a recipient that is no single address is refused before SES is asked, the others go', async () => {
  const list = messageTo(1, { to: 'a@x.example, b@x.example' });
  expect(kinds(await bulk.send([messageTo(0), list, messageTo(2)]))).toEqual([
    'accepted',
    'rejected',
    'accepted',
  ]);
  expect(await bulk.send([])).toEqual([]);
});
