import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { epochMs, platformId, seconds, vantageId } from '../../core/units.ts';
import { createHandler, type WatchdogNeeds } from '../../lambdas/watchdog/handler.ts';
import { calm, NOW } from '../app/health/a-home.ts';

// Goal: the watchdog writes the figures that alarms look at, by the names of the one table, and says
// when the watcher outside did not hear it. Method: its handler over plain objects; its lines read.

let lines: string[] = [];
beforeEach(() => {
  lines = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const none = async function* () {};

async function called(changes: Partial<WatchdogNeeds> = {}) {
  const handler = createHandler({
    ports: {
      clock: { now: () => NOW },
      journal: { read: none },
      outbox: { due: async () => [], done: async () => undefined },
      deliveries: {
        recover: async () => ({ mailsAgain: 0, smsUnknown: 0 }),
        counts: async () => expect.fail('no notice is on its way'),
        nextAt: async () => null,
      },
    },
    rounds: { lastEnd: async () => epochMs(NOW - 12_000) },
    intervalMs: seconds(10),
    relay: async () => undefined,
    messagesPerSec: 10,
    deadLetters: async () => 2,
    look: async () => ({
      intervalMs: seconds(10),
      vantages: 2,
      mirrored: [platformId('nord')],
      state: calm({ blind: [vantageId('paris')] }),
    }),
    ...changes,
  });
  await handler({}, { awsRequestId: 'r', functionName: 'watchdog' } as never);
  const metrics = lines.find((line) => line.includes('"_aws"'));
  if (metrics === undefined) throw new Error('no metrics');
  return JSON.parse(metrics) as Readonly<Record<string, unknown>>;
}

test('writes each figure of the picture that AWS has none of', async () => {
  expect(await called()).toMatchObject({
    service: 'watchdog',
    RoundAgeSec: 12,
    OldestOpenActionSec: 0,
    OpenActions: 0,
    BlindVantages: 1,
    UnfitMirrors: 0,
    UnverifiedTurnSec: 0,
    OverdueNoticeSec: 0,
    TasksOfTheDay: 0,
    DeadLetters: 2,
    HeartbeatsMissed: 0,
  });
});

test('writes what webhooks have not taken, where there is one', async () => {
  const look = async () => ({
    intervalMs: seconds(10),
    vantages: 2,
    mirrored: [],
    state: calm(),
    webhooks: [{ endpoint: 'rectorat', calls: 3, since: epochMs(NOW - 61_000) }],
  });
  expect(await called({ look })).toMatchObject({ WebhookAgeSec: 61, WebhookCallsWaiting: 3 });
  lines = [];
  expect(await called()).not.toHaveProperty('WebhookAgeSec');
});

test('leaves a gap for what could not be taken: an alarm on its absence is right', async () => {
  const figures = await called({ rounds: { lastEnd: async () => null } });
  expect(figures).not.toHaveProperty('RoundAgeSec');
});

test.each<[string, WatchdogNeeds['beat'], number]>([
  ['was heard', async () => undefined, 0],
  ['was not heard', async () => Promise.reject(new Error('HTTP 500')), 1],
  ['is not wanted', undefined, 0],
])('of a beat that %s', async (_, beat, missed) => {
  expect((await called(beat && { beat }))['HeartbeatsMissed']).toBe(missed);
});

test('says that a beat is missed while nobody watches, though nobody tried', async () => {
  const beat = vi.fn<() => Promise<undefined>>(async () => undefined);
  const figures = await called({ beat, rounds: { lastEnd: async () => epochMs(NOW - 600_000) } });
  expect(figures['HeartbeatsMissed']).toBe(1);
  expect(beat).not.toHaveBeenCalled();
});

test('does its work, and keeps what it measured, when the journal cannot be read', async () => {
  const look = async (): Promise<never> => Promise.reject(new Error('throttled'));
  expect(await called({ look })).toMatchObject({ RoundAgeSec: 12, DeadLetters: 2, Failures: 1 });
});
