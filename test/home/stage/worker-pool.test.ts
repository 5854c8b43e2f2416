import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Passage, workerPool } from '../../../home/stage/worker-pool.ts';

// Goal: an origin's capacity is a queue: waiting grows before anybody is refused, and it recovers.
// Method: fake timers, requests in a known order, what each one got and when.

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Let a request in and note what became of it and after how long. */
function arrive(pool: ReturnType<typeof workerPool>, notes: string[], isGone = () => false): void {
  const from = Date.now();
  void pool
    .enter(100, isGone)
    .then((passage: Passage) => notes.push(`${passage} ${Date.now() - from}`));
}

test('latency has its knee first, then the queue is full and the next are refused at once', async () => {
  const pool = workerPool({ workers: 2, queue: 3, waitLimitMs: 10_000 });
  const notes: string[] = [];
  for (let n = 0; n < 7; n += 1) arrive(pool, notes);
  expect(pool.load()).toEqual({ busy: 2, waiting: 3 });
  await vi.advanceTimersByTimeAsync(300);
  expect(notes.filter((note) => note.startsWith('full'))).toEqual(['full 0', 'full 0']);
  const served = notes.filter((note) => note.startsWith('served'));
  expect(served).toEqual(['served 100', 'served 100', 'served 200', 'served 200', 'served 300']);
  expect(pool.load()).toEqual({ busy: 0, waiting: 0 });
});

test('a queue that empties serves at its own pace again', async () => {
  const pool = workerPool({ workers: 1, queue: 1, waitLimitMs: 10_000 });
  const notes: string[] = [];
  for (let n = 0; n < 5; n += 1) arrive(pool, notes);
  await vi.advanceTimersByTimeAsync(200);
  const after: string[] = [];
  arrive(pool, after);
  await vi.advanceTimersByTimeAsync(100);
  expect(after).toEqual(['served 100']);
});

test('who has waited beyond the limit is told so and leaves its place', async () => {
  const pool = workerPool({ workers: 1, queue: 2, waitLimitMs: 50 });
  const notes: string[] = [];
  arrive(pool, notes);
  arrive(pool, notes);
  await vi.advanceTimersByTimeAsync(60);
  expect(notes).toEqual(['late 50']);
  expect(pool.load()).toEqual({ busy: 1, waiting: 0 });
});

test('a client that left while it waited costs no worker', async () => {
  const pool = workerPool({ workers: 1, queue: 2, waitLimitMs: 10_000 });
  const notes: string[] = [];
  arrive(pool, notes);
  arrive(pool, notes, () => true);
  arrive(pool, notes);
  await vi.advanceTimersByTimeAsync(200);
  expect(notes).toEqual(['served 100', 'gone 100', 'served 200']);
});

test('closing lets everybody go and leaves no timer', () => {
  const pool = workerPool({ workers: 1, queue: 5, waitLimitMs: 10_000 });
  for (let n = 0; n < 4; n += 1) arrive(pool, []);
  pool.close();
  expect(vi.getTimerCount()).toBe(0);
});
