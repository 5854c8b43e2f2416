// Goal: an action whose worker met a store out of reach, or the end of its time, is taken up again
// within seconds, then less soon; one that must wait waits as long as it was told.
// Method: the worker with an outbox, an engine and a queue that write down what they are asked.
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Engine } from '../../app/engine.ts';
import type { Perform } from '../../app/perform/carry-out.ts';
import type { OutboxItem } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { epochMs, minutes, seconds } from '../../core/units.ts';
import { turnTo } from '../fixtures/journal.ts';
import type { RecordContext } from '../../lambdas/middleware/each-record.ts';
import { type ActionNeeds, workAction } from '../../lambdas/work-action.ts';
import { readLines, restoreLinesAfterEach, sqsEvent } from './stage.ts';

restoreLinesAfterEach();
beforeEach(() => void readLines());

const MESSAGE = { seq: 7, key: 'nord/turn/1' };
const ITEM: OutboxItem = {
  seq: MESSAGE.seq,
  tries: 0,
  action: { kind: 'raise-task', key: MESSAGE.key, task: { kind: 'watcher-blind' } },
};
const OUT_OF_REACH = new PreauError('store-unavailable', 'no answer', { retryable: true });
const ENGINE: Engine = {
  state: () => expect.unreachable('a task has no incident'),
  head: () => ({ seq: MESSAGE.seq }) as JournalEntry,
  refresh: () => expect.unreachable('nobody refreshes'),
  handle: async () => null,
  onEntry: () => () => undefined,
};

/** A worker whose message is hidden as often as `postponed` says. */
function worker(changes: Partial<ActionNeeds> & { readonly perform?: ActionNeeds['perform'] }) {
  const postponed: number[] = [];
  const settled: string[] = [];
  const work = workAction({
    ports: {
      clock: {
        now: () => epochMs(0),
        sleep: async () => undefined,
        real: () => expect.unreachable('no real time here'),
      },
      outbox: {
        due: async () => [],
        pending: async () => 0,
        done: async (key) => void settled.push(`done ${key}`),
        retryAt: async (key, at) => void settled.push(`later ${key} ${at}`),
      },
    },
    openEngine: async () => ENGINE,
    find: async () => ITEM,
    postpone: async (_, waitMs) => void postponed.push(waitMs),
    perform: () => async () => undefined,
    ...changes,
  });
  return { work, postponed, settled };
}

const contextOf = (receives = 1, signal = new AbortController().signal): RecordContext => {
  const [record] = sqsEvent({ body: MESSAGE }).Records;
  if (record === undefined) throw new Error('no record');
  const attributes = { ...record.attributes, ApproximateReceiveCount: String(receives) };
  return { signal, remainingMs: () => 60_000, record: { ...record, attributes } };
};

const failing =
  (error: Error): ActionNeeds['perform'] =>
  (): Perform =>
  async () => {
    throw error;
  };

test('an action that is carried out is done, and its message is not touched', async () => {
  const { work, postponed, settled } = worker({});
  await work(MESSAGE, contextOf());
  expect([postponed, settled]).toEqual([[], ['done nord/turn/1']]);
});

test('one that is done already asks for nothing', async () => {
  const { work, postponed, settled } = worker({ find: async () => null });
  await work(MESSAGE, contextOf());
  expect([postponed, settled]).toEqual([[], []]);
});

test('one that must be tried later is hidden until then, as the outbox has it', async () => {
  const { work, postponed, settled } = worker({ perform: failing(OUT_OF_REACH) });
  await expect(work(MESSAGE, contextOf(9))).rejects.toMatchObject({ code: 'action-unfinished' });
  expect([postponed, settled]).toEqual([[10_000], ['later nord/turn/1 10000']]);
});

test('a turn is hidden for a minute at most: it holds up the next one of its platform', async () => {
  const turn: OutboxItem = { ...ITEM, tries: 8, action: turnTo(1) };
  const state = () => ({ platforms: {} }) as ReturnType<Engine['state']>;
  const { work, postponed, settled } = worker({
    find: async () => turn,
    openEngine: async () => ({ ...ENGINE, state }),
    perform: failing(OUT_OF_REACH),
  });
  await expect(work(MESSAGE, contextOf())).rejects.toMatchObject({ code: 'action-unfinished' });
  expect([postponed, settled]).toEqual([[seconds(60)], [`later nord/turn/1 ${minutes(5)}`]]);
});

test.each([
  ['the journal is out of reach', { find: () => Promise.reject(OUT_OF_REACH) }],
  ['it cannot be replayed', { openEngine: () => Promise.reject(OUT_OF_REACH) }],
])('while %s its message comes again soon, and the outbox knows of no try', async (_, broken) => {
  const { work, postponed, settled } = worker(broken);
  await expect(work(MESSAGE, contextOf())).rejects.toBe(OUT_OF_REACH);
  expect([postponed, settled]).toEqual([[seconds(5)], []]);
});

test('one that time ended goes on soon', async () => {
  const { work, postponed } = worker({});
  await expect(work(MESSAGE, contextOf(1, AbortSignal.abort()))).rejects.toMatchObject({
    code: 'action-unfinished',
    retryable: true,
  });
  expect(postponed).toEqual([seconds(5)]);
});

test('one that goes on by another message is done with this one', async () => {
  const resumed: unknown[] = [];
  const resume = async (_: unknown, outcome: unknown) => void resumed.push(outcome);
  const { work, postponed } = worker({ resume });
  await work(MESSAGE, contextOf(1, AbortSignal.abort()));
  expect([postponed, resumed]).toEqual([[], [{ kind: 'stopped' }]]);
});

test('a bug waits for the queue: trying again at once would change nothing', async () => {
  const bug = new TypeError('no such thing');
  const { work, postponed } = worker({ find: () => Promise.reject(bug) });
  await expect(work(MESSAGE, contextOf())).rejects.toBe(bug);
  expect(postponed).toEqual([]);
});

test('the more often it came the longer it waits, five minutes at most', () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1_000 }), async (receives) => {
      const { work, postponed } = worker({ find: () => Promise.reject(OUT_OF_REACH) });
      await expect(work(MESSAGE, contextOf(receives))).rejects.toBe(OUT_OF_REACH);
      await expect(work(MESSAGE, contextOf(receives + 1))).rejects.toBe(OUT_OF_REACH);
      const [one = 0, next = 0] = postponed;
      expect(one).toBeGreaterThanOrEqual(seconds(5));
      expect(next).toBe(Math.min(one * 2, minutes(5)));
    }),
  ));
