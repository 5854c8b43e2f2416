// Goal: the two functions that send bring a notice to its end between them, each message once, past
// the end of any invocation, a provider's bad day and messages that come twice (P3, P6). Method: their
// handlers with the real adapters over DynamoDB, SES and End User Messaging in process; their queue
// is a list, their clock moves by sleeping alone.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PreauError } from '../../core/errors.ts';
import { hours, minutes } from '../../core/units.ts';
import { createHandler as createMailHandler } from '../../lambdas/send-mail/handler.ts';
import { sendEndpoints, startSendingHome } from './send-stage.ts';
import { contextOf, readLines, restoreLinesAfterEach, sqsEvent } from './stage.ts';

const endpoints = sendEndpoints();
restoreLinesAfterEach();

type Home = Awaited<ReturnType<typeof startSendingHome>>;
let home: Home;
let lines: ReturnType<typeof readLines>;
let before = { mails: 0, texts: 0 };
beforeEach(async () => {
  lines = readLines();
  home = await startSendingHome(endpoints);
  before = { mails: endpoints.ses.taken.length, texts: endpoints.voice.taken.length };
});
afterEach(() => {
  home.stop();
  endpoints.ses.behave({ kind: 'accept' });
  endpoints.voice.behave({ kind: 'accept' });
});

/** What providers took in this test. */
const mails = () => endpoints.ses.taken.slice(before.mails);
const texts = () => endpoints.voice.taken.slice(before.texts);
const ALL_WELL = { batchItemFailures: [] };
const LONG = contextOf(900_000);
const call = (handler: Home['sendMail'], body: unknown = home.message, context = LONG) =>
  handler(sqsEvent({ body }), context);
const range = (count: number) => Array.from({ length: count }, (_, n) => n);

describe('a notice with mails and SMS', () => {
  test('is sent by both functions, and finished by the one that ends last', async () => {
    const { deliveries, owed, sendMail, sendSms, isOpen, notice, posted, action } = home;
    await deliveries.plan([...range(7).map((n) => owed('mail', n)), owed('sms', 1)]);
    expect(await call(sendMail)).toEqual(ALL_WELL);
    expect([mails().length, texts().length, await isOpen()]).toEqual([7, 0, true]);
    expect((await notice())?.firstAcceptedAt).toBeDefined();
    expect(await call(sendSms)).toEqual(ALL_WELL);
    expect([mails().length, texts().length, await isOpen()]).toEqual([7, 1, false]);
    expect(await notice()).toMatchObject({
      stage: 'sent',
      deliveries: { accepted: 8, failed: 0, unknown: 0, pending: 0 },
    });
    expect(posted).toEqual([]);
    const [first] = mails();
    expect(first?.Destination.ToAddresses).toEqual(['0@x.example']);
    expect(first?.Content.Simple.Body.Text.Data).toContain(
      `https://etat.preau.example/stop/${action.notice}/mail/0`,
    );
    expect(texts()[0]?.Context).toEqual({ delivery: `${action.notice}/sms/1` });
  });

  test('is sent once however often its messages come, one after the other or at once', async () => {
    const { deliveries, owed, sendMail, sendSms, notice } = home;
    await deliveries.plan([
      ...range(9).map((n) => owed('mail', n)),
      ...range(4).map((n) => owed('sms', n)),
    ]);
    await Promise.all([call(sendMail), call(sendMail), call(sendSms), call(sendSms)]);
    await call(sendMail);
    await call(sendSms);
    expect(
      mails()
        .map(({ Destination }) => Destination.ToAddresses[0] ?? '')
        .toSorted(),
    ).toEqual(range(9).map((n) => `${n}@x.example`));
    expect(
      texts()
        .map(({ DestinationPhoneNumber }) => DestinationPhoneNumber)
        .toSorted(),
    ).toEqual(range(4).map((n) => `+3360000000${n}`));
    expect((await notice())?.stage).toBe('sent');
  });

  test('whose messages come after its end is left alone', async () => {
    const { deliveries, owed, sendMail, journal } = home;
    await deliveries.plan([owed('mail', 1)]);
    await call(sendMail);
    const head = await journal.head();
    expect(await call(sendMail)).toEqual(ALL_WELL);
    expect(await journal.head()).toEqual(head);
    expect(mails()).toHaveLength(1);
  });
});

describe('an invocation that ends before the notice', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  /** Lets two through; then all of the function's time but 22 s has passed. */
  const slowed = () => {
    let passed = 0;
    const turnstile = async (): Promise<void> => {
      passed += 1;
      if (passed === 3) vi.advanceTimersByTime(878_000);
    };
    const { mailNeeds } = home;
    const mail = { ...mailNeeds.settings.mail, concurrency: 1, turnstile };
    return createMailHandler({ ...mailNeeds, settings: { ...mailNeeds.settings, mail } });
  };

  test('gives back what it did not try, and goes on by a message to itself', async () => {
    const { deliveries, owed, action, posted, message, sendMail, isOpen } = home;
    await deliveries.plan(range(9).map((n) => owed('mail', n)));
    expect(await call(slowed())).toEqual(ALL_WELL);
    expect(mails()).toHaveLength(2);
    expect(await deliveries.counts(action.notice)).toMatchObject({ planned: 7, claimed: 0 });
    expect(posted).toEqual([{ channel: 'mail', body: message, delaySec: 1 }]);
    expect(await isOpen()).toBe(true);
    expect(await call(sendMail, posted[0]?.body)).toEqual(ALL_WELL);
    expect([mails().length, await isOpen()]).toEqual([9, false]);
  });

  test('or begins so late that nothing could end in it, sends nothing and goes on likewise', async () => {
    const { deliveries, owed, posted, message, sendMail } = home;
    await deliveries.plan([owed('mail', 1)]);
    expect(await call(sendMail, message, contextOf(15_000))).toEqual(ALL_WELL);
    expect([mails().length, posted.length]).toEqual([0, 1]);
  });

  test('posts none when the watchdog has told of it again: that would add up', async () => {
    const { deliveries, owed, posted, message, isOpen } = home;
    await deliveries.plan(range(4).map((n) => owed('mail', n)));
    const again = { ...message, again: true };
    expect(await call(slowed(), again)).toEqual(ALL_WELL);
    expect([mails().length, posted.length, await isOpen()]).toEqual([2, 0, true]);
  });

  test('comes again whole when its queue takes no message', async () => {
    const { deliveries, owed, message, mailNeeds } = home;
    await deliveries.plan([owed('mail', 1)]);
    const queue = async () => {
      throw new PreauError('store-unavailable', 'no queue', { retryable: true });
    };
    const answer = await call(
      createMailHandler({ ...mailNeeds, queue }),
      message,
      contextOf(15_000),
    );
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'm-1' }]);
  });
});

describe('a notice that must wait', () => {
  test('for its recipients’ morning waits in the queue, a quarter of an hour at most', async () => {
    const { deliveries, owed, clock, posted, sendSms, message, isOpen } = home;
    await deliveries.plan([owed('sms', 1, clock.now() + hours(5)), owed('sms', 2)]);
    expect(await call(sendSms)).toEqual(ALL_WELL);
    expect(texts()).toHaveLength(1);
    expect(posted).toEqual([{ channel: 'sms', body: message, delaySec: 900 }]);
    expect(await isOpen()).toBe(true);
    await clock.sleep(hours(5));
    await call(sendSms);
    expect([texts().length, await isOpen()]).toEqual([2, false]);
  });

  test('for a provider that is down is tried again in five minutes, and loses nobody', async () => {
    const { deliveries, owed, clock, posted, sendMail, notice, isOpen, message } = home;
    await deliveries.plan(range(12).map((n) => owed('mail', n)));
    endpoints.ses.behave({
      kind: 'refuse',
      status: 429,
      error: 'TooManyRequestsException',
      message: 'Maximum sending rate exceeded.',
    });
    const asked = endpoints.ses.asked();
    expect(await call(sendMail)).toEqual(ALL_WELL);
    expect(endpoints.ses.asked() - asked).toBeLessThan(15);
    expect(posted).toEqual([{ channel: 'mail', body: message, delaySec: 300 }]);
    expect(await isOpen()).toBe(true);
    const told = lines.all().find((line) => line['ProviderDown'] !== undefined);
    expect(told).toMatchObject({ service: 'send-mail', ProviderDown: 1 });
    endpoints.ses.behave({ kind: 'accept' });
    await clock.sleep(minutes(5));
    await call(sendMail);
    expect(await notice()).toMatchObject({
      stage: 'sent',
      deliveries: { accepted: 12, failed: 0, unknown: 0, pending: 0 },
    });
  });

  test('for the secret of its links is not given up, and no mail goes without one', async () => {
    const { deliveries, owed, mailNeeds, isOpen, posted, message } = home;
    await deliveries.plan([owed('mail', 1)]);
    const openLinks = async () => {
      throw new PreauError('store-unavailable', 'AccessDeniedException');
    };
    const answer = await call(createMailHandler({ ...mailNeeds, openLinks }));
    expect(answer).toEqual(ALL_WELL);
    expect([mails().length, await isOpen()]).toEqual([0, true]);
    expect(posted).toEqual([{ channel: 'mail', body: message, delaySec: 60 }]);
    expect(lines.all().map(({ code }) => code)).toContain('store-unavailable');
  });

  test('for its worker to be mended keeps nothing back of the other channel', async () => {
    const { deliveries, owed, mailNeeds, sendMail, sendSms, isOpen, posted, message } = home;
    await deliveries.plan([owed('mail', 1), owed('sms', 2)]);
    const openLinks = async () => {
      throw new TypeError('a bug');
    };
    const broken = createMailHandler({ ...mailNeeds, openLinks });
    for (const _ of range(40)) await call(broken);
    expect(posted.at(-1)).toEqual({ channel: 'mail', body: message, delaySec: 60 });
    await call(sendSms);
    expect([mails().length, texts().length, await isOpen()]).toEqual([0, 1, true]);
    await call(sendMail);
    expect([mails().length, await isOpen()]).toEqual([1, false]);
  });
});

test('an SMS whose answer was lost is unknown, never sent again, and ends the notice', async () => {
  const { deliveries, owed, sendSms, notice } = home;
  await deliveries.plan([owed('sms', 1)]);
  endpoints.voice.behave({ kind: 'lose-answer' });
  await call(sendSms);
  endpoints.voice.behave({ kind: 'accept' });
  await call(sendSms);
  expect(texts()).toHaveLength(1);
  expect((await notice())?.deliveries).toMatchObject({ accepted: 0, unknown: 1, pending: 0 });
});

test('a malformed message is one line with its code; a good one beside it is done', async () => {
  const { deliveries, owed, sendMail, message, isOpen } = home;
  await deliveries.plan([owed('mail', 1)]);
  const bodies = ['nonsense', { seq: 1 }, { ...message, again: false }, message];
  const answer = await sendMail(sqsEvent(...bodies.map((body) => ({ body }))), LONG);
  expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
    'm-1',
    'm-2',
    'm-3',
  ]);
  const errors = lines.all().filter(({ level }) => level === 'ERROR');
  expect(errors.map(({ code }) => code)).toEqual(range(3).map(() => 'request-malformed'));
  expect([mails().length, await isOpen()]).toEqual([1, false]);
});

test('nothing by which a person could be reached is in a log', async () => {
  const { deliveries, owed, sendMail, sendSms } = home;
  await deliveries.plan([owed('mail', 1), owed('sms', 1)]);
  endpoints.ses.behave({
    kind: 'refuse',
    status: 400,
    error: 'MessageRejected',
    message: 'Email address is not verified: 1@x.example',
  });
  await call(sendMail);
  await call(sendSms);
  expect(lines.text()).toMatch(/takes no messages/);
  expect(lines.text()).not.toMatch(/@x\.example|\+336|\/stop\/ent/);
});
