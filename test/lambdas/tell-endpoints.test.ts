// Goal: on AWS the message that makes a page be written makes webhooks be told, one endpoint's trouble is no
// other's, and a new process goes on where the last one ended. Method: the function's own parts over the
// ledger in memory; an endpoint that writes down what it is asked.
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { createCallLedger } from '../../adapters/local/subscriptions/call-ledger.ts';
import type { Engine } from '../../app/engine.ts';
import type { ChangeReader } from '../../app/subscriptions/change-reader.ts';
import type { CallAnswer } from '../../app/subscriptions/ports.ts';
import type { WebhookConfig } from '../../config/schema-pages.ts';
import type { State } from '../../core/incident/state.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { hours, incidentId, sha256, epochMs } from '../../core/units.ts';
import { tellEndpoints } from '../../lambdas/publish-pages/tell-endpoints.ts';
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
  const teller = tellEndpoints({
    webhooks: [webhook('a'), webhook('b')],
    policy: morningPolicy,
    journal: { head: async () => entry(lines.length) },
    clock,
    random: { next: () => 0 },
    ledger: createCallLedger(database),
    caller: {
      call: async (name, { body }) => {
        called.push(`${name} ${JSON.parse(body).type}`);
        return answer(name);
      },
    },
    open: (told) => {
      take = told;
      return async () => {
        for (const [index, state] of lines.entries()) take(entry(index + 1), state);
        return engine;
      };
    },
    word: wordChange(morningPolicy, { ...statusExtras('fr'), rehearsal: false }),
  });
  const live = async (more: readonly State[] = []) => {
    await teller.engine();
    for (const [index, state] of more.entries()) take(entry(lines.length + index + 1), state);
    await teller.tell(ALIVE);
  };
  return { live, called, events, clock };
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
