import fc from 'fast-check';
import { expect, test } from 'vitest';
import { platformId } from '../../../core/units.ts';
import { lessonLedger } from '../../../home/stage/lesson-ledger.ts';

// Goal: every lesson that was asked for is found once: at the origin, at the mirror, lost, pending.
// Method: any sequence of wishes and ends, over two platforms and a restart.

const platforms = [platformId('un'), platformId('deux')] as const;
const end = fc.constantFrom('origin', 'mirror', 'lost', null);
const happening = fc.record({ platform: fc.constantFrom(...platforms), end: fc.option(end) });

test('asked = origin + mirror + lost + pending, whatever happens and across a restart', () => {
  fc.assert(
    fc.property(fc.array(happening), fc.array(happening), (before, after) => {
      let ledger = lessonLedger();
      const play = (happenings: typeof before) => {
        for (const { platform, end: ended } of happenings) {
          if (ended === null || ledger.of(platform).pending === 0) ledger.asked(platform);
          else ledger.ended(platform, ended);
          const { asked, origin, mirror, lost, pending } = ledger.of(platform);
          expect(asked).toBe(origin + mirror + lost + pending);
          expect(Math.min(asked, origin, mirror, lost, pending)).toBeGreaterThanOrEqual(0);
        }
      };
      play(before);
      const { origin, mirror, lost } = ledger.total();
      ledger = lessonLedger(ledger.all());
      expect(ledger.total()).toMatchObject({ origin, mirror, lost, pending: 0 });
      play(after);
      const total = ledger.total();
      expect(total.asked).toBe(total.origin + total.mirror + total.lost + total.pending);
    }),
  );
});
