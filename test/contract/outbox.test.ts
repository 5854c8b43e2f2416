// Goal: what every making of the `Outbox` port must keep: nothing lost, nothing twice, in order.
// Method: the same suite for each; a restart is a second opening of the same store.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outbox } from '../../app/ports.ts';
import { epochMs } from '../../core/units.ts';
import { chained, startedAt, task, turnTo } from '../fixtures/journal.ts';
import { type StoreHome, storeMakings } from './journal-homes.ts';

describe.each(storeMakings)('an outbox kept in $name', ({ start }) => {
  let home: StoreHome;
  beforeAll(async () => {
    home = await start();
  });
  afterAll(() => home.stop());
  const fresh = () => home.freshJournal();
  const open = (place: string) => home.openJournal(place);
  const filled = async (path: string, ...entries: readonly (readonly string[])[]) => {
    const store = open(path);
    const events = entries.map((_, at) => startedAt(at));
    for (const entry of chained(events, (_, index) => (entries[index] ?? []).map(task)))
      await store.append(entry);
    return store;
  };
  const keys = async (outbox: Outbox, now = 0, limit = 100) =>
    (await outbox.due(epochMs(now), limit)).map(({ action }) => action.key.split('/').at(-1));

  it('gives actions in the order of their entries, and within one in the order of doing', async () => {
    const store = await filled(await fresh(), ['z', 'a', 'm'], ['b'], ['y', 'c']);
    expect(await keys(store)).toEqual(['z', 'a', 'm', 'b', 'y', 'c']);
    expect(await keys(store, 0, 2)).toEqual(['z', 'a']);
    expect((await store.due(epochMs(0), 9)).map(({ seq }) => seq)).toEqual([1, 1, 1, 2, 3, 3]);
    store.close();
  });

  it('keeps that order when one of them had to wait', async () => {
    const store = await filled(await fresh(), ['z', 'a', 'm'], ['b']);
    await store.retryAt('nord/task/z', epochMs(5), 'plus tard');
    expect(await keys(store, 4)).toEqual(['a', 'm', 'b']);
    expect(await keys(store, 5)).toEqual(['z', 'a', 'm', 'b']);
    store.close();
  });

  it('gives nothing twice that is done, also after it is opened again', async () => {
    const path = await fresh();
    const store = await filled(path, ['a', 'b']);
    await store.done('nord/task/a');
    await store.done('nord/task/a');
    store.close();
    const again = open(path);
    expect(await keys(again)).toEqual(['b']);
    expect(await again.pending()).toBe(1);
    again.close();
  });

  it('counts tries, and remembers them and the later time over a restart', async () => {
    const path = await fresh();
    const store = await filled(path, ['a']);
    await store.retryAt('nord/task/a', epochMs(100), 'une fois');
    await store.retryAt('nord/task/a', epochMs(200), 'deux fois');
    store.close();
    const again = open(path);
    expect(await again.due(epochMs(199), 9)).toEqual([]);
    expect(await again.due(epochMs(200), 9)).toEqual([{ action: task('a'), seq: 1, tries: 2 }]);
    expect(await again.pending()).toBe(1);
    again.close();
  });

  it('keeps one action per key: a key raised again by a later entry is the same action', async () => {
    const store = await filled(await fresh(), ['a'], ['a', 'b']);
    expect(await keys(store)).toEqual(['a', 'b']);
    await store.done('nord/task/a');
    expect(await keys(store)).toEqual(['b']);
    store.close();
  });

  it('gives an action back whole', async () => {
    const store = open(await fresh());
    const [entry] = chained([startedAt(1)], () => [turnTo(1, 0.905)]);
    if (entry) await store.append(entry);
    expect(await store.due(epochMs(0), 9)).toEqual([
      { action: turnTo(1, 0.905), seq: 1, tries: 0 },
    ]);
    store.close();
  });

  it('holds exactly what was put in and not done, whatever is done and postponed', async () => {
    const moves = fc.array(
      fc.record({ key: fc.nat(7), move: fc.constantFrom('done', 'later', 'reopen') }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        const path = await fresh();
        let store = await filled(path, ['0', '1', '2', '3'], ['4', '5', '6', '7']);
        const open_ = new Set(['0', '1', '2', '3', '4', '5', '6', '7']);
        for (const { key, move } of list) {
          if (move === 'done') {
            await store.done(`nord/task/${key}`);
            open_.delete(String(key));
          } else if (move === 'later') await store.retryAt(`nord/task/${key}`, epochMs(50), '');
          else {
            store.close();
            store = open(path);
          }
        }
        expect(await keys(store, 50)).toEqual([...open_].toSorted((a, b) => Number(a) - Number(b)));
        expect(await store.pending()).toBe(open_.size);
        store.close();
      }),
      { numRuns: 15 },
    );
  });
});
