// Goal: a crawl never hurts its origin: it waits when told to, slows where the host slows, and stops
// where the host is unwell. Method: the rules as functions of time, by examples and by properties.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usedUp } from '../../../../core/mirror/crawl/budget.ts';
import {
  HEALTH_LIMITS,
  isSick,
  type OriginHealth,
  withAnswer,
} from '../../../../core/mirror/crawl/origin-health.ts';
import {
  freshPace,
  type HostPace,
  nextStart,
  onAnswer,
  onStart,
  onTooMuch,
  type PaceRules,
} from '../../../../core/mirror/crawl/pace.ts';
import { retryAfter } from '../../../../core/mirror/crawl/retry-after.ts';
import { durationMs, epochMs } from '../../../../core/units.ts';

const T0 = epochMs(1_700_000_000_000);
const at = (ms: number) => epochMs(T0 + ms);
const rules = (over: Partial<PaceRules> = {}): PaceRules => ({
  concurrency: 8,
  crawlDelayMs: durationMs(0),
  ...over,
});
const answers = (pace: HostPace, count: number, tookMs: number): HostPace =>
  Array.from({ length: count }).reduce<HostPace>((now) => onAnswer(now, rules(), tookMs), pace);

describe('the pace with one host', () => {
  it('begins with two at once and grows to what is allowed', () => {
    expect(nextStart(freshPace(rules(), T0), 1)).toBe(T0);
    expect(nextStart(freshPace(rules(), T0), 2)).toBeNull();
    expect(answers(freshPace(rules(), T0), 100, 20).width).toBe(8);
  });

  it('keeps the delay that robots.txt asks for, one request at a time', () => {
    const slow = rules({ crawlDelayMs: durationMs(2_000) });
    const pace = onStart(freshPace(slow, T0), slow, T0);
    expect(nextStart(pace, 0)).toBe(at(2_000));
    expect(nextStart(pace, 1)).toBeNull();
  });

  it('keeps to a rate', () => {
    const limited = rules({ perSecond: 4 });
    expect(nextStart(onStart(freshPace(limited, T0), limited, T0), 0)).toBe(at(250));
  });

  it('slows where answers take three times what they took, and not for jitter', () => {
    const calm = answers(freshPace(rules(), T0), 100, 100);
    expect(answers(calm, 40, 160).width).toBe(8);
    expect(answers(calm, 40, 2_000).width).toBeLessThan(3);
  });

  it('waits at least as long as Retry-After says, then twice as long each time', () => {
    const told = onTooMuch(freshPace(rules(), T0), rules(), {
      now: T0,
      askedMs: durationMs(30_000),
      chance: 0.5,
    });
    expect(nextStart(told, 0)).toBeGreaterThanOrEqual(at(30_000));
    const once = onTooMuch(freshPace(rules(), T0), rules(), { now: T0, askedMs: null, chance: 0 });
    expect(once.pausedUntil).toBe(at(1_000));
    const twice = onTooMuch(once, rules(), { now: at(1_000), askedMs: null, chance: 0 });
    expect(twice.pausedUntil).toBe(at(3_000));
  });

  it('takes complaints of requests that ran side by side for one', () => {
    const once = onTooMuch(freshPace(rules(), T0), rules(), { now: T0, askedMs: null, chance: 0 });
    const same = onTooMuch(once, rules(), { now: at(10), askedMs: null, chance: 0 });
    expect(same.pauses).toBe(1);
    expect(same.width).toBe(once.width);
  });

  it('is always between one and what is allowed, and never starts within a pause', () => {
    const event = fc.oneof(
      fc.record({ kind: fc.constant('answer' as const), tookMs: fc.nat(60_000) }),
      fc.record({
        kind: fc.constant('too-much' as const),
        askedMs: fc.option(fc.nat(600_000).map(durationMs)),
        chance: fc.double({ min: 0, max: 0.999, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 60 }),
        fc.integer({ min: 1, max: 64 }),
        (events, concurrency) => {
          const own = rules({ concurrency });
          let pace = freshPace(own, T0);
          let now = T0;
          for (const one of events) {
            now = epochMs(now + 50);
            pace =
              one.kind === 'answer'
                ? onAnswer(pace, own, one.tookMs)
                : onTooMuch(pace, own, { now, askedMs: one.askedMs, chance: one.chance });
            expect(pace.width).toBeGreaterThanOrEqual(1);
            expect(pace.width).toBeLessThanOrEqual(concurrency);
            expect(nextStart(pace, 0)).toBeGreaterThanOrEqual(pace.pausedUntil);
            const askedMs = one.kind === 'too-much' ? (one.askedMs ?? 0) : 0;
            expect(askedMs === 0 || pace.pausedUntil >= now + askedMs).toBe(true);
          }
        },
      ),
    );
  });
});

describe('the health of an origin', () => {
  const seen = (timeline: string): OriginHealth =>
    Array.from(timeline).reduce<OriginHealth>(
      (health, sign) => withAnswer(health, sign === 'x' ? 'sick' : 'well', HEALTH_LIMITS),
      [],
    );

  it.each([
    ['....................', false],
    ['xxxxxxxxx', false],
    ['xxxxxxxxxx', true],
    ['.x..x..x..x..x..x..x', true],
    ['.....x.........x....', false],
    // What is long past does not count.
    [`${'xx.'.repeat(5)}${'.'.repeat(40)}`, false],
  ])('%s stops the crawl: %s', (timeline, expected) => {
    expect(isSick(seen(timeline), HEALTH_LIMITS)).toBe(expected);
  });
});

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    ['Tue, 14 Nov 2023 22:14:20 GMT', 60_000],
    ['Tue, 14 Nov 2023 22:13:19 GMT', 0],
    ['bientôt', null],
    ['-5', null],
    [undefined, null],
  ])('%s is %s ms', (header, expected) => {
    expect(retryAfter(header, T0)).toBe(expected);
  });
});

describe('a budget', () => {
  const budgets = { pages: 10, files: 50, bytes: 1_000, wallMs: durationMs(500) };
  it.each([
    [{ pages: 9, files: 49, bytes: 999 }, 499, null],
    [{ pages: 10, files: 10, bytes: 1 }, 0, 'pages'],
    [{ pages: 1, files: 50, bytes: 1 }, 0, 'files'],
    [{ pages: 1, files: 1, bytes: 1_000 }, 0, 'bytes'],
    [{ pages: 1, files: 1, bytes: 1 }, 500, 'wallMs'],
  ])('%j after %d ms is used up by %s', (spent, ms, expected) => {
    expect(usedUp(budgets, { ...spent, startedAt: T0 }, at(ms))).toBe(expected);
  });
});
