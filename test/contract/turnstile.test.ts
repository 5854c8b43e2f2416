// Goal: what every turnstile must keep: no more than its rate, evenly, and nobody held who leaves.
// Method: the same suite for each on a clock that is moved by hand; and properties for the shared
// one, whose several openings stand for several processes. The emulator's clock plays no part.
import fc from 'fast-check';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoTurnstile } from '../../adapters/aws/dynamo-turnstile.ts';
import { rateLimit, type Turnstile } from '../../app/notices/rate-limit.ts';
import type { Clock } from '../../app/ports.ts';
import { SCRATCH_TABLE } from '../../config/aws-tables.ts';
import { type DurationMs, durationMs, epochMs } from '../../core/units.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from './dynamo-endpoint.ts';

let dynamo: DynamoEndpoint;
let table = '';
let keys = 0;
beforeAll(async () => {
  dynamo = await startDynamoEndpoint();
  table = await dynamo.makeTable(SCRATCH_TABLE);
});
afterAll(() => dynamo.stop());
const shared = (clock: Clock, perSec: number, key = `rate/${(keys += 1)}`) =>
  createDynamoTurnstile({ client: dynamo.client, table, key, perSec, clock });

const makings: readonly { name: string; open: (clock: Clock, perSec: number) => Turnstile }[] = [
  { name: 'in memory', open: rateLimit },
  { name: 'in DynamoDB', open: (clock, perSec) => shared(clock, perSec) },
];
const never = new AbortController().signal;

describe.each(makings)('a turnstile kept $name', ({ open }) => {
  it.each([3, 20, 200])('lets %i through in a second, and no more', async (perSec) => {
    const clock = manualClock();
    const left = await run(clock, [{ turnstile: open(clock, perSec), count: perSec * 2 }]);
    expect(mostInASecond(left)).toBeLessThanOrEqual(perSec);
    expect(Math.max(...left) - Math.min(...left)).toBeLessThanOrEqual(2_500);
  });

  it('spaces them evenly', async () => {
    const clock = manualClock();
    const left = await run(clock, [{ turnstile: open(clock, 10), count: 8 }]);
    const gaps = left.slice(1).map((at, index) => at - (left[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(99);
  });

  it('counts real seconds when its clock runs faster', async () => {
    const clock = manualClock(10);
    const left = await run(clock, [{ turnstile: open(clock, 10), count: 5 }]);
    const gaps = left.slice(1).map((at, index) => at - (left[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(999);
  });

  it('holds nobody who no longer wants to pass', async () => {
    const clock = manualClock();
    const turnstile = open(clock, 1);
    const leave = new AbortController();
    const waiting = [1, 2, 3].map(() => turnstile(leave.signal));
    leave.abort();
    await Promise.all(waiting);
    expect(clock.now()).toBe(START);
  });

  it('does not catch up with what nobody used', async () => {
    const clock = manualClock();
    const turnstile = open(clock, 10);
    await run(clock, [{ turnstile, count: 1 }]);
    await clock.advance(10_000);
    const left = await run(clock, [{ turnstile, count: 12 }]);
    expect(mostInASecond(left)).toBeLessThanOrEqual(10);
  });
});

describe('a turnstile shared by processes', () => {
  it('keeps the rate of all of them together, however many ask and however much', async () => {
    const process = fc.record({ count: fc.integer({ min: 1, max: 25 }), at: fc.nat(400) });
    const processes = fc.array(process, { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(processes, fc.constantFrom(7, 30, 100), async (list, perSec) => {
        const clock = manualClock();
        const key = `rate/${(keys += 1)}`;
        const left = await run(
          clock,
          list.map(({ count, at }) => ({ turnstile: shared(clock, perSec, key), count, at })),
        );
        expect(left).toHaveLength(list.reduce((sum, { count }) => sum + count, 0));
        expect(mostInASecond(left)).toBeLessThanOrEqual(perSec);
      }),
      { numRuns: 12 },
    );
  });

  it('writes a few times a second, not once a message', async () => {
    const clock = manualClock();
    dynamo.takeRequests();
    await run(clock, [{ turnstile: shared(clock, 200), count: 400 }]);
    expect(dynamo.takeRequests().length).toBeLessThan(30);
  });

  it('says that the store is away, and goes on when it is back', async () => {
    const clock = manualClock();
    const client = dynamo.clientWith({ maxAttempts: 1 });
    const turnstile = createDynamoTurnstile({ client, table, key: 'away', perSec: 5, clock });
    const body = { __type: 'com.amazon.coral.service#InternalServerError', message: 'no' };
    dynamo.failNext({ kind: 'answer', status: 500, body });
    await expect(turnstile(never)).rejects.toMatchObject({
      code: 'store-unavailable',
      retryable: true,
    });
    expect(await run(clock, [{ turnstile, count: 1 }])).toHaveLength(1);
  });
});

interface Visitors {
  readonly turnstile: Turnstile;
  readonly count: number;
  readonly at?: number;
}

/** Let all pass while the clock is moved on. @returns when each left, in order */
async function run(clock: ManualClock, all: readonly Visitors[]): Promise<readonly number[]> {
  const left: number[] = [];
  let open = 0;
  for (const { turnstile, count, at } of all) {
    open += count;
    const arrival = at === undefined ? Promise.resolve() : clock.sleep(durationMs(at));
    for (let visitor = 0; visitor < count; visitor += 1)
      void arrival
        .then(() => turnstile(never))
        .then(() => left.push(clock.now()))
        .finally(() => {
          open -= 1;
        });
  }
  for (let idle = 0; open > 0 && idle < 3_000; idle += 1) {
    // Answers of the emulator come in real time, between two moves of the clock.
    if (!clock.isAwaited()) await wait(1);
    await clock.toNext();
  }
  return left.toSorted((one, other) => one - other);
}

const mostInASecond = (left: readonly number[]): number =>
  Math.max(...left.map((from) => left.filter((at) => at >= from && at < from + 1_000).length));

const START = 1_600_000_000_000;

interface ManualClock extends Clock {
  isAwaited(): boolean;
  /** On to the first sleeper's time. */
  toNext(): Promise<void>;
  advance(byMs: number): Promise<void>;
}

function manualClock(pace = 1): ManualClock {
  let now = START;
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const moveTo = async (target: number): Promise<void> => {
    for (;;) {
      const due = [...sleepers].filter(({ at }) => at <= target);
      if (due.length === 0) break;
      now = Math.max(now, Math.min(...due.map(({ at }) => at)));
      for (const sleeper of due.filter(({ at }) => at <= now)) {
        sleepers.delete(sleeper);
        sleeper.wake();
      }
      await settle();
    }
    now = Math.max(now, target);
    await settle();
  };
  return {
    now: () => epochMs(now),
    sleep: (by: DurationMs, signal?: AbortSignal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const sleeper = { at: now + by, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          resolve();
        });
      }),
    real: (by: DurationMs) => by / pace,
    isAwaited: () => sleepers.size > 0,
    toNext: async () => {
      const first = Math.min(...[...sleepers].map(({ at }) => at));
      if (Number.isFinite(first)) await moveTo(first);
    },
    advance: (byMs) => moveTo(now + byMs),
  };
}
