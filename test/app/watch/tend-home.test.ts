import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tendHome, type TendNeeds } from '../../../app/watch/tend-home.ts';
import { PreauError } from '../../../core/errors.ts';
import type { Action } from '../../../core/incident/action.ts';
import { durationMs, epochMs } from '../../../core/units.ts';
import { chained, startedAt, task, turnTo } from '../../fixtures/journal.ts';

// Goal: what only messages move is told again when it stands still, and only a home that is well
// says so outside. Method: ports of plain objects that write down what they are asked.

const MINUTE = 60_000;

describe('the watchdog', () => {
  it('tells the watcher outside that all is well', async () => {
    const home = aHome({ lastRoundAgoMs: 10_000 });
    expect(await tendHome(home.needs)).toMatchObject({
      well: true,
      roundAgeSec: 10,
      deadLetters: 0,
    });
    expect(home.asked).toEqual(['recover', 'beat']);
  });

  it.each([
    ['before the first round', { lastRoundAgoMs: null }],
    ['when rounds have stopped', { lastRoundAgoMs: 3 * MINUTE }],
    ['when rare rounds have stopped', { lastRoundAgoMs: 15 * MINUTE, intervalMs: 5 * MINUTE }],
    ['when an action stands still', { actions: [{ action: turnTo(1), agoMs: 15 * MINUTE }] }],
    ['when the ledger cannot be asked', { recover: down }],
    ['when the outbox cannot be read', { due: down }],
  ] satisfies [string, Parameters<typeof aHome>[0]][])('is silent %s', async (_, world) => {
    const home = aHome(world);
    expect(await tendHome(home.needs)).toMatchObject({ well: false });
    expect(home.asked).not.toContain('beat');
  });

  it('takes no rare round for a stopped one: every five minutes, the last may be old', async () => {
    const home = aHome({ lastRoundAgoMs: 5 * MINUTE, intervalMs: 5 * MINUTE });
    expect(await tendHome(home.needs)).toMatchObject({ well: true, roundAgeSec: 300 });
    expect(home.asked).toContain('beat');
  });

  it('does each duty whether or not another failed, and says what failed', async () => {
    const home = aHome({ due: down, actions: [{ action: turnTo(1), agoMs: 5 * MINUTE }] });
    expect(await tendHome(home.needs)).toMatchObject({ oldestOpenActionSec: null, deadLetters: 0 });
    expect(home.asked).toContain('recover');
    expect(home.failures).toHaveLength(1);
  });
});

describe('an open action', () => {
  it('is told again once a worker should have begun it', async () => {
    const young = aHome({ actions: [{ action: turnTo(1), agoMs: 2 * MINUTE - 1 }] });
    expect(await tendHome(young.needs)).toMatchObject({ relayedAgain: 0, well: true });
    const old = aHome({ actions: [{ action: turnTo(1), agoMs: 2 * MINUTE }] });
    expect(await tendHome(old.needs)).toMatchObject({ relayedAgain: 1, oldestOpenActionSec: 120 });
    expect(old.asked).toContain('relay nord/turn/1');
  });

  it('that is a task leaves the outbox: every face shows it from the journal', async () => {
    const home = aHome({ actions: [{ action: task('un'), agoMs: 60 * MINUTE }] });
    expect(await tendHome(home.needs)).toMatchObject({ relayedAgain: 0, well: true });
    expect(home.asked).toContain('done nord/task/un');
  });

  it('that cannot be relayed keeps none of the others back', async () => {
    const actions = [turnTo(1), turnTo(2)].map((action) => ({ action, agoMs: 5 * MINUTE }));
    const home = aHome({ actions, relayFails: 'nord/turn/1' });
    expect(await tendHome(home.needs)).toMatchObject({ relayedAgain: 1 });
    expect(home.asked).toContain('relay nord/turn/2');
    expect(home.failures).toHaveLength(1);
  });
});

describe('a notice that is being sent', () => {
  const rate = 10;

  it('is well for as long as its messages leave at their rate, however many they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 500 * MINUTE }), async (agoMs) => {
        const sent = Math.ceil((agoMs / 1_000) * rate);
        const home = aHome({ actions: [{ action: send, agoMs }], sent, messagesPerSec: rate });
        expect(await tendHome(home.needs)).toMatchObject({ well: true, oldestOpenActionSec: 0 });
      }),
    );
  });

  it('stands still when they do not, and is told again', async () => {
    const world = { actions: [{ action: send, agoMs: 40 * MINUTE }], sent: 12_000 };
    const home = aHome({ ...world, messagesPerSec: rate });
    expect(await tendHome(home.needs)).toMatchObject({
      well: false,
      oldestOpenActionSec: 20 * 60,
      relayedAgain: 1,
    });
  });

  it('waits for whoever sleeps: it is late only once a delivery is due', async () => {
    const world = { actions: [{ action: send, agoMs: 600 * MINUTE }], nextInMs: 60 * MINUTE };
    const home = aHome(world);
    expect(await tendHome(home.needs)).toMatchObject({ well: true, relayedAgain: 0 });
  });
});

const NOW = epochMs(1_617_688_800_000);

const send = {
  kind: 'send-notice',
  key: 'nord-1/outage/send',
  notice: 'nord-1/outage',
  content: {},
} as Action;

const down = async (): Promise<never> => {
  throw new PreauError('store-unavailable', 'Expected an answer, got none.', { retryable: true });
};

function aHome(world: {
  readonly actions?: readonly { readonly action: Action; readonly agoMs: number }[];
  readonly lastRoundAgoMs?: number | null;
  readonly intervalMs?: number;
  readonly sent?: number;
  readonly nextInMs?: number;
  readonly messagesPerSec?: number;
  readonly relayFails?: string;
  readonly recover?: () => Promise<never>;
  readonly due?: () => Promise<never>;
}) {
  const { actions = [], lastRoundAgoMs = 10_000, sent = 0, messagesPerSec = 10 } = world;
  const asked: string[] = [];
  const failures: unknown[] = [];
  const entries = chained(
    actions.map(({ agoMs }) => startedAt(NOW - agoMs)),
    (_, index) => actions.slice(index, index + 1).map(({ action }) => action),
  );
  const items = actions.map(({ action }, index) => ({ action, seq: index + 1, tries: 0 }));
  const counts = {
    planned: 1,
    claimed: 0,
    unknown: 0,
    accepted: sent,
    delivered: 0,
    'failed-temporary': 0,
    suppressed: 0,
    'failed-permanent': 0,
  };
  const none = { ...counts, planned: 0, accepted: 0 };
  const needs: TendNeeds = {
    ports: {
      clock: { now: () => NOW },
      journal: {
        read: async function* (fromSeq: number) {
          yield* entries.filter(({ seq }) => seq >= fromSeq);
        },
      },
      outbox: {
        due: world.due ?? (async () => items),
        done: async (key: string) => void asked.push(`done ${key}`),
      },
      deliveries: {
        recover:
          world.recover ??
          (async () => {
            asked.push('recover');
            return { mailsAgain: 0, smsUnknown: 0 };
          }),
        counts: async (_notice: string, channel?: string) => (channel === 'sms' ? none : counts),
        nextAt: async () => (world.nextInMs === undefined ? null : epochMs(NOW + world.nextInMs)),
      },
    },
    rounds: {
      lastEnd: async () => (lastRoundAgoMs === null ? null : epochMs(NOW - lastRoundAgoMs)),
    },
    intervalMs: durationMs(world.intervalMs ?? 10_000),
    messagesPerSec,
    relay: async ({ action }: { readonly action: Action }) => {
      if (action.key === world.relayFails) await down();
      asked.push(`relay ${action.key}`);
    },
    deadLetters: async () => 0,
    beat: async () => void asked.push('beat'),
    onFailure: (error: unknown) => void failures.push(error),
  };
  return { needs, asked, failures };
}
