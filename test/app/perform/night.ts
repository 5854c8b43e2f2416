import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import { hashOf } from '../../../adapters/local/hash.ts';
import { openJournal } from '../../../adapters/local/journal.ts';
import { openEngine } from '../../../app/engine.ts';
import { performSend } from '../../../app/perform/perform-send.ts';
import type { SendAction } from '../../../app/notices/send-notice.ts';
import type { SpokenCause } from '../../../core/cause/cause.ts';
import type { Action } from '../../../core/incident/action.ts';
import { holdForQuietHours, RINGING_HOURS } from '../../../core/notice/hold-for-quiet-hours.ts';
import type { Notice, NoticeContent, Phase } from '../../../core/notice/notice.ts';
import { epochMs, hours, minutes, platformId } from '../../../core/units.ts';
import { startedAt } from '../../fixtures/journal.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf } from '../../fixtures/timeline.ts';
import { fakeProviders, never, settings } from '../notices/stage.ts';

const plan = {
  recipients: 2,
  mails: 1,
  sms: 1,
  smsSegments: 1,
  costEuros: 0.1,
  durationSec: 1,
  unreachable: 0,
};

/** A number that is held until 7:00, and one that rings at any hour, as an owner's. */
export const HELD = '+33639981234';
export const AWAKE = '+33639985678';

/** Evening before: 21:10 in Paris, when telephones of schools may ring no more. */
const EVENING = epochMs(BELL + hours(13) + minutes(10));
/** 7:00 of the next day. */
export const MORNING = epochMs(BELL + hours(23));

/**
 * A home over a night, from the evening's fall on: a real engine and ledger, every action carried
 * out at once, and what is held tried again in the morning.
 *
 * @param numbers that a notice of a phase rings
 * @param isHeld whether such a number waits for the morning. @default {@link HELD} alone
 */
export async function startNight(
  numbers: (phase: Phase) => readonly string[],
  isHeld: (phase: Phase, address: string) => boolean = (_, address) => address === HELD,
) {
  let at = EVENING;
  const clock = { now: () => at, sleep: async () => undefined, real: (ms: number) => ms };
  const engine = await openEngine(openJournal(':memory:'), testPolicy(['nord']), hashOf);
  const queue: Action[] = [];
  engine.onEntry(({ actions }) => queue.push(...actions));
  const deliveries = openDeliveries(':memory:');
  const { mail, sms, texts } = fakeProviders(clock);
  const unfinished = new Set<SendAction>();

  const owe = async (notice: string, { phase }: NoticeContent): Promise<void> => {
    const to = { notice, recipients: ['0311131L'], language: 'fr', priority: 1 } as const;
    const morning = holdForQuietHours(at, 'Europe/Paris', RINGING_HOURS);
    await deliveries.plan([
      { ...to, key: `${notice}/mail/1`, channel: 'mail', address: 'a@x.example' },
      ...numbers(phase).map((address) => ({
        ...to,
        key: `${notice}/sms/${address}`,
        channel: 'sms' as const,
        address,
        ...(isHeld(phase, address) && morning > at && { notBefore: morning }),
      })),
    ]);
  };
  const send = async (action: SendAction): Promise<void> => {
    const patient = { ...settings, patienceMs: minutes(1) };
    const end = await performSend({ clock, deliveries, mail, sms }, engine, patient, action, never);
    if (end === undefined) unfinished.delete(action);
    else unfinished.add(action);
  };
  const carryOut = async (action: Action): Promise<void> => {
    if (action.kind === 'turn-dns')
      await engine.handle({
        kind: 'dns-turned',
        at,
        platform: action.platform,
        turn: action.turn,
        verified: true,
        answers: [],
        detail: { kind: 'weights-and-release' },
      });
    if (action.kind === 'plan-notice') {
      await owe(action.notice, action.content);
      await engine.handle({ kind: 'notice-planned', at, notice: action.notice, plan });
    }
    if (action.kind === 'send-notice') await send(action);
  };
  const carryOutAll = async (): Promise<void> => {
    for (let action = queue.shift(); action !== undefined; action = queue.shift())
      await carryOut(action);
  };
  await engine.handle(startedAt(at));
  await engine.handle(fitMirror('nord', at));

  return {
    engine,
    deliveries,
    texts,
    now: () => at,
    incident: () => Object.values(engine.state().incidents)[0],
    notices: (): readonly Notice[] => Object.values(engine.state().notices),
    /** Rounds of 10 s with these votes, for so many minutes. */
    live: async (votes: string, forMinutes: number): Promise<void> => {
      for (let round = 0; round < forMinutes * 6; round += 1) {
        at = epochMs(at + 10_000);
        const share = engine.state().platforms[platformId('nord')]?.shelter.mirrorShare ?? 0;
        await engine.handle(roundOf('nord', at, votes, share > 0 ? 'mirror' : 'origin'));
        if (round % 6 === 0) await engine.handle({ kind: 'tick', at });
        await carryOutAll();
      }
    },
    /** The crisis cell says what it is. */
    confirm: async (cause: SpokenCause): Promise<void> => {
      const incident = engine.state().platforms[platformId('nord')]?.incident ?? null;
      if (incident === null) throw new Error('nothing is wrong');
      const by = { role: 'cellule', name: 'A.' } as const;
      await engine.handle({ kind: 'person-confirmed-cause', at, incident, cause, by });
      await carryOutAll();
    },
    /** Nothing is measured until 7:00; then whatever is left is tried, in the order that it was told. */
    wakeUp: async (): Promise<void> => {
      at = MORNING;
      for (const action of unfinished) await send(action);
      await carryOutAll();
    },
  };
}
