// Goal: a home's time never runs back, ends no limit because a clock was set, and comes to agree with the
// machine's. Method: timelines of a machine whose clock is set, looked at every ten seconds; properties.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aheadMs, keepTime, type KeptTime, startTime, stepBetween } from '../../core/keep-time.ts';

const BELL = Date.UTC(2021, 3, 6, 6);
const SEC = 1_000;
const MIN = 60 * SEC;
const HOUR = 60 * MIN;

const start = (latest = 0): KeptTime => startTime({ wallMs: BELL, upMs: 0 }, latest);

/** Ten seconds go by at a time for `forMs`; then the machine's clock is off by `offMs`. */
function live(from: KeptTime, forMs: number, offMs = 0): KeptTime {
  let kept = from;
  const upMs = from.upMs;
  for (let passed = 10 * SEC; passed <= forMs; passed += 10 * SEC)
    kept = keepTime(kept, { wallMs: BELL + upMs + passed + offMs, upMs: upMs + passed });
  return kept;
}

const passedIn = (from: KeptTime, to: KeptTime): number =>
  Math.round((to.homeMs - from.homeMs) / SEC);

describe('a home’s time', () => {
  it('is the machine’s while nobody sets that', () => {
    const later = live(start(), HOUR);
    expect(later.homeMs).toBe(BELL + HOUR);
    expect(aheadMs(later)).toBe(0);
  });

  it.each([-HOUR, HOUR])(
    'lets twenty minutes last at most two more or less, at a step of %i ms',
    (step) => {
      const before = live(start(), MIN);
      const passed = passedIn(before, live(before, 20 * MIN, step));
      expect(Math.abs(passed - 20 * 60)).toBeLessThanOrEqual(100);
      expect(passed).not.toBe(20 * 60);
    },
  );

  it.each([-HOUR, HOUR])(
    'agrees with the machine’s twelve hours after a step of %i ms, and stays so',
    (step) => {
      const almost = live(start(), 11 * HOUR, step);
      expect(Math.sign(aheadMs(almost))).toBe(-Math.sign(step));
      const later = live(start(), 12 * HOUR, step);
      expect(aheadMs(later)).toBe(0);
      expect(aheadMs(live(later, HOUR, step))).toBe(0);
    },
  );

  it('goes on at what is written down, where the machine’s is behind that', () => {
    const begun = start(BELL + HOUR);
    expect(begun.homeMs).toBe(BELL + HOUR);
    expect(aheadMs(begun)).toBe(HOUR);
    expect(aheadMs(live(begun, 12 * HOUR))).toBe(0);
  });

  it('follows at once a machine whose clock had not been set', () => {
    const years = 20 * 365 * 24 * HOUR;
    expect(aheadMs(live(start(), 10 * SEC, years))).toBe(0);
  });

  it('follows at once from a day ahead on', () => {
    const seen = (aheadOfIt: number) =>
      keepTime(start(), { wallMs: BELL + aheadOfIt, upMs: 0 }).homeMs - BELL;
    expect(seen(24 * HOUR)).toBe(24 * HOUR);
    expect(seen(24 * HOUR - 1)).toBe(0);
  });

  it('counts a machine’s sleep as time', () => {
    const woken = keepTime(start(), { wallMs: BELL + 8 * HOUR, upMs: 8 * HOUR });
    expect(woken.homeMs).toBe(BELL + 8 * HOUR);
    expect(stepBetween(start(), woken)).toBe(0);
  });
});

describe('a step', () => {
  it.each([
    [HOUR, HOUR],
    [-HOUR, -HOUR],
    [10 * SEC, 10 * SEC],
    [9_999, 0],
    [-9_999, 0],
  ])('of %i ms is seen as %i', (set, seen) => {
    const before = live(start(), MIN);
    const wallMs = before.wallMs + 10 * SEC + set;
    expect(stepBetween(before, { wallMs, upMs: before.upMs + 10 * SEC })).toBe(seen);
  });
});

const walk = fc.array(
  fc.record({ passed: fc.nat(HOUR), set: fc.integer({ min: -72 * HOUR, max: 72 * HOUR }) }),
  { maxLength: 40 },
);

it('never runs back, nor runs away from what has passed by more than a twelfth', () => {
  fc.assert(
    fc.property(walk, fc.nat(2 * HOUR), (looks, latest) => {
      let kept = start(BELL + latest);
      let { wallMs, upMs } = kept;
      for (const { passed, set } of looks) {
        upMs += passed;
        wallMs += passed + set;
        const next = keepTime(kept, { wallMs, upMs });
        const by = next.homeMs - kept.homeMs;
        const followed = next.homeMs === wallMs && by > passed * (13 / 12) + 1;
        expect(by).toBeGreaterThanOrEqual(passed * (11 / 12) - 1);
        const aDayOff = wallMs - kept.homeMs - passed >= 24 * HOUR;
        expect(followed ? aDayOff : by <= passed * (13 / 12) + 1).toBe(true);
        kept = next;
      }
    }),
  );
});
