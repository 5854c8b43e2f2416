// Goal: with no time to hold, a message leaves with the first tick after its plan is made, once, however
// often its messages come or its home starts anew. Method: the loop of the one-machine home, and the
// functions of AWS by their queues, each message twice; a clock that the test sets, real ledgers.
import { setImmediate as turnOfLoop } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { createDynamoJournal } from '../../adapters/aws/dynamo-journal.ts';
import { createDynamoOpenActions } from '../../adapters/aws/dynamo-open-actions.ts';
import { openDeliveries } from '../../adapters/local/deliveries.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import { openJournal } from '../../adapters/local/journal.ts';
import { type Engine, openEngine } from '../../app/engine.ts';
import { performActions } from '../../app/perform/perform-actions.ts';
import { relayAction } from '../../app/perform/relay-action.ts';
import { workOutbox } from '../../app/perform/work-outbox.ts';
import type { Deliveries, Journal, Ports } from '../../app/ports.ts';
import { DELIVERIES_TABLE, JOURNAL_TABLE } from '../../config/aws-tables.ts';
import { durationMs, type EpochMs, epochMs, seconds, type Uai } from '../../core/units.ts';
import { createHandler as createPlanHandler } from '../../lambdas/plan-notice/handler.ts';
import { createHandler as createMailHandler } from '../../lambdas/send-mail/handler.ts';
import { createHandler as createSmsHandler } from '../../lambdas/send-sms/handler.ts';
import { settings as sending } from '../app/notices/stage.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../contract/dynamo-endpoint.ts';
import { startedAt } from '../fixtures/journal.ts';
import { testPolicy } from '../fixtures/policy.ts';
import { BELL, fitMirror, roundOf } from '../fixtures/timeline.ts';
import { planSettings, toldSchool } from '../fixtures/told-school.ts';
import { contextOf, readLines, restoreLinesAfterEach, sqsEvent } from './stage.ts';

const whole = testPolicy(['nord']);
const policy = {
  ...whole,
  platforms: whole.platforms.map((platform) => ({ ...platform, owners: [] })),
  notices: { ...whole.notices, vetoMs: durationMs(0) },
};
const UAI = '0690001A' as Uai;
const SCHOOL = toldSchool(UAI, 'a@x.example', '+33639980001');
const directory: Ports['directory'] = {
  async *schoolsFor() {
    yield SCHOOL;
  },
  count: async () => ({ schools: 1, mails: 1, mobiles: 1 }),
};
const planning = planSettings(policy.platforms);

/** What left, and when, by a clock that the test sets. */
function world() {
  let now: EpochMs = BELL;
  const left: string[] = [];
  const take =
    (channel: string) =>
    async ({ to }: { readonly to: string }) => {
      left.push(`${channel} ${to} at ${(now - BELL) / 1_000} s`);
      return { kind: 'accepted', providerId: 'id' } as const;
    };
  return {
    left,
    mail: { send: take('mail') },
    sms: { send: take('sms') },
    clock: {
      now: () => now,
      real: (by: number) => by,
      sleep: (_: number, signal?: AbortSignal) =>
        new Promise<void>((end) => signal?.addEventListener('abort', () => end())),
    },
    set: (sec: number) => {
      now = epochMs(BELL + seconds(sec));
    },
  };
}
type World = ReturnType<typeof world>;

/** A home of either kind: whatever the journal asks for is carried out, and it can start anew. */
interface Home {
  readonly engine: () => Engine;
  /** Until nothing moves any more. */
  readonly settle: () => Promise<void>;
  readonly startAnew: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const turned = (engine: Engine, at: EpochMs) =>
  engine.handle({
    kind: 'dns-turned',
    at,
    platform: policy.platforms[0]?.id ?? ('' as never),
    turn: 1,
    verified: true,
    answers: [],
    detail: { kind: 'weights-and-release' },
  });

async function oneMachine({ clock, mail, sms }: World): Promise<Home> {
  const journal = openJournal(':memory:');
  const deliveries = openDeliveries(':memory:');
  let engine = await openEngine(journal, policy, hashOf);
  let ending = new AbortController();
  let work: Promise<void> = Promise.resolve();
  const start = async (): Promise<void> => {
    engine = await openEngine(journal, policy, hashOf);
    await deliveries.recover();
    ending = new AbortController();
    const ports = { clock, journal, outbox: journal, deliveries, directory, mail, sms };
    const perform = performActions(ports as unknown as Ports, engine, {
      plan: planning,
      send: sending,
      collect: async () => [],
      onSendFailed: (error) => expect.unreachable(String(error)),
    });
    const but: typeof perform = async (action, signal) => {
      if (action.kind === 'turn-dns') return void (await turned(engine, clock.now()));
      if (action.kind !== 'collect-signals') return perform(action, signal);
      return undefined;
    };
    work = workOutbox({ clock, outbox: journal }, engine, but, ending.signal);
  };
  const stop = async (): Promise<void> => {
    ending.abort();
    await work;
  };
  await start();
  return {
    engine: () => engine,
    settle: async () => {
      for (let turn = 0; turn < 200; turn += 1) await turnOfLoop();
    },
    startAnew: async () => {
      await stop();
      await start();
    },
    stop,
  };
}

let endpoint: DynamoEndpoint;

async function onAws({ clock, mail, sms }: World): Promise<Home> {
  const { client } = endpoint;
  const table = await endpoint.makeTable(JOURNAL_TABLE);
  const journal: Journal & Ports['outbox'] = createDynamoJournal({ client, table });
  const ledger = await endpoint.makeTable(DELIVERIES_TABLE);
  const deliveries: Deliveries = createDynamoDeliveries({ client, table: ledger, clock });
  const open = createDynamoOpenActions({ client, table });
  let engine = await openEngine(journal, policy, hashOf);
  const queued: { readonly name: string; readonly body: object }[] = [];
  const queue = (name: string) => async (body: object) => void queued.push({ name, body });
  const queues = {
    actions: queue('actions'),
    plans: queue('plans'),
    mail: queue('mail'),
    sms: queue('sms'),
    pages: queue('pages'),
  };
  const common = {
    openEngine: () => openEngine(journal, policy, hashOf),
    find: (seq: number, key: string) => open.find(seq, key),
    postpone: async () => undefined,
  };
  const ports = { clock, outbox: journal, deliveries };
  const links = { urlFor: (key: string) => `https://etat.preau.example/${key}` };
  const handlers: Readonly<Record<string, ReturnType<typeof createPlanHandler>>> = {
    plans: createPlanHandler({ ...common, ports: { ...ports, directory }, settings: planning }),
    mail: createMailHandler({
      ...common,
      ports: { ...ports, mail },
      settings: sending,
      queue: queue('mail'),
      openLinks: async () => ({ optOut: links, acknowledge: links }),
    }),
    sms: createSmsHandler({
      ...common,
      ports: { ...ports, sms },
      settings: sending,
      queue: queue('sms'),
    }),
  };
  let told = 0;
  const relay = async (): Promise<void> => {
    for await (const { seq, actions } of journal.read(told + 1)) {
      told = seq;
      for (const action of actions)
        if (action.kind === 'turn-dns') await turned(engine, clock.now());
        else await relayAction(queues, hashOf, { seq, tries: 0, action });
    }
  };
  return {
    engine: () => engine,
    settle: async () => {
      for (let turn = 0; turn < 4; turn += 1) {
        await relay();
        for (const { name, body } of queued.splice(0))
          for (const _ of ['once', 'and again'])
            await handlers[name]?.(sqsEvent({ body }), contextOf(900_000));
        await engine.refresh();
      }
    },
    startAnew: async () => {
      engine = await openEngine(journal, policy, hashOf);
      told = 0;
    },
    stop: async () => undefined,
  };
}

restoreLinesAfterEach();
beforeAll(async () => {
  endpoint = await startDynamoEndpoint();
});
afterAll(() => endpoint.stop());
beforeEach(() => void readLines());

describe.each([
  ['one machine', oneMachine],
  ['AWS', onAws],
] as const)('without a time to hold, on %s', (_, open) => {
  test('a message goes with the first tick after its plan, and once', async () => {
    const seen = world();
    const home = await open(seen);
    const at = (sec: number): EpochMs => {
      seen.set(sec);
      return epochMs(BELL + seconds(sec));
    };
    await home.engine().handle(startedAt(BELL));
    await home.engine().handle(fitMirror('nord', at(0)));
    for (const sec of [10, 20, 30]) {
      await home.engine().handle(roundOf('nord', at(sec), 'xxx'));
      await home.settle();
    }
    const planned = Object.values(home.engine().state().notices);
    expect(planned.map(({ stage, plan }) => [stage, plan?.mails])).toEqual([['waiting', 1]]);
    expect(seen.left).toEqual([]);
    await home.engine().handle({ kind: 'tick', at: at(31) });
    await home.settle();
    const both = ['mail a@x.example at 31 s', 'sms +33639980001 at 31 s'];
    expect(seen.left.toSorted()).toEqual(both);
    await home.startAnew();
    for (const sec of [32, 33, 60]) {
      await home.engine().handle({ kind: 'tick', at: at(sec) });
      await home.settle();
    }
    expect(seen.left.toSorted()).toEqual(both);
    const [notice] = Object.values(home.engine().state().notices);
    expect(notice).toMatchObject({ stage: 'sent', deliveries: { accepted: 2, pending: 0 } });
    await home.stop();
  });
});
