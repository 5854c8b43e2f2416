import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type LiveEvents, liveEvents } from '../../web/console/live-events.ts';

// Goal: nobody goes on reading for long whom the login would not let in again; what changes within half a
// second is one picture of each page that somebody looks at, and no page keeps another back. Method:
// listeners that write down what they are told, painters that write down what they are asked.

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const onError = (error: unknown): never => {
  throw error;
};

/** A listener of one page, and what it is told. */
function listen(live: LiveEvents, address = '/') {
  const told: string[] = [];
  const response = Object.assign(new EventEmitter(), {
    writableEnded: false,
    writableLength: 0,
    write: (text: string | Buffer) => void told.push(String(text)),
    end: (text = '') => {
      told.push(text);
      response.writableEnded = true;
      response.emit('close');
    },
  });
  expect(live.join(response as unknown as ServerResponse, { address, role: 'viewer' })).toBe(true);
  return { told, response };
}

test('a listener is asked to come again after half an hour, and not before', () => {
  const live = liveEvents(() => async () => ({ kind: 'data', json: '{}' }), onError);
  const { told, response } = listen(live);
  vi.advanceTimersByTime(29 * 60_000);
  expect(response.writableEnded).toBe(false);
  vi.advanceTimersByTime(60_000);
  expect([response.writableEnded, told.at(-1)]).toEqual([true, 'retry: 100\n\n']);
  const count = told.length;
  vi.advanceTimersByTime(60_000);
  expect(told).toHaveLength(count);
  live.stop();
});

test('changes within half a second are one sitting, of each page that somebody looks at', async () => {
  const sittings: (string | null)[][] = [];
  const live = liveEvents(() => {
    const painted: (string | null)[] = [];
    sittings.push(painted);
    return async ({ address }) => {
      painted.push(address);
      return { kind: 'page', markup: `${address} ${sittings.length}` };
    };
  }, onError);
  const first = listen(live, '/');
  listen(live, '/');
  listen(live, '/mirrors/');
  await vi.advanceTimersByTimeAsync(600);
  sittings.length = 0;
  for (let change = 0; change < 5; change += 1) {
    live.changed();
    await vi.advanceTimersByTimeAsync(90);
  }
  await vi.advanceTimersByTimeAsync(600);
  expect(sittings).toEqual([['/', '/mirrors/']]);
  first.response.end();
  live.changed();
  await vi.advanceTimersByTimeAsync(600);
  expect(sittings).toHaveLength(2);
  live.stop();
});

test('a page that waits keeps no other back', async () => {
  const live = liveEvents(
    () =>
      async ({ address }) =>
        address === '/slow/'
          ? Promise.withResolvers<never>().promise
          : { kind: 'data', json: '"seen"' },
    onError,
  );
  listen(live, '/slow/');
  const { told } = listen(live, '/');
  await vi.advanceTimersByTimeAsync(100);
  told.length = 0;
  live.changed();
  await vi.advanceTimersByTimeAsync(600);
  expect(told).toEqual(['event: now\ndata: "seen"\n\n']);
  live.stop();
});
