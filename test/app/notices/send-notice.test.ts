import { describe, expect, test } from 'vitest';
import { noticeTasks } from '../../../app/notices/notice-tasks.ts';
import { sendNotice } from '../../../app/notices/send-notice.ts';
import { MOST_PROBES } from '../../../app/notices/send-settings.ts';
import { PreauError } from '../../../core/errors.ts';
import type { DeliverySummary } from '../../../core/notice/notice.ts';
import { epochMs, hours, minutes } from '../../../core/units.ts';
import { readWords } from '../../../web/words.ts';
import {
  action,
  delivery,
  fakeClock,
  NOTICE,
  START,
  type Script,
  settings,
  stage,
} from './stage.ts';
import { never } from './stage.ts';

// Goal: what is planned is sent, settled by the provider's own answer, and nothing is lost or
// doubled on a provider's bad day (P3, P6). Method: a real ledger in memory, providers that follow
// a script, a clock that only sleeping moves.

const words = readWords('en');
const addresses = (count: number) => Array.from({ length: count }, (_, n) => `s${n}@x.example`);
/** What came of the whole notice. */
const send = async (...given: Parameters<typeof sendNotice>): Promise<DeliverySummary> =>
  (await sendNotice(...given)).deliveries;
const busy: Script = () => ({ kind: 'deferred', reason: '421 busy' });

describe('sending a notice', () => {
  test('sends every mail and SMS once, by priority, and counts what was accepted', async () => {
    const { ports, deliveries, mails, texts } = stage();
    await deliveries.plan([
      delivery('mail', 'last@x.example', { priority: 30 }),
      delivery('mail', 'first@x.example', { priority: 0 }),
      delivery('sms', '+33600000001'),
    ]);
    expect(await send(ports, settings, action, never)).toMatchObject({
      accepted: 3,
      failed: 0,
      unknown: 0,
      pending: 0,
    });
    expect(mails.map(({ to }) => to)).toEqual(['first@x.example', 'last@x.example']);
    expect(texts.map(({ to, sender }) => `${to} ${sender}`)).toEqual(['+33600000001 PREAU']);
  });

  test('gives each mail a stable id, one thread per incident and recipient, its own way out', async () => {
    const { ports, deliveries, mails } = stage();
    await deliveries.plan([delivery('mail', 'a@x.example')]);
    await send(ports, { ...settings, earlierNotices: ['i/outage/1', NOTICE] }, action, never);
    const again = stage();
    await again.deliveries.plan([delivery('mail', 'a@x.example')]);
    await send(
      again.ports,
      settings,
      { ...action, content: { ...action.content, facts: ['x'] } },
      never,
    );
    const [mail] = mails;
    expect(mail?.messageId).toMatch(/^<[0-9a-f]{32}@preau\.example>$/u);
    expect(mail?.messageId).toBe(again.mails[0]?.messageId);
    expect(mail?.references).toHaveLength(2);
    expect(mail?.references[0]).toBe(again.mails[0]?.references[0]);
    expect(mail?.references).not.toContain(mail?.messageId);
    expect(mail?.text).toContain(mail?.unsubscribeUrl);
  });

  test('settles refusals as named tasks', async () => {
    const { ports, deliveries } = stage({
      mail: () => ({ kind: 'rejected', reason: '550 no such mailbox' }),
      sms: () => ({ kind: 'unknown', reason: 'timeout' }),
    });
    await deliveries.plan([delivery('mail', 'a@x.example'), delivery('sms', '+33600000001')]);
    const unreachable = {
      key: 'k',
      notice: NOTICE,
      recipient: '0311131L',
      name: 'École',
      why: 'no-contact',
    } as const;
    await deliveries.noteUnreachable([unreachable]);
    expect(await send(ports, settings, action, never)).toMatchObject({
      failed: 1,
      unknown: 1,
    });
    const tasks = await noticeTasks(deliveries, NOTICE, 10, words);
    expect(tasks.map(({ title }) => title)).toEqual([
      'École: no contact',
      'school of a@x.example: not reached by mail (550 no such mailbox)',
      'school of +33600000001: not reached by SMS (timeout)',
    ]);
  });

  test('tells when the first was accepted, and how it goes on', async () => {
    const { ports, deliveries } = stage({
      mail: (_, nth) => (nth === 0 ? busy('', 0, START) : { kind: 'accepted', providerId: '1' }),
    });
    await deliveries.plan(addresses(7).map((to) => delivery('mail', to)));
    const firsts: number[] = [];
    const progress: DeliverySummary[] = [];
    await send(
      ports,
      {
        ...settings,
        onFirstAccepted: (at) => void firsts.push(at),
        onProgress: (summary) => void progress.push(summary),
      },
      action,
      never,
    );
    expect(firsts).toEqual([await deliveries.firstAcceptedAt(NOTICE)]);
    expect(progress.at(-1)).toMatchObject({ accepted: 7, failed: 0, unknown: 0, pending: 0 });
  });
});

describe('a provider that is down', () => {
  test('delays its own channel, is reported, asked rarely, and loses nothing (P6)', async () => {
    const upAgain = START + hours(1);
    const { ports, deliveries, clock, mails, texts } = stage({
      mail: (to, nth, now) =>
        now < upAgain ? busy(to, nth, now) : { kind: 'accepted', providerId: '1' },
    });
    await deliveries.plan([
      ...addresses(500).map((to) => delivery('mail', to)),
      ...addresses(20).map((_, n) => delivery('sms', `+3360000${1000 + n}`)),
    ]);
    const told: string[] = [];
    const summary = await send(
      ports,
      {
        ...settings,
        onProvider: (channel, up, detail) => void told.push(`${channel} ${up ? 'up' : detail}`),
      },
      action,
      never,
    );
    expect(summary).toMatchObject({ accepted: 520, failed: 0, unknown: 0, pending: 0 });
    expect(told).toEqual(['mail 421 busy', 'mail up']);
    expect(texts).toHaveLength(20);
    expect(mails.length - 500).toBeLessThan(60);
    expect(clock.now()).toBeGreaterThanOrEqual(upAgain);
  });

  test('is given the time it asked for', async () => {
    const { ports, deliveries, clock } = stage({
      sms: (_, nth) =>
        nth === 0
          ? { kind: 'deferred', reason: '429', retryAfterMs: 90_000 }
          : { kind: 'accepted', providerId: '1' },
    });
    await deliveries.plan([delivery('sms', '+33600000001')]);
    await send(ports, settings, action, never);
    expect(clock.now() - START).toBeGreaterThanOrEqual(90_000);
  });

  test('that never comes back ends in a task, not in silence', async () => {
    const { ports, deliveries, mails } = stage({ mail: busy });
    await deliveries.plan([delivery('mail', 'a@x.example')]);
    expect(await send(ports, settings, action, never)).toMatchObject({
      failed: 1,
      pending: 0,
    });
    expect(mails).toHaveLength(MOST_PROBES);
    const [task] = await noticeTasks(deliveries, NOTICE, 1, words);
    expect(task?.title).toContain(`given up after ${MOST_PROBES} tries: 421 busy`);
  });

  test('gets a mail again when its answer was lost, an SMS never', async () => {
    const lost: Script = (_, nth) =>
      nth === 0 ? { kind: 'unknown', reason: 'lost' } : { kind: 'accepted', providerId: '1' };
    const { ports, deliveries, mails, texts } = stage({ mail: lost, sms: lost });
    await deliveries.plan([delivery('mail', 'a@x.example'), delivery('sms', '+33600000001')]);
    expect(await send(ports, settings, action, never)).toMatchObject({
      accepted: 1,
      unknown: 1,
    });
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
    expect([mails.length, texts.length]).toEqual([2, 1]);
  });

  test('refused by the loopback guard is a refusal of that message, not a crash', async () => {
    const { ports, deliveries } = stage();
    await deliveries.plan([delivery('sms', '+33600000001')]);
    const refuse = async () => {
      throw new PreauError('off-loopback', 'not here');
    };
    const summary = await send({ ...ports, sms: { send: refuse } }, settings, action, never);
    expect(summary).toMatchObject({ failed: 1 });
  });
});

describe('stopping and holding', () => {
  test('a clean stop puts back what was not tried, and the next run goes on there', async () => {
    const stop = new AbortController();
    const { ports, deliveries, texts } = stage({
      sms: () => {
        stop.abort();
        return { kind: 'accepted', providerId: '1' };
      },
    });
    await deliveries.plan(addresses(6).map((_, n) => delivery('sms', `+3360000000${n}`)));
    const slow = { ...settings, sms: { ...settings.sms, concurrency: 1, batch: 4 } };
    expect(await send(ports, slow, action, stop.signal)).toMatchObject({
      accepted: 1,
      pending: 5,
    });
    expect(await send(ports, slow, action, never)).toMatchObject({ accepted: 6, unknown: 0 });
    expect(new Set(texts.map(({ to }) => to)).size).toBe(texts.length);
  });

  test('an SMS that comes after its day’s hours goes back to the morning there, and is judged then', async () => {
    // 2:45 in Martinique; its day ended at 21:00.
    const rings = { until: epochMs(START - minutes(345)), timeZone: 'America/Martinique' };
    for (const stillTrue of [true, false]) {
      const { ports, deliveries, texts, clock } = stage();
      await deliveries.plan([
        delivery('sms', '+596696000001', { rings }),
        delivery('sms', '+33600000001', { rings: { ...rings, until: epochMs(START + 1) } }),
        delivery('sms', '+33600000002'),
      ]);
      const judged = { ...settings, stillTrue: () => stillTrue };
      const summary = await send(ports, judged, action, never);
      expect(summary).toMatchObject(stillTrue ? { accepted: 3 } : { accepted: 2, failed: 1 });
      expect(texts.map(({ to }) => to)).toEqual([
        '+33600000001',
        '+33600000002',
        ...(stillTrue ? ['+596696000001'] : []),
      ]);
      expect(clock.now()).toBeGreaterThanOrEqual(Date.UTC(2021, 3, 6, 11));
    }
  });

  test('an SMS held for quiet hours goes in the morning if it is still true, else not at all', async () => {
    for (const stillTrue of [true, false]) {
      const { ports, deliveries, clock, texts } = stage();
      const notBefore = epochMs(START + hours(5));
      await deliveries.plan([
        delivery('sms', '+596696000001', { notBefore }),
        delivery('sms', '+33600000001'),
      ]);
      const summary = await send(ports, { ...settings, stillTrue: () => stillTrue }, action, never);
      expect(summary).toMatchObject(stillTrue ? { accepted: 2 } : { accepted: 1, failed: 1 });
      expect(texts).toHaveLength(stillTrue ? 2 : 1);
      expect(clock.now()).toBeGreaterThanOrEqual(notBefore);
    }
  });

  test('the turnstile keeps the quota in real seconds, however fast the clock runs', async () => {
    const { rateLimit } = await import('../../../app/notices/rate-limit.ts');
    const clock = fakeClock(60);
    const turnstile = rateLimit(clock, 10);
    for (let n = 0; n < 101; n += 1) await turnstile(never);
    const realMs = clock.real(epochMs(clock.now() - START) as never);
    expect(realMs).toBeGreaterThanOrEqual(10_000);
    expect(realMs).toBeLessThan(10_200);
  });

  test('what is due within one millisecond waits for no timer', async () => {
    const { rateLimit } = await import('../../../app/notices/rate-limit.ts');
    const clock = fakeClock(1);
    const turnstile = rateLimit(clock, 100_000);
    for (let n = 0; n < 100; n += 1) await turnstile(never);
    expect(clock.now() - START).toBe(0);
    for (let n = 0; n < 100; n += 1) await turnstile(never);
    expect(clock.now() - START).toBeGreaterThanOrEqual(1);
    expect(clock.now() - START).toBeLessThanOrEqual(2);
  });
});
