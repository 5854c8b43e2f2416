// Goal: an endpoint gets each message in order, again until it takes it, and a process that is killed
// anywhere loses none. Method: the SQLite ledger in memory, an endpoint that answers as it is told, and a
// kill after any number of steps.
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCallLedger } from '../../../adapters/local/subscriptions/call-ledger.ts';
import { type CallNeeds, callEndpoint } from '../../../app/subscriptions/call-endpoint.ts';
import { oweChanges } from '../../../app/subscriptions/owe-changes.ts';
import type { CallAnswer, CallLedger } from '../../../app/subscriptions/ports.ts';
import type { PublicChange } from '../../../app/subscriptions/public-changes.ts';
import { epochMs, hours, platformId, seconds } from '../../../core/units.ts';
import { morning } from '../../web/fixtures/morning.ts';

const NOW = epochMs(Date.UTC(2021, 3, 6, 6));
const ALIVE = new AbortController().signal;
const REFUSED: CallAnswer = { kind: 'failed', detail: 'HTTP 500' };

const call = (id: string) => ({ id, at: NOW, body: `{"id":"${id}"}` });

async function owing(...ids: readonly string[]): Promise<CallLedger> {
  const ledger = createCallLedger(new DatabaseSync(':memory:'));
  await ledger.standing('region', 0);
  for (const [index, id] of ids.entries()) await ledger.owe('region', [call(id)], index + 1);
  return ledger;
}

/** An endpoint that answers so, in turn, and then takes everything. */
function needsOf(ledger: CallLedger, answers: readonly CallAnswer[] = [], now = { at: NOW }) {
  const asked: string[] = [];
  const lost: string[] = [];
  const rest = [...answers];
  const needs: CallNeeds = {
    clock: { now: () => now.at },
    random: { next: () => 0.5 },
    ledger,
    caller: {
      call: async (_, { id }) => {
        asked.push(id);
        return rest.shift() ?? { kind: 'taken' };
      },
    },
    gaveUp: async ({ call: { id } }) => void lost.push(id),
  };
  return { needs, asked, lost, now };
}

describe('an endpoint', () => {
  test('gets what it is owed, the oldest first', async () => {
    const ledger = await owing('a', 'b', 'c');
    const { needs, asked } = needsOf(ledger);
    await callEndpoint('region', 9, needs, ALIVE);
    expect(asked).toEqual(['a', 'b', 'c']);
    expect((await ledger.waiting('region')).calls).toBe(0);
  });

  test('that fails is left alone for longer and longer, and gets the same message again', async () => {
    const { needs, asked, now } = needsOf(await owing('a', 'b'), [REFUSED, REFUSED]);
    await callEndpoint('region', 9, needs, ALIVE);
    await callEndpoint('region', 9, needs, ALIVE);
    expect(asked).toEqual(['a']);
    now.at = epochMs(NOW + seconds(6));
    await callEndpoint('region', 9, needs, ALIVE);
    now.at = epochMs(NOW + seconds(30));
    await callEndpoint('region', 9, needs, ALIVE);
    expect(asked).toEqual(['a', 'a']);
    now.at = epochMs(NOW + seconds(60));
    await callEndpoint('region', 9, needs, ALIVE);
    expect(asked).toEqual(['a', 'a', 'a', 'b']);
  });

  test('that asks for a pause gets it', async () => {
    const { needs, asked, now } = needsOf(await owing('a'), [{ ...REFUSED, askedMs: seconds(90) }]);
    await callEndpoint('region', 9, needs, ALIVE);
    now.at = epochMs(NOW + seconds(80));
    await callEndpoint('region', 9, needs, ALIVE);
    expect(asked).toEqual(['a']);
  });

  test('that takes nothing for half a day loses what is as old, and people are told first', async () => {
    const ledger = await owing('a', 'b');
    await ledger.owe('region', [{ ...call('c'), at: epochMs(NOW + hours(6)) }], 3);
    const { needs, lost, now } = needsOf(ledger, [REFUSED, REFUSED]);
    await callEndpoint('region', 9, needs, ALIVE);
    now.at = epochMs(NOW + hours(13));
    await callEndpoint('region', 9, needs, ALIVE);
    expect(lost).toEqual(['a', 'b']);
    expect(await ledger.next('region')).toMatchObject({ id: 'c' });
  });

  test('gets an old message at least once when the home itself was down', async () => {
    const ledger = await owing('a');
    const { needs, asked, lost } = needsOf(ledger, [REFUSED], { at: epochMs(NOW + hours(48)) });
    await callEndpoint('region', 9, needs, ALIVE);
    expect([asked, lost]).toEqual([['a'], []]);
  });
});

describe('a home that is killed', () => {
  const STEPS_MAX = 40;

  /** The same ledger, which is killed before or after its n-th change from now. */
  function mortal(ledger: CallLedger, steps: number, after: boolean): CallLedger {
    let left = steps;
    const maybeDie = async <T>(work: () => Promise<T>): Promise<T> => {
      left -= 1;
      if (left === 0 && !after) throw new Error('killed');
      const result = await work();
      if (left === 0) throw new Error('killed');
      return result;
    };
    return {
      standing: (name, head) => maybeDie(() => ledger.standing(name, head)),
      owe: (name, calls, seq) => maybeDie(() => ledger.owe(name, calls, seq)),
      next: (name) => maybeDie(() => ledger.next(name)),
      settle: (name, id, standing) => maybeDie(() => ledger.settle(name, id, standing)),
      postpone: (name, standing) => maybeDie(() => ledger.postpone(name, standing)),
      waiting: (name) => ledger.waiting(name),
    };
  }

  const change = (seq: number): PublicChange => ({
    id: `id-${seq}`,
    type: 'incident.updated',
    at: NOW,
    seq,
    platform: platformId('ent-occitanie'),
    incident: null,
    drill: false,
    notices: [],
  });
  const wish = { name: 'region', platforms: [], events: [], drills: false };
  const lines = Array.from({ length: 5 }, (_, index) => ({
    seq: index + 1,
    changes: [change(index + 1)],
    state: morning,
  }));

  test('between any two steps brings each change, in order, and none that was settled again', async () => {
    const kills = fc.array(fc.tuple(fc.integer({ min: 1, max: STEPS_MAX }), fc.boolean()), {
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(kills, async (deaths) => {
        const ledger = createCallLedger(new DatabaseSync(':memory:'));
        await ledger.standing('region', 0);
        const { needs, asked } = needsOf(ledger);
        const live = async (over: CallLedger) => {
          await oweChanges(over, wish, lines, 5, ({ id }) => id);
          await callEndpoint('region', 5, { ...needs, ledger: over }, ALIVE);
        };
        for (const [steps, after] of deaths)
          await live(mortal(ledger, steps, after)).catch(() => undefined);
        await live(ledger);
        const firsts = asked.filter((id, index) => asked.indexOf(id) === index);
        expect(firsts).toEqual(['id-1', 'id-2', 'id-3', 'id-4', 'id-5']);
        expect(asked.toSorted()).toEqual(asked);
        expect(asked.length).toBeLessThanOrEqual(5 + deaths.length);
      }),
      { numRuns: 60 },
    );
  });

  test('goes on in a journal that was begun anew', async () => {
    const ledger = createCallLedger(new DatabaseSync(':memory:'));
    await ledger.standing('region', 500);
    expect(await oweChanges(ledger, wish, lines, 2, ({ id }) => id)).toBe(5);
    expect((await ledger.waiting('region')).calls).toBe(3);
  });

  test('brings nobody a drill who did not ask, nor what another platform did', async () => {
    const ledger = createCallLedger(new DatabaseSync(':memory:'));
    const drilled = [{ seq: 1, changes: [{ ...change(1), drill: true }], state: morning }];
    const asking = { ...wish, name: 'asked', drills: true };
    const other = { ...wish, name: 'other', platforms: ['cned'] };
    for (const one of [wish, asking, other]) {
      await ledger.standing(one.name, 0);
      await oweChanges(ledger, one, drilled, 1, ({ id }) => id);
    }
    const owed = await Promise.all(
      ['region', 'asked', 'other'].map((name) => ledger.waiting(name)),
    );
    expect(owed.map(({ calls }) => calls)).toEqual([0, 1, 0]);
  });
});
