// Goal: what costs many reads is read once in a while, of the latest notices only, and outlives a
// ledger that does not answer. Method: a reader that writes down what it is asked; a clock that is set.
import { describe, expect, test } from 'vitest';
import type { State } from '../../core/incident/state.ts';
import { durationMs, type EpochMs, epochMs } from '../../core/units.ts';
import { keptPerNotice } from '../../lambdas/kept-per-notice.ts';
import { morning } from '../web/fixtures/morning.ts';

const [pattern] = Object.values(morning.notices);
if (pattern === undefined) throw new Error('the morning has notices');
const stateOf = (...sentAt: readonly number[]): State => ({
  ...morning,
  notices: Object.fromEntries(
    sentAt.map((at) => [`n${at}`, { ...pattern, id: `n${at}`, sendAt: epochMs(at) }]),
  ),
});

function reader(over: { readonly isRead?: (at: EpochMs) => boolean } = {}) {
  let now = 0;
  let isDown = false;
  const asked: string[] = [];
  const failures: unknown[] = [];
  const read = keptPerNotice({
    clock: { now: () => epochMs(now) },
    keep: durationMs(100),
    most: 2,
    isRead: ({ sendAt }) => over.isRead?.(sendAt) ?? true,
    read: async (id) => {
      asked.push(id);
      if (isDown) throw new Error('down');
      return `${id} at ${now}`;
    },
    onFailure: (error) => void failures.push(error),
  });
  return {
    asked,
    failures,
    read: async (state: State) => Object.fromEntries(await read(state)),
    at: (later: number) => {
      now = later;
    },
    setDown: (down: boolean) => {
      isDown = down;
    },
  };
}

describe('what is kept', () => {
  test('is read once within its time, then again', async () => {
    const { read, asked, at } = reader();
    expect(await read(stateOf(1))).toEqual({ n1: 'n1 at 0' });
    at(99);
    expect(await read(stateOf(1))).toEqual({ n1: 'n1 at 0' });
    at(100);
    expect(await read(stateOf(1))).toEqual({ n1: 'n1 at 100' });
    expect(asked).toEqual(['n1', 'n1']);
  });

  test('is of the latest notices that are to be read, and forgotten with them', async () => {
    const { read } = reader({ isRead: (at) => at < 9 });
    expect(Object.keys(await read(stateOf(1, 5, 3, 9)))).toEqual(['n5', 'n3']);
    expect(Object.keys(await read(stateOf(1)))).toEqual(['n1']);
  });

  test('stays what it was while the ledger does not answer', async () => {
    const { read, at, setDown, failures } = reader();
    await read(stateOf(1));
    setDown(true);
    at(100);
    expect(await read(stateOf(1, 2))).toEqual({ n1: 'n1 at 0' });
    expect(failures).toHaveLength(1);
    setDown(false);
    expect(await read(stateOf(1, 2))).toEqual({ n1: 'n1 at 100', n2: 'n2 at 100' });
  });
});
