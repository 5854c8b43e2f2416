import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOf } from '../../../web/http/limits/address-of.ts';
import { DOORS, type Door, doorOf } from '../../../web/http/limits/doors.ts';
import { createLimiter } from '../../../web/http/limits/limiter.ts';

// Goal: no flood is answered, held in memory, or kept from those whom it has nothing to do with (P10).
// Method: a clock of its own; properties over any order of askers.

const doors: readonly Door[] = ['read', 'links', 'receipts', 'commands', 'events', 'health'];
const asks = fc.array(
  fc.record({
    door: fc.constantFrom(...doors),
    address: fc.nat({ max: 50 }).map((one) => `192.0.2.${one}`),
    afterMs: fc.integer({ min: -500, max: 2_000 }),
    isKnown: fc.boolean(),
  }),
  { maxLength: 400 },
);

function clock() {
  let now = 0;
  return { now: () => now, pass: (ms: number) => void (now += ms) };
}

const times = <T>(count: number, act: () => T): T[] => Array.from({ length: count }, act);

describe('the limiter', () => {
  test('remembers no more addresses than it may, whoever asks', () => {
    fc.assert(
      fc.property(asks, fc.integer({ min: 1, max: 20 }), (list, most) => {
        const { now, pass } = clock();
        const limiter = createLimiter(DOORS, now, most);
        for (const { door, address, afterMs, isKnown } of list) {
          pass(afterMs);
          limiter.take(door, address, isKnown);
          expect(limiter.size()).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  test('lets through no more than burst and pace of one address, nor of all strangers', () => {
    const tight = { each: { perSec: 1, burst: 3 }, all: { perSec: 2, burst: 5 } };
    const limits = { ...DOORS, read: tight, links: tight };
    const steps = fc.array(
      fc.record({ who: fc.nat({ max: 5 }), afterMs: fc.nat({ max: 900 }), known: fc.boolean() }),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(steps, (list) => {
        const { now, pass } = clock();
        const limiter = createLimiter(limits, now);
        const passed: { who: number; known: boolean }[] = [];
        for (const { who, afterMs, known } of list) {
          pass(afterMs);
          if (limiter.take('read', String(who), known) === 0) passed.push({ who, known });
          const sec = now() / 1_000;
          const own = passed.filter((one) => one.who === who && one.known === known).length;
          expect(own).toBeLessThanOrEqual(3 + sec + 1e-6);
          const strangers = passed.filter((one) => !one.known).length;
          expect(strangers).toBeLessThanOrEqual(5 + 2 * sec + 1e-6);
        }
      }),
    );
  });

  test('lets pass whoever waits as long as they were told to', () => {
    const { now, pass } = clock();
    const limiter = createLimiter(DOORS, now);
    for (const door of doors) {
      times(DOORS[door].each.burst, () => limiter.take(door, 'a', true));
      const wait = limiter.take(door, 'a', true);
      expect(wait).toBeGreaterThan(0);
      pass(wait * 1_000);
      expect(limiter.take(door, 'a', true)).toBe(0);
    }
  });

  test('keeps nobody who carries a secret from acting while strangers flood', () => {
    const limiter = createLimiter(DOORS, clock().now);
    const refused = times(5_000, () => 0)
      .map((_, index) => limiter.take('commands', `198.51.100.${index}`, false))
      .filter((wait) => wait > 0);
    expect(refused.length).toBe(5_000 - DOORS.commands.all.burst);
    expect(limiter.take('commands', '192.0.2.1', true)).toBe(0);
    expect(limiter.take('links', '192.0.2.1', false)).toBe(0);
  });

  test('keeps nobody who carries a secret from acting while a page in their own browser floods', () => {
    const limiter = createLimiter(DOORS, clock().now);
    times(5_000, () => limiter.take('commands', '127.0.0.1', false));
    expect(limiter.take('commands', '127.0.0.1', false)).toBeGreaterThan(0);
    expect(limiter.take('commands', '127.0.0.1', true)).toBe(0);
  });

  test('that refuses one address takes nothing from the others', () => {
    const limiter = createLimiter(DOORS, clock().now);
    times(10_000, () => limiter.take('links', '192.0.2.1', false));
    expect(limiter.take('links', '192.0.2.2', false)).toBe(0);
  });
});

describe('an address', () => {
  const from = (remoteAddress: string, forwarded?: string) =>
    addressOf({
      socket: { remoteAddress } as never,
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    });

  test.each([
    ['192.0.2.7', undefined, '192.0.2.7'],
    ['::ffff:192.0.2.7', undefined, '192.0.2.7'],
    ['192.0.2.7', '203.0.113.9', '192.0.2.7'],
    ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['::1', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
    ['::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['127.0.0.1', 'no address', '127.0.0.1'],
    ['127.0.0.1', '', '127.0.0.1'],
    ['127.0.0.1', `${'x'.repeat(10_000)}, `, '127.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::ff', undefined, '2001:db8:1:2::/64'],
    ['127.0.0.1', '2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', undefined, 'fe80:0:0:0::/64'],
  ])('%s that hands on %s counts as %s', (remote, forwarded, counted) => {
    expect(from(remote, forwarded)).toBe(counted);
  });

  test('is short, whatever is handed on', () => {
    fc.assert(
      fc.property(fc.string(), (forwarded) => {
        expect(from('127.0.0.1', forwarded).length).toBeLessThanOrEqual(64);
      }),
    );
  });
});

test.each([
  ['/', 'read'],
  ['/etat/', 'read'],
  ['/courrier/message', 'read'],
  ['/vu/x', 'links'],
  ['/stop/x', 'links'],
  ['/receipts/sms', 'receipts'],
  ['/commands', 'commands'],
  ['/events', 'events'],
  ['/healthz', 'health'],
  ['/metrics', 'health'],
  ['/vu', 'read'],
] as const)('%s is the door of %s', (path, door) => {
  expect(doorOf(path)).toBe(door);
});
