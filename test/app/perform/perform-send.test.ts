// Goal: a notice whose channels are sent by workers of their own is finished once nothing is left on
// any, by whoever sees it, and never before. Method: real engines over one journal in memory, a real
// ledger, providers that follow a script, a clock that only sleeping moves.
import { describe, expect, test } from 'vitest';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import { openJournal } from '../../../adapters/local/journal.ts';
import type { Engine } from '../../../app/engine.ts';
import type { Deliveries } from '../../../app/ports.ts';
import { carryOut } from '../../../app/perform/carry-out.ts';
import { performSend } from '../../../app/perform/perform-send.ts';
import type { Delivery } from '../../../core/notice/delivery.ts';
import { epochMs, hours, minutes } from '../../../core/units.ts';
import { fakeClock, fakeProviders, never, type Script, settings } from '../notices/stage.ts';
import { engineOf, startSending } from './sending-engine.ts';

async function stage(script: { mail?: Script; sms?: Script } = {}) {
  const journal = openJournal(':memory:');
  const { action, seq } = await startSending(journal);
  const clock = fakeClock();
  const deliveries = openDeliveries(':memory:');
  const { mail, sms, ...asked } = fakeProviders(clock, script);
  const owed = (channel: Delivery['channel'], n: number, notBefore?: number): Delivery => ({
    key: `${action.notice}/${channel}/${n}`,
    notice: action.notice,
    channel,
    address: channel === 'mail' ? `${n}@x.example` : `+3360000000${n}`,
    recipients: [`school ${n}`],
    language: 'fr',
    priority: 10,
    ...(notBefore === undefined ? {} : { notBefore: epochMs(notBefore) }),
  });
  /** A worker of its own, as a function is: its engine, its channel. */
  const worker = async (
    channels: { readonly mail?: boolean; readonly sms?: boolean },
    ledger: Deliveries = deliveries,
  ) => {
    const engine = await engineOf(journal);
    const ports = {
      clock,
      deliveries: ledger,
      ...(channels.mail && { mail }),
      ...(channels.sms && { sms }),
    };
    const patient = { ...settings, patienceMs: minutes(1) };
    const run = (signal: AbortSignal = never) =>
      performSend(ports, engine, patient, action, signal);
    return { engine, run, ports };
  };
  const kinds = async () => {
    const seen: string[] = [];
    for await (const { event } of journal.read(1)) seen.push(event.kind);
    return seen.filter((kind) => kind.startsWith('notice-') && kind !== 'notice-planned');
  };
  const stageOf = async () => (await engineOf(journal)).state().notices[action.notice];
  return { journal, action, seq, clock, deliveries, owed, worker, kinds, stageOf, ...asked };
}

describe('a worker of one channel', () => {
  test('sends its own alone, and ends well with the notice unfinished while the other’s is left', async () => {
    const { deliveries, owed, worker, mails, texts, kinds, stageOf } = await stage();
    await deliveries.plan([owed('mail', 1), owed('mail', 2), owed('sms', 3)]);
    expect(await (await worker({ mail: true })).run()).toEqual({
      kind: 'unfinished',
      resumeAt: null,
    });
    expect([mails.length, texts.length]).toEqual([2, 0]);
    expect(await kinds()).toEqual(['notice-first-accepted']);
    expect((await stageOf())?.stage).toBe('sending');
  });

  test('finishes the notice when it settles the last, and says what came of all of it', async () => {
    const { deliveries, owed, worker, kinds, stageOf } = await stage({
      sms: () => ({ kind: 'unknown', reason: 'lost' }),
    });
    await deliveries.plan([owed('mail', 1), owed('sms', 2)]);
    await (await worker({ mail: true })).run();
    expect(await (await worker({ sms: true })).run()).toBeUndefined();
    expect(await kinds()).toEqual(['notice-first-accepted', 'notice-finished']);
    expect(await stageOf()).toMatchObject({
      stage: 'sent',
      deliveries: { accepted: 1, failed: 0, unknown: 1, pending: 0 },
    });
  });

  test('told of a finished notice again, leaves the journal as it is', async () => {
    const { deliveries, owed, worker, kinds } = await stage();
    await deliveries.plan([owed('mail', 1)]);
    const first = await worker({ mail: true });
    const late = await worker({ sms: true });
    await Promise.all([first.run(), first.run()]);
    await late.run();
    expect(await kinds()).toEqual(['notice-first-accepted', 'notice-finished']);
  });

  test('says when to come again rather than wait for a recipient’s morning', async () => {
    const { deliveries, owed, worker, clock } = await stage();
    const morning = clock.now() + hours(5);
    await deliveries.plan([owed('sms', 1, morning), owed('mail', 2)]);
    expect(await (await worker({ sms: true })).run()).toEqual({
      kind: 'unfinished',
      resumeAt: morning,
    });
    expect(clock.sleeps).toEqual([]);
  });

  test('comes again in five minutes to a provider that stays down for a minute', async () => {
    const { deliveries, owed, worker, clock, mails } = await stage({
      mail: () => ({ kind: 'deferred', reason: '429' }),
    });
    await deliveries.plan(Array.from({ length: 40 }, (_, n) => owed('mail', n)));
    const end = await (await worker({ mail: true })).run();
    expect(end).toEqual({ kind: 'unfinished', resumeAt: clock.now() + minutes(5) });
    expect(mails.length).toBeLessThan(15);
  });

  test('does not take the notice for finished while another worker holds a delivery of its channel', async () => {
    const { deliveries, owed, worker, action, clock, kinds } = await stage();
    await deliveries.plan([owed('mail', 1), owed('mail', 2)]);
    const [held] = await deliveries.take(action.notice, 1, clock.now(), 'mail');
    expect(await (await worker({ mail: true })).run()).toEqual({
      kind: 'unfinished',
      resumeAt: null,
    });
    await deliveries.settle(held?.key ?? '', 'accepted', 'ok', clock.now());
    await (await worker({ mail: true })).run();
    expect(await kinds()).toEqual(['notice-first-accepted', 'notice-finished']);
  });
});

test('a ledger that is counted part by part hides nobody who moves meanwhile', async () => {
  const { deliveries, owed, worker, action, clock, kinds } = await stage();
  await deliveries.plan([owed('sms', 1)]);
  for (const move of ['taken', 'put back'] as const) {
    // Between its looks at the parts, the one delivery goes from the part not yet seen to one that was.
    let held = '';
    const moving: Deliveries = {
      ...deliveries,
      counts: async (notice, channel) => {
        if (channel === 'mail' && move === 'taken') {
          const [one] = await deliveries.take(notice, 1, clock.now(), 'sms');
          held = one?.key ?? '';
        } else if (channel === 'mail') await deliveries.putBack(held, clock.now(), '');
        return { ...(await deliveries.counts(notice, channel)), planned: 0, claimed: 0 };
      },
    };
    if (move === 'put back')
      held = (await deliveries.take(action.notice, 1, clock.now(), 'sms'))[0]?.key ?? '';
    const end = await (await worker({ mail: true }, moving)).run();
    expect([move, end]).toEqual([move, { kind: 'unfinished', resumeAt: null }]);
    if (move === 'taken') await deliveries.putBack(held, clock.now(), '');
  }
  expect(await kinds()).toEqual([]);
});

test('an unfinished action stays in the outbox as it was, and is neither done nor a failure', async () => {
  const { journal, action, seq, deliveries, owed, worker, clock } = await stage();
  await deliveries.plan([owed('mail', 1), owed('sms', 2)]);
  const { engine, ports } = await worker({ mail: true });
  const before = await journal.due(clock.now(), 10);
  const perform = () => performSend(ports, engine, settings, action, never);
  const item = { action, seq, tries: 0 };
  const outcome = await carryOut({ outbox: journal, clock }, engine, perform, item, never);
  expect(outcome).toEqual({ kind: 'unfinished', resumeAt: null });
  expect(await journal.due(clock.now(), 10)).toEqual(before);
  expect(before.map(({ action: { kind } }) => kind)).toContain('send-notice');
});

test('a mail that is late names what came before its notice, and nothing that came after', async () => {
  const { action, deliveries, owed, worker, mails } = await stage();
  await deliveries.plan([owed('mail', 1)]);
  const { engine, ports } = await worker({ mail: true });
  const { incident } = action.content;
  const within = (notices: readonly string[]): Engine => ({
    ...engine,
    state: () => {
      const state = engine.state();
      const known = state.incidents[incident];
      if (known === undefined) throw new Error('no incident');
      return { ...state, incidents: { ...state.incidents, [incident]: { ...known, notices } } };
    },
  });
  const around = ['i/outage/1', action.notice, 'i/recovery/1'];
  await performSend(ports, within(around), settings, action, never);
  const { references = [], messageId } = mails[0] ?? {};
  expect(references).toHaveLength(2);
  expect(references).not.toContain(messageId);
});
