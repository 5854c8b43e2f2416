// Goal: killed between any two steps and tried again, a turn ends where it should, and on the way
// nobody is sent where neither its beginning nor its end sends them. Method: a model of the pair
// (hold, weights, order to stay), a death before each call in turn, then the same turn again.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { turnDns } from '../../../app/perform/turn-dns.ts';
import type { Dns } from '../../../app/ports.ts';
import { durationMs, epochMs } from '../../../core/units.ts';
import { turnTo } from '../../fixtures/journal.ts';
import { turnJournal } from './turn-journal.ts';

interface Pair {
  hold: boolean;
  stay: boolean;
  share: number;
}

/** The part of answers that point to the mirror, by the rules of the weighted pair. */
function answered({ hold, stay, share }: Pair, originHealthy: boolean): number {
  const originMayAnswer = stay || (originHealthy && !hold);
  return originMayAnswer && share < 1 ? share : 1;
}

const headings = fc.record({
  share: fc.constantFrom(0, 0.1, 0.5, 0.9, 1),
  stay: fc.constantFrom<(boolean | undefined)[]>(undefined, false, true),
});
const pairs = fc.record({
  hold: fc.boolean(),
  stay: fc.boolean(),
  share: fc.constantFrom(0, 0.5, 0.9, 1),
});

it('a turn survives a death before any of its calls', async () => {
  await fc.assert(
    fc.asyncProperty(pairs, headings, fc.nat(8), async (start, heading, dies) => {
      const asked = { ...turnTo(1, heading.share), hold: heading.share === 1 };
      // Visitors are kept at the origin with all of the answers, or not at all.
      const stay = heading.share > 0 && heading.stay === true ? undefined : heading.stay;
      const action = { ...asked, ...(stay === undefined ? {} : { stay }) };
      const pair: Pair = { ...start };
      const seen: number[] = [];
      const journal = turnJournal();
      const live = (diesAt: number) => turnDns(portsOf(pair, seen, diesAt), action, journal);
      const before = answered(pair, true);
      const died = await live(dies).then(
        () => DEATH,
        (error: unknown) => error,
      );
      expect(died).toBe(DEATH);
      await live(Number.POSITIVE_INFINITY);
      const expectedStay = stay ?? start.stay;
      expect(pair).toEqual({ hold: action.hold, stay: expectedStay, share: action.mirrorShare });
      const after = answered(pair, true);
      const [least, most] = [Math.min(before, after), Math.max(before, after)];
      for (const share of seen) {
        expect(share).toBeGreaterThanOrEqual(Math.min(least, action.mirrorShare));
        expect(share).toBeLessThanOrEqual(Math.max(most, action.mirrorShare));
      }
    }),
    { numRuns: 400 },
  );
});

const DEATH = new Error('kill -9');

function portsOf(pair: Pair, seen: number[], diesAt: number) {
  let calls = 0;
  const step = (change: () => void): void => {
    if (calls === diesAt) throw DEATH;
    calls += 1;
    change();
    seen.push(answered(pair, true));
  };
  const dns: Dns = {
    setHold: async (_, on) => step(() => void (pair.hold = on)),
    setStay: async (_, on) => step(() => void (pair.stay = on)),
    setShare: async (_, share) => {
      step(() => void (pair.share = share));
      return 'C1';
    },
    changeState: async () => 'insync',
    askAuthorities: async () => [
      {
        server: 'ns1',
        name: 'nord.example',
        type: 'A',
        answers: ['127.0.0.1'],
        ttlSec: 60,
        mirrorShare: answered(pair, true),
      },
    ],
  };
  let now = 0;
  const clock = {
    now: () => epochMs(now),
    real: () => durationMs(0),
    sleep: async (by: number) => void (now += by),
  };
  return { dns, clock };
}
