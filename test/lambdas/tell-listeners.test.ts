// Goal: on AWS the message that makes a page be written makes webhooks and browsers be told, one endpoint's trouble is no
// other's, and a new process goes on where the last one ended. Method: the function's own parts over the
// ledger in memory; an endpoint that writes down what it is asked.
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { createCallLedger } from '../../adapters/local/subscriptions/call-ledger.ts';
import { createBrowsers } from '../../adapters/local/subscriptions/browsers.ts';
import { createPushLedger } from '../../adapters/local/subscriptions/push-ledger.ts';
import type { Engine } from '../../app/engine.ts';
import type { ChangeReader } from '../../app/subscriptions/change-reader.ts';
import type { CallAnswer } from '../../app/subscriptions/ports.ts';
import type { WebhookConfig } from '../../config/schema-pages.ts';
import type { State } from '../../core/incident/state.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { hours, incidentId, sha256, epochMs } from '../../core/units.ts';
import { pushListener } from '../../lambdas/publish-pages/push-listener.ts';
import { tellListeners } from '../../lambdas/publish-pages/tell-listeners.ts';
import { webhookListener } from '../../lambdas/publish-pages/webhook-listener.ts';
import { wordChange } from '../../web/status/feeds/word-change.ts';
import { statusExtras } from '../web/fixtures/faces.ts';
import { MORNING_NOW, morning } from '../web/fixtures/morning.ts';
import { morningPolicy } from '../web/fixtures/morning-policy.ts';
import { readLines, restoreLinesAfterEach } from './stage.ts';

beforeEach(() => void readLines());
restoreLinesAfterEach();

const FALL = incidentId('ent-occitanie-20210406T060710Z');
const { [FALL]: fall, ...others } = morning.incidents;
const before: State = { ...morning, incidents: others };
const ALIVE = new AbortController().signal;

const entry = (seq: number): JournalEntry => ({
  seq,
  event: { kind: 'tick', at: MORNING_NOW, seenAt: MORNING_NOW },
  actions: [],
  previous: sha256('0'.repeat(64)),
  hash: sha256(String(seq).padEnd(64, 'x')),
});
const webhook = (name: string): WebhookConfig => ({
  name,
  url: 'https://ecoute.example/',
  platforms: [],
  events: [],
  drills: false,
});

/** A process over a journal of so many lines, whose endpoints answer so. */
function aProcess(
  database: DatabaseSync,
  lines: readonly State[],
  answer: (endpoint: string) => CallAnswer = () => ({ kind: 'taken' }),
) {
  const called: string[] = [];
  const events: string[] = [];
  const clock = { now: () => MORNING_NOW };
  let take: ChangeReader['take'] = () => undefined;
  const engine = {
    handle: async ({ action }: { readonly action: string }) => void events.push(action),
  } as unknown as Engine;
  const ledger = createPushLedger(database);
  const sent: unknown[] = [];
  const needs = {
    clock,
    random: { next: () => 0 },
    ledger: createCallLedger(database),
    caller: {
      call: async (name: string, { body }: { readonly body: string }) => {
        called.push(`${name} ${JSON.parse(body).type}`);
        return answer(name);
      },
    },
    word: wordChange(morningPolicy, { ...statusExtras('fr'), rehearsal: false }),
  };
  const send = async (message: unknown) => void sent.push(message);
  const teller = tellListeners({
    policy: morningPolicy,
    journal: { head: async () => entry(lines.length) },
    listeners: (engine) => [
      ...['a', 'b'].map((name) => webhookListener(webhook(name), { ...needs, engine })),
      pushListener({ ledger, languages: [statusExtras('fr'), statusExtras('en')], send }),
    ],
    open: (told) => {
      take = told;
      return async () => {
        for (const [index, state] of lines.entries()) take(entry(index + 1), state);
        return engine;
      };
    },
  });
  const live = async (more: readonly State[] = []) => {
    await teller.engine();
    for (const [index, state] of more.entries()) take(entry(lines.length + index + 1), state);
    await teller.tell(ALIVE);
  };
  return { live, called, events, clock, ledger, sent };
}

test('what was said before an endpoint was there is nothing to it', async () => {
  const { live, called } = aProcess(new DatabaseSync(':memory:'), [before, morning]);
  await live();
  expect(called).toEqual([]);
});

test('each endpoint is told of each change once, whichever process finds it', async () => {
  const database = new DatabaseSync(':memory:');
  const first = aProcess(database, [before]);
  await first.live([morning]);
  expect(first.called.toSorted()).toEqual(['a incident.created', 'b incident.created']);
  const ended: State = {
    ...morning,
    incidents: { ...others, [FALL]: { ...fall, closedAt: MORNING_NOW } as never },
  };
  const second = aProcess(database, [before, morning, ended]);
  await second.live();
  await second.live();
  expect(second.called.toSorted()).toEqual(['a incident.resolved', 'b incident.resolved']);
});

test('an endpoint that fails keeps no other from being told, and is owed its own', async () => {
  const database = new DatabaseSync(':memory:');
  const refusing = aProcess(database, [before], (name) =>
    name === 'a' ? { kind: 'failed', detail: 'HTTP 500' } : { kind: 'taken' },
  );
  await refusing.live([morning]);
  expect(refusing.called).toContain('b incident.created');
  expect((await createCallLedger(database).waiting('a')).calls).toBe(1);
  refusing.clock.now = () => epochMs(MORNING_NOW + hours(13));
  await refusing.live();
  expect(refusing.events).toEqual([expect.stringMatching(/^webhook\/a\/2021-04-06T/)]);
});

test('a ledger that does not answer is logged, and stops nothing', async () => {
  const database = new DatabaseSync(':memory:');
  const { live } = aProcess(database, [before]);
  await live();
  database.exec('DROP TABLE call');
  await expect(live([morning])).resolves.toBeUndefined();
});

test('browsers are owed each notice once, and the function that tells them is called each time', async () => {
  const database = new DatabaseSync(':memory:');
  const silent: State = { ...before, notices: {} };
  const first = aProcess(database, [silent]);
  const keys = { p256dh: 'p', auth: 'a', language: 'en' as const, platforms: [] };
  const browser = { endpoint: 'https://fcm.googleapis.com/x', ...keys };
  await createBrowsers(database).prove(browser, epochMs(0));
  await first.live([morning]);
  expect(first.sent).toEqual([{ of: 'all' }]);
  const owed = await first.ledger.take(MORNING_NOW, 100);
  const told = Object.values(morning.notices).filter(
    ({ content, firstAcceptedAt }) => !content.drill && firstAcceptedAt !== undefined,
  );
  expect(owed.map((one) => one.notice).toSorted()).toEqual(told.map(({ id }) => id).toSorted());
  expect(JSON.parse(owed[0]?.payload ?? '{}')).toMatchObject({ lang: 'en' });
  const second = aProcess(database, [silent, morning]);
  await second.live();
  expect([await second.ledger.take(MORNING_NOW, 100), second.sent]).toEqual([[], [{ of: 'all' }]]);
});
