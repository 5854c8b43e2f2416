import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import { liveEvents } from '../../web/console/live-events.ts';

// Goal: nobody goes on reading for long whom the login would not let in again. Method: a listener that
// writes down what it is told, and half an hour of beats.

afterEach(() => void vi.useRealTimers());

test('a listener is asked to come again after half an hour, and not before', () => {
  vi.useFakeTimers();
  const told: string[] = [];
  const closing = new EventEmitter();
  const response = {
    writableEnded: false,
    writableLength: 0,
    on: (name: string, listener: () => void) => closing.on(name, listener),
    write: (text: string) => void told.push(text),
    end: (text = '') => {
      told.push(text);
      response.writableEnded = true;
      closing.emit('close');
    },
  };
  const live = liveEvents(
    async () => ({ kind: 'data', json: '{}' }),
    (error) => {
      throw error;
    },
  );
  const join = () =>
    live.join(response as unknown as ServerResponse, { address: '/', role: 'viewer' });
  expect(join()).toBe(true);
  vi.advanceTimersByTime(29 * 60_000);
  expect(response.writableEnded).toBe(false);
  vi.advanceTimersByTime(60_000);
  expect([response.writableEnded, told.at(-1)]).toEqual([true, 'retry: 100\n\n']);
  const count = told.length;
  vi.advanceTimersByTime(60_000);
  expect(told).toHaveLength(count);
  live.stop();
});
