// Goal: a level that was decided while a fall lasted does nothing once it is over, whoever wrote that
// into the journal. Method: two engines over one journal in memory; the one that carries out has not
// read what the other wrote; a real ledger, a directory of one school.
import { expect, test } from 'vitest';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import { openJournal } from '../../../adapters/local/journal.ts';
import type { EscalateAction } from '../../../app/notices/escalate-notice.ts';
import { performEscalate } from '../../../app/perform/perform-escalate.ts';
import { epochMs, hours, seconds, type Uai } from '../../../core/units.ts';
import { roundOf } from '../../fixtures/timeline.ts';
import { planSettings, toldSchool } from '../../fixtures/told-school.ts';
import { fakeClock } from '../notices/stage.ts';
import { engineOf, policy, startSending } from './sending-engine.ts';

const UAI = '0690001A' as Uai;
const MOBILE = '+33600000001';
const TOLD = toldSchool(UAI, 'a@x.example', MOBILE);
const SETTINGS = planSettings(policy.platforms);

/** A fall that was told, whose one mail came back, and the level that this led to. */
async function stage() {
  const journal = openJournal(':memory:');
  const { engine, action: sent, at } = await startSending(journal);
  const { notice, content } = sent;
  const deliveries = openDeliveries(':memory:');
  const key = `${notice}/mail/a`;
  await deliveries.plan([
    {
      key,
      notice,
      channel: 'mail',
      address: 'a@x.example',
      recipients: [UAI],
      language: 'fr',
      priority: 1,
    },
  ]);
  await deliveries.take(notice, 1, at);
  await deliveries.settle(key, 'accepted', '', at);
  await deliveries.note({ key, kind: 'bounced', detail: '', at });
  await engine.handle({ kind: 'notice-first-accepted', at, notice });
  const counts = { accepted: 0, failed: 1, unknown: 0, pending: 0 };
  await engine.handle({ kind: 'notice-finished', at, notice, deliveries: counts });
  const entry = await engine.handle({ kind: 'mails-came-back', at, notice, schools: 1 });
  const action = entry?.actions.find((one) => one.kind === 'escalate-notice');
  if (action?.kind !== 'escalate-notice') throw new Error('no level');
  const ports = {
    clock: fakeClock(),
    deliveries,
    directory: {
      async *schoolsFor() {
        yield TOLD;
      },
      count: async () => ({ schools: 1, mails: 1, mobiles: 1 }),
    },
  };
  const worker = await engineOf(journal);
  return {
    notice,
    carryOut: (level: EscalateAction = action) => performEscalate(ports, worker, SETTINGS, level),
    outcome: () => worker.state().notices[notice]?.escalations?.[0]?.outcome,
    now: () => ports.clock.now(),
    leavesAt: async () => (await deliveries.readers(notice)).map(({ notBefore }) => notBefore),
    owed: async () => (await deliveries.readers(notice)).map(({ address }) => address),
    /** Until visitors are back, by an engine that is not the worker's. */
    comeBack: async () => {
      const { incident } = content;
      let now = at;
      while (engine.state().incidents[incident]?.backAt === null) {
        if (now > at + hours(4)) throw new Error('never back');
        now = epochMs(now + seconds(10));
        await engine.handle({ kind: 'tick', at: now });
        await engine.handle(roundOf('nord', now, '...'));
        const { turn = 0 } = engine.state().platforms[content.platform]?.shelter ?? {};
        await engine.handle({
          kind: 'dns-turned',
          at: now,
          platform: content.platform,
          turn,
          verified: true,
          answers: [],
          detail: { kind: 'weights-and-release' },
        });
      }
    },
  };
}

test('a level is carried out while the fall lasts', async () => {
  const { carryOut, outcome, owed, leavesAt, now } = await stage();
  await carryOut();
  expect(outcome()).toMatchObject({ schools: 1, sms: 1 });
  expect(await owed()).toEqual([MOBILE]);
  // Who plans the next SMS to this number must know when this one leaves.
  expect(await leavesAt()).toEqual([now()]);
});

test('a level of what is over meanwhile plans nothing, and says so', async () => {
  const { carryOut, comeBack, outcome, owed } = await stage();
  await comeBack();
  await carryOut();
  expect(outcome()).toEqual({ schools: 0, acknowledged: 0, sms: 0, telephone: 0 });
  expect(await owed()).toEqual([]);
});
