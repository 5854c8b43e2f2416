// Goal: both homes keep browsers and owe them the same: proven by their service alone, told once. Method: one
// suite over SQLite and over DynamoDB as dynalite speaks it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PushSubscription } from '../../app/subscriptions/push-ports.ts';
import { UNPROVEN } from '../../app/subscriptions/unproven-browsers.ts';
import { after, epochMs, hours, minutes } from '../../core/units.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from './dynamo-endpoint.ts';
import {
  aBrowser as browser,
  aNotice,
  nameOf,
  PUSH_HOMES,
  PUSH_NOW as NOW,
  type PushStores,
} from './push-homes.ts';

let dynamo: DynamoEndpoint;
beforeAll(async () => {
  dynamo = await startDynamoEndpoint();
});
afterAll(() => dynamo.stop());

const LATER = after(NOW, minutes(1));
const notice = (id: string, at = LATER) => aNotice(id, at);

describe.each(PUSH_HOMES)('browsers on %s', (_, open) => {
  let stores: PushStores;
  beforeEach(async () => {
    stores = await open(dynamo, { proven: 3, unproven: 3 });
    await stores.ledger.standing(0);
  });

  const prove = async (...all: readonly PushSubscription[]) => {
    for (const one of all) {
      await stores.browsers.join(one, NOW);
      await stores.browsers.prove(one, NOW);
    }
  };
  /** Everything that is due, by whom it is for. */
  const taken = async (now = LATER, limit = 2) => {
    const all: string[] = [];
    for (;;) {
      const owed = await stores.ledger.take(now, limit);
      if (owed.length === 0) return all.toSorted();
      all.push(...owed.map(({ to, payload }) => `${nameOf(to)}: ${payload}`));
    }
  };

  test('are unproven at first, and welcomed once unless it failed', async () => {
    const { browsers } = stores;
    expect(await browsers.join(browser('a'), NOW)).toBe(true);
    expect(await browsers.count()).toBe(0);
    const [welcome, ...others] = await browsers.welcomes(NOW, 10);
    expect([welcome, others]).toEqual([{ to: browser('a'), tries: 0 }, []]);
    expect(await browsers.welcomes(NOW, 10)).toEqual([]);
    // Whoever took it ended before he said what came of it.
    const again = after(NOW, UNPROVEN.leftAloneFor);
    expect(await browsers.welcomes(again, 10)).toEqual([welcome]);
    await browsers.welcomeLater({ to: browser('a'), tries: 0 }, after(again, minutes(2)));
    expect(await browsers.welcomes(again, 10)).toEqual([]);
    const due = after(again, minutes(2));
    expect(await browsers.welcomes(due, 10)).toEqual([{ to: browser('a'), tries: 1 }]);
    await browsers.prove(browser('a'), due);
    expect(await browsers.count()).toBe(1);
    expect(await browsers.welcomes(after(due, hours(1)), 10)).toEqual([]);
  });

  test('that were unproven for too long are taken out', async () => {
    const { browsers } = stores;
    await browsers.join(browser('a'), NOW);
    expect(await browsers.welcomes(after(NOW, UNPROVEN.keptFor), 10)).toEqual([]);
    expect(await browsers.welcomes(after(NOW, UNPROVEN.keptFor), 10)).toEqual([]);
    expect(await browsers.count()).toBe(0);
  });

  test('have a bounded number of unproven places; a failed one gives way, a fresh one does not', async () => {
    const { browsers } = stores;
    for (const name of ['a', 'b', 'c']) expect(await browsers.join(browser(name), NOW)).toBe(true);
    expect(await browsers.join(browser('d'), NOW)).toBe(false);
    expect(await browsers.join(browser('b', { language: 'en' }), NOW)).toBe(true);
    await browsers.welcomeLater({ to: browser('b'), tries: 0 }, after(NOW, hours(1)));
    expect(await browsers.join(browser('d'), NOW)).toBe(true);
    const names = (await browsers.welcomes(NOW, 10)).map(({ to }) => nameOf(to)).toSorted();
    expect(names).toEqual(['a', 'c', 'd']);
    await browsers.dismiss(browser('a').endpoint);
    expect(await browsers.join(browser('e'), NOW)).toBe(true);
  });

  test('leave, proven or not, and what they were owed with them', async () => {
    const { browsers, ledger } = stores;
    await prove(browser('a'), browser('b'));
    await browsers.join(browser('c'), NOW);
    await browsers.leave(browser('c').endpoint);
    await browsers.leave(browser('c').endpoint);
    expect(await browsers.welcomes(NOW, 10)).toEqual([]);
    await ledger.owe([notice('n')], 1);
    await browsers.leave(browser('b').endpoint);
    expect(await browsers.count()).toBe(1);
    expect(await taken()).toEqual(['a: n panne']);
  });

  test('are kept up to a number once proven, and change what they asked for at any time', async () => {
    const { browsers, ledger } = stores;
    await prove(browser('a'), browser('b'), browser('c'));
    expect(await browsers.join(browser('d'), NOW)).toBe(false);
    expect(await browsers.join(browser('a', { language: 'en' }), LATER)).toBe(true);
    expect(await browsers.welcomes(LATER, 10)).toEqual([]);
    await browsers.prove(browser('e'), NOW);
    expect(await browsers.count()).toBe(3);
    await ledger.owe([notice('n')], 1);
    expect(await taken()).toEqual(['a: n outage', 'b: n panne', 'c: n panne']);
  });

  test('are owed what was said of their platforms since they were proven, each line once', async () => {
    const { browsers, ledger } = stores;
    await prove(browser('a'), browser('b', { platforms: ['ent'] }));
    await prove(browser('c', { platforms: ['other'] }));
    await browsers.join(browser('unproven'), NOW);
    await ledger.owe([notice('early', epochMs(NOW - 1))], 1);
    await ledger.owe([notice('n')], 2);
    await ledger.owe([notice('n')], 2);
    await ledger.owe([notice('n')], 3);
    await ledger.owe([], 4);
    expect(await ledger.standing(9)).toBe(4);
    expect(await taken(LATER, 1)).toEqual(['a: n panne', 'b: n panne']);
    expect(await taken()).toEqual([]);
  });

  test('are owed again what their service put off, from then on', async () => {
    const { ledger } = stores;
    await prove(browser('a'), browser('b'));
    await ledger.owe([notice('n')], 1);
    for (const push of await ledger.take(LATER, 2)) {
      expect(push).toMatchObject({ notice: 'n', tries: 0, at: LATER });
      await ledger.putOff(push, after(LATER, minutes(2)));
    }
    expect(await taken()).toEqual([]);
    await stores.browsers.leave(browser('b').endpoint);
    const [again] = await ledger.take(after(LATER, minutes(2)), 2);
    expect(again).toMatchObject({ to: browser('a'), tries: 1, at: LATER, payload: 'n panne' });
    expect(await taken(after(LATER, hours(1)))).toEqual([]);
  });

  test('begin at the journal’s head, and go back with a journal that was begun anew', async () => {
    const { ledger } = await open(dynamo, { proven: 3, unproven: 3 });
    expect(await ledger.standing(7)).toBe(7);
    expect(await ledger.standing(9)).toBe(7);
    expect(await ledger.standing(3)).toBe(3);
  });
});
