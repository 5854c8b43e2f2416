// Goal: a crawl slows, waits and stops at the very bounds that its rules name, on no side of them too soon.
// Method: the pace and the health of a host one step below, at and above each bound.
import { describe, expect, it } from 'vitest';
import {
  isSick,
  type OriginHealth,
  withAnswer,
} from '../../../../core/mirror/crawl/origin-health.ts';
import { originMood } from '../../../../core/mirror/crawl/origin-mood.ts';
import {
  freshPace,
  isSlower,
  nextStart,
  onAnswer,
  onStart,
  onTooMuch,
  pauseLeft,
  type PaceRules,
} from '../../../../core/mirror/crawl/pace.ts';
import { durationMs, epochMs } from '../../../../core/units.ts';

const NOW = epochMs(1_700_000_000_000);
const at = (ms: number) => epochMs(NOW + ms);
const RULES: PaceRules = { concurrency: 8, crawlDelayMs: durationMs(0) };
const FRESH = freshPace(RULES, NOW);

describe('the pace', () => {
  it('takes the first answer for what is usual', () => {
    expect(onAnswer(FRESH, RULES, 80)).toEqual({ ...FRESH, usualMs: 80, recentMs: 80, width: 2.5 });
  });
  it('follows a faster host by a tenth and a slower one by a thousandth', () => {
    const calm = { ...FRESH, usualMs: 100, recentMs: 100, width: 4, pauses: 3 };
    const faster = onAnswer(calm, RULES, 50);
    expect(faster.usualMs).toBeCloseTo(95, 9);
    expect(faster.recentMs).toBeCloseTo(95, 9);
    expect(faster).toMatchObject({ width: 4.25, pauses: 0 });
    const slower = onAnswer(calm, RULES, 200);
    expect(slower.usualMs).toBeCloseTo(100.1, 9);
    expect(slower.recentMs).toBeCloseTo(110, 9);
  });
  it('narrows by a tenth for an answer that makes it slower', () => {
    const calm = { ...FRESH, usualMs: 100, recentMs: 900, width: 4 };
    expect(onAnswer(calm, RULES, 900).width).toBeCloseTo(3.6, 9);
    expect(onAnswer({ ...calm, width: 1 }, RULES, 900).width).toBe(1);
    expect(onAnswer({ ...calm, recentMs: 100, width: 8 }, RULES, 100).width).toBe(8);
  });
  it.each([
    [null, 10_000, false],
    [125, 375, false],
    [125, 376, true],
    [100, 350, false],
    [100, 351, true],
    [100, 301, false],
    [200, 600, false],
    [200, 601, true],
    [200, 451, false],
    [10, 31, false],
    [0, 250, false],
    [0, 251, true],
  ])('of usually %s ms is slower at %i ms: %s', (usualMs, recentMs, expected) => {
    expect(isSlower({ usualMs, recentMs })).toBe(expected);
  });
  it('is halved for too much, once for each pause, down to one', () => {
    const asked = (pace: typeof FRESH, ms: number, askedMs: number | null = null, chance = 0) =>
      onTooMuch(pace, RULES, {
        now: at(ms),
        askedMs: askedMs === null ? null : durationMs(askedMs),
        chance,
      });
    const wide = { ...FRESH, width: 8 };
    const once = asked(wide, 0);
    expect(once).toEqual({ ...wide, width: 4, pauses: 1, pausedUntil: at(1_000) });
    expect(asked(once, 999)).toMatchObject({ width: 4, pauses: 1, pausedUntil: at(1_999) });
    expect(asked(once, 1_000)).toMatchObject({ width: 2, pauses: 2, pausedUntil: at(3_000) });
    expect(asked({ ...wide, width: 1.5 }, 0).width).toBe(1);
    expect(asked(wide, 0, 20_000, 0.4).pausedUntil).toBe(at(22_000));
    expect(asked(wide, 0, 10).pausedUntil).toBe(at(1_000));
    expect(asked({ ...wide, pauses: 5 }, 0).pausedUntil).toBe(at(32_000));
    expect(asked({ ...wide, pauses: 6 }, 0).pausedUntil).toBe(at(60_000));
    expect(asked({ ...wide, pauses: 40 }, 0).pausedUntil).toBe(at(60_000));
    expect(pauseLeft(once, at(400))).toBe(600);
    expect(pauseLeft(once, at(1_400))).toBe(0);
  });
  it('leaves between two requests what was asked for, the longer of two', () => {
    expect(onStart(FRESH, RULES, at(5))).toBe(FRESH);
    expect(onStart(FRESH, { ...RULES, perSecond: 2 }, at(5)).nextAt).toBe(at(505));
    const slow = { ...RULES, perSecond: 2, crawlDelayMs: durationMs(700) };
    expect(onStart(FRESH, slow, at(5)).nextAt).toBe(at(705));
    expect(freshPace(slow, NOW).width).toBe(1);
    expect(freshPace({ ...RULES, concurrency: 1 }, NOW).width).toBe(1);
    expect(nextStart({ ...FRESH, width: 2.9 }, 1)).toBe(NOW);
    expect(nextStart({ ...FRESH, width: 2.9 }, 2)).toBeNull();
    expect(nextStart({ ...FRESH, nextAt: at(9), pausedUntil: at(7) }, 0)).toBe(at(9));
  });
});

describe('a host', () => {
  const health = (timeline: string): OriginHealth =>
    Array.from(timeline, (sign) => (sign === 'x' ? 'sick' : 'well'));
  const limits = { window: 10, sickShare: 0.4, inARow: 5 };
  it.each([
    ['', false, 'well'],
    ['xxxx', false, 'well'],
    ['xxxxx', true, 'failing'],
    ['.xxxxx', true, 'failing'],
    ['x....', false, 'failing'],
    ['x.....', false, 'well'],
    ['xx...', true, 'failing'],
    ['xx..', false, 'well'],
    ['xx....', false, 'failing'],
    ['xxx.....', false, 'failing'],
    ['.....', false, 'well'],
    ['xxxx.......', false, 'failing'],
    ['x.x.x.x...', true, 'failing'],
  ])('that answered %j is sick: %s, and %s', (timeline, sick, mood) => {
    expect(isSick(health(timeline), limits)).toBe(sick);
    expect(originMood(FRESH, health(timeline), limits, NOW)).toBe(mood);
  });
  it('is judged by its last answers alone', () => {
    expect(withAnswer(health('x.........'), 'sick', limits)).toEqual(health('.........x'));
    expect(withAnswer(health('x'), 'well', limits)).toEqual(health('x.'));
  });
});
