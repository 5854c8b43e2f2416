// Goal: no endpoint that somebody made up is ever in the place of a proven one, in either home. Method: any
// order of real browsers, of made-up ones, of names that lead nowhere and of the worker's turns, over SQLite
// and dynalite; a service that knows the endpoints that there are.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pushOwed } from '../../app/subscriptions/push-owed.ts';
import type { Pusher } from '../../app/subscriptions/push-ports.ts';
import { welcomeBrowsers } from '../../app/subscriptions/welcome-browsers.ts';
import { after, durationMs } from '../../core/units.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from './dynamo-endpoint.ts';
import { aBrowser, aNotice, nameOf, PUSH_HOMES, PUSH_NOW } from './push-homes.ts';

let dynamo: DynamoEndpoint;
beforeAll(async () => {
  dynamo = await startDynamoEndpoint();
});
afterAll(() => dynamo.stop());

const ALIVE = new AbortController().signal;

test.each(PUSH_HOMES)(
  'on %s whoever makes endpoints up takes no proven browser’s place, nor keeps one from its own',
  async (_, open) => {
    const act = fc.oneof(
      fc.record({ kind: fc.constant('real' as const), of: fc.nat({ max: 5 }) }),
      fc.record({ kind: fc.constant('made-up' as const), of: fc.nat({ max: 40 }) }),
      fc.record({ kind: fc.constant('nowhere' as const), of: fc.nat({ max: 40 }) }),
      fc.constant({ kind: 'work' as const, of: 0 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
        const { browsers, ledger } = await open(dynamo, { proven: 6, unproven: 4 });
        await ledger.standing(0);
        const seen = new Set<string>();
        const pusher: Pusher = {
          push: async ({ to, notice: about }) => {
            const name = nameOf(to);
            if (about !== 'welcome') seen.add(name);
            if (name.startsWith('real')) return { kind: 'taken' };
            return name.startsWith('nowhere')
              ? { kind: 'lost', detail: 'ENOTFOUND' }
              : { kind: 'gone' };
          },
        };
        let now = PUSH_NOW;
        const clock = { now: () => now };
        const needs = { clock, random: { next: () => 0 }, ledger, browsers, pusher };
        const welcome = { fr: 'bienvenue', en: 'welcome' };
        const asked = new Set<string>();
        for (const { kind, of } of acts) {
          now = after(now, durationMs(1_000));
          if (kind === 'work') await welcomeBrowsers({ ...needs, welcome }, ALIVE);
          else {
            const one = aBrowser(`${kind}-${of}`);
            const kept = await browsers.join(one, now);
            if (kept && kind === 'real') asked.add(nameOf(one));
          }
        }
        await welcomeBrowsers({ ...needs, welcome }, ALIVE);
        // Whoever is real and was let in is proven, and has his place; nobody else is.
        expect(await browsers.count()).toBe(asked.size);
        // Whatever was made up, the next real one is let in.
        expect(await browsers.join(aBrowser('real-last'), now)).toBe(asked.size < 6);
        await ledger.owe([aNotice('n', now)], 1);
        await pushOwed(needs, ALIVE);
        expect([...seen].toSorted()).toEqual([...asked].toSorted());
      }),
      { numRuns: 40 },
    );
  },
);
