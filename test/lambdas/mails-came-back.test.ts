// Goal: on AWS too, a school whose mail came back is told by SMS, in one round for a swarm of bounces,
// and the next round waits its minute. Method: the functions of receipts and of plans with the real
// engine over the journal and the ledger in DynamoDB; their queue is a list, their clock is set.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { createDynamoJournal } from '../../adapters/aws/dynamo-journal.ts';
import { createDynamoOpenActions } from '../../adapters/aws/dynamo-open-actions.ts';
import { DELIVERIES_TABLE, JOURNAL_TABLE } from '../../config/aws-tables.ts';
import { type EpochMs, epochMs, minutes, seconds } from '../../core/units.ts';
import { createHandler as createPlanHandler } from '../../lambdas/plan-notice/handler.ts';
import { createHandler as createReceiptsHandler } from '../../lambdas/receipts/handler.ts';
import { sesBounce } from '../adapters/aws/fixtures/provider-events.ts';
import { hash } from '../app/notices/stage.ts';
import { engineOf, policy, startSending } from '../app/perform/sending-engine.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../contract/dynamo-endpoint.ts';
import { planSettings, toldSchool } from '../fixtures/told-school.ts';
import { contextOf, readLines, restoreLinesAfterEach, sqsEvent } from './stage.ts';

const NAMES = ['0690001A', '0690002B', '0690003C'] as const;
const mobileOf = (uai: string): string => `+3363998${uai.slice(3, 7)}`;
const told = (uai: string) => toldSchool(uai, `${uai}@x.example`, mobileOf(uai));

let endpoint: DynamoEndpoint;
restoreLinesAfterEach();
beforeAll(async () => {
  endpoint = await startDynamoEndpoint();
});
afterAll(() => endpoint.stop());
beforeEach(() => void readLines());

/** A home in which an outage was told by three mails, all accepted. */
async function stage() {
  const { client } = endpoint;
  const entries = await endpoint.makeTable(JOURNAL_TABLE);
  const journal = createDynamoJournal({ client, table: entries });
  const { engine, action, at } = await startSending(journal);
  const { notice } = action;
  let now: EpochMs = at;
  const clock = { now: () => now, sleep: async () => undefined, real: (by: number) => by };
  const table = await endpoint.makeTable(DELIVERIES_TABLE);
  const deliveries = createDynamoDeliveries({ client, table, clock });
  const keyOf = (uai: string) => `${notice}/mail/${hash(uai).slice(0, 16)}`;
  await deliveries.plan(
    NAMES.map((uai) => ({
      key: keyOf(uai),
      notice,
      channel: 'mail',
      address: `${uai}@x.example`,
      recipients: [uai],
      language: 'fr',
      priority: 1,
    })),
  );
  await deliveries.take(notice, 9, now);
  for (const uai of NAMES) await deliveries.settle(keyOf(uai), 'accepted', '', now);
  await engine.handle({ kind: 'notice-first-accepted', at, notice });
  const counts = { accepted: 3, failed: 0, unknown: 0, pending: 0 };
  await engine.handle({ kind: 'notice-finished', at, notice, deliveries: counts });

  const posted: { readonly body: object; readonly delaySec: number | undefined }[] = [];
  const postponed: number[] = [];
  const receipts = () =>
    createReceiptsHandler({
      deliveries,
      clock,
      plans: async (body, options = {}) => void posted.push({ body, delaySec: options.delaySec }),
    });
  const open = createDynamoOpenActions({ client, table: entries });
  const plans = createPlanHandler({
    ports: {
      clock,
      outbox: journal,
      deliveries,
      directory: {
        async *schoolsFor() {
          yield* NAMES.map(told);
        },
        count: async () => ({ schools: 3, mails: 3, mobiles: 3 }),
      },
    },
    openEngine: () => engineOf(journal),
    find: (seq, key) => open.find(seq, key),
    postpone: async (_, waitMs) => void postponed.push(waitMs),
    settings: planSettings(policy.platforms),
  });
  const plan = (body: unknown) => plans(sqsEvent({ body }), contextOf());
  const bounce = (uai: string) => sesBounce(keyOf(uai), 'Permanent', 'NoEmail');
  return {
    notice,
    posted,
    postponed,
    plan,
    pass: (ms: number) => {
      now = epochMs(now + ms);
    },
    /** A life of the function of receipts. */
    receipts: () => {
      const handler = receipts();
      return (...uais: readonly string[]) =>
        handler(sqsEvent(...uais.map((uai) => ({ body: bounce(uai) }))), contextOf());
    },
    /** Carry out the levels that the journal asks for, as the outbox's relay would have it done. */
    carryOut: async () => {
      for await (const entry of journal.read(1))
        for (const one of entry.actions)
          if (one.kind === 'escalate-notice') await plan({ seq: entry.seq, key: one.key });
    },
    rounds: async () =>
      ((await engineOf(journal)).state().notices[notice]?.escalations ?? []).map(
        ({ level, outcome }) => [level, outcome?.sms ?? null],
      ),
    texted: async () =>
      (await deliveries.readers(notice))
        .flatMap(({ channel, address }) => (channel === 'sms' ? [address] : []))
        .toSorted(),
  };
}

type Home = Awaited<ReturnType<typeof stage>>;
const ALL_WELL = { batchItemFailures: [] };
const lastPosted = ({ posted }: Home): unknown => posted.at(-1)?.body;

describe('mails that came back, on AWS', () => {
  test('have their schools told by SMS, in one round for the swarm', async () => {
    const home = await stage();
    const hear = home.receipts();
    expect(await hear(NAMES[0], NAMES[0])).toEqual(ALL_WELL);
    home.pass(seconds(2));
    await hear(NAMES[1]);
    expect(home.posted).toEqual([
      { body: { cameBack: home.notice, at: expect.any(Number) }, delaySec: 10 },
    ]);
    home.pass(seconds(8));
    expect(await home.plan(lastPosted(home))).toEqual(ALL_WELL);
    await home.carryOut();
    expect(await home.rounds()).toEqual([['fallback', 2]]);
    expect(await home.texted()).toEqual([mobileOf(NAMES[0]), mobileOf(NAMES[1])]);
  });

  test('that a round has seen to need none of their own, whoever tells of them', async () => {
    const home = await stage();
    await home.receipts()(NAMES[0]);
    await home.receipts()(NAMES[0]);
    expect(home.posted).toHaveLength(2);
    home.pass(seconds(10));
    for (const { body } of home.posted) expect(await home.plan(body)).toEqual(ALL_WELL);
    expect(await home.rounds()).toHaveLength(1);
    expect(home.postponed).toEqual([]);
  });

  test('right after a round wait for the next, and are not forgotten', async () => {
    const home = await stage();
    const hear = home.receipts();
    await hear(NAMES[0]);
    home.pass(seconds(10));
    await home.plan(lastPosted(home));
    await home.carryOut();
    await hear(NAMES[2]);
    home.pass(seconds(20));
    const answer = await home.plan(lastPosted(home));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
    expect(home.postponed).toEqual([minutes(1) - seconds(20)]);
    home.pass(seconds(40));
    expect(await home.plan(lastPosted(home))).toEqual(ALL_WELL);
    await home.carryOut();
    expect(await home.rounds()).toEqual([
      ['fallback', 1],
      ['fallback', 1],
    ]);
    expect(await home.texted()).toEqual([mobileOf(NAMES[0]), mobileOf(NAMES[2])]);
  });

  test('of a notice that nobody knows change nothing', async () => {
    const home = await stage();
    expect(await home.plan({ cameBack: 'nothing/outage/1', at: 1 })).toEqual(ALL_WELL);
    expect(await home.rounds()).toEqual([]);
  });
});

test('a planner that cannot be told brings the receipt again', async () => {
  const home = await stage();
  const refused = createReceiptsHandler({
    deliveries: { note: async () => true },
    clock: { now: () => epochMs(1) },
    plans: async () => Promise.reject(new Error('throttled')),
  });
  const body = sesBounce(`${home.notice}/mail/a`, 'Permanent', 'NoEmail');
  const answer = await refused(sqsEvent({ body }), contextOf());
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
});
