// Goal: the function behind the queue of actions pictures other names for a drill, whoever started it,
// and is done with the message; what it cannot carry out is refused. Method: its handler with the real
// engine over a journal in memory, and name servers that answer from a table.
import { expect, test } from 'vitest';
import { hashOf } from '../../adapters/local/hash.ts';
import { openEngine } from '../../app/engine.ts';
import type { Clock, Dns } from '../../app/ports.ts';
import type { Action } from '../../core/incident/action.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { createHandler } from '../../lambdas/act/handler.ts';
import { CALM, DRILL_POLICY, after, drill } from '../fixtures/drilled.ts';
import { contextOf, readLines, restoreLinesAfterEach, sqsEvent } from './stage.ts';

restoreLinesAfterEach();

async function acting(kind: Action['kind']) {
  readLines();
  const entries: JournalEntry[] = [];
  const engine = await openEngine(
    {
      head: async () => entries.at(-1) ?? null,
      append: async (entry) => void entries.push(entry),
      async *read(from) {
        yield* entries.filter(({ seq }) => seq >= from);
      },
    },
    DRILL_POLICY,
    hashOf,
  );
  for (const event of [...CALM, drill('start-drill', 10)]) await engine.handle(event);
  const started = entries.at(-1);
  const action = started?.actions.find((one) => one.kind === kind);
  if (started === undefined || action === undefined) throw new Error(`no ${kind} was asked for`);
  const done: string[] = [];
  const refuse = () => expect.unreachable('a picture turns nothing');
  const dns: Dns = {
    setHold: refuse,
    setStay: refuse,
    setShare: refuse,
    changeState: refuse,
    askAuthorities: async (platform) => [
      {
        server: 's',
        name: 'n',
        type: 'A',
        ttlSec: 60,
        answers: ['192.0.2.1'],
        mirrorShare: platform === 'sud' ? 1 : 0,
      },
    ],
  };
  const clock: Clock = {
    now: () => after(20),
    sleep: (_, signal) => new Promise((end) => signal?.addEventListener('abort', () => end())),
    real: (by) => by,
  };
  const outbox = {
    due: async () => [],
    pending: async () => 0,
    retryAt: () => expect.unreachable('nothing fails here'),
    done: async (key: string) => void done.push(key),
  };
  const handler = createHandler({
    ports: { outbox, clock, dns },
    openEngine: async () => engine,
    find: async (seq, key) => (key === action.key ? { seq, action, tries: 0 } : null),
    postpone: async () => undefined,
    collect: () => () => expect.unreachable('a drill has no cause'),
    picture: { platforms: DRILL_POLICY.platforms, hash: hashOf },
  });
  const body = { seq: started.seq, key: action.key };
  const answer = await handler(sqsEvent({ body, group: action.key }), contextOf());
  return { answer, done, last: entries.at(-1)?.event, key: action.key };
}

test('journals what other names answer, and is done with it', async () => {
  const { answer, done, last, key } = await acting('picture-names');
  expect(answer).toEqual({ batchItemFailures: [] });
  expect(done).toEqual([key]);
  expect(last).toMatchObject({
    kind: 'names-pictured',
    moment: 'start',
    names: [
      { platform: 'sud', share: 0, says: { kind: 'answered', least: 1, most: 1 } },
      { platform: 'ouest', says: { kind: 'answered', least: 0, most: 0 } },
    ],
  });
});

test('gives up what is another function’s to do, and says so in the journal', async () => {
  const { done, last, key } = await acting('plan-notice');
  expect(done).toEqual([key]);
  expect(last).toMatchObject({ kind: 'action-failed', action: key, final: true });
});
