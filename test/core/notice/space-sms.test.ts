import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextAllowed, SMS_SPACING, smsLimits } from '../../../core/notice/sms-limits.ts';
import { spaceSms, type Spacing } from '../../../core/notice/space-sms.ts';
import { type EpochMs, epochMs, incidentId, minutes } from '../../../core/units.ts';

// Goal: one telephone is not rung too often, and no news is lost by that.
// Method: instants in minutes by table; any history of a number by property.

const minute = (count: number): EpochMs => epochMs(minutes(count));
const limits = smsLimits(false, SMS_SPACING);
const A = incidentId('a-1');
const B = incidentId('b-1');
const C = incidentId('c-1');

const spacing = (changes: Partial<Spacing> = {}): Spacing => ({
  incident: B,
  now: minute(0),
  limits,
  hasMail: true,
  ring: (at) => ({ kind: 'at', at }),
  ...changes,
});

describe('the limits of one number', () => {
  test.each([
    ['nobody rang', 0, [], 0],
    ['one rang just now', 0, [0], 5],
    ['one rang five minutes ago', 0, [-5], 0],
    ['one will ring in three minutes', 0, [3], 8],
    ['four rang within the hour', 0, [-40, -30, -20, -10], 20],
    ['there is room between two', 0, [-1, 30], 4],
  ])('%s: %i after %j is %i', (_, at, others, expected) => {
    expect(nextAllowed(minute(at), others.map(minute), limits)).toBe(minute(expected));
  });

  test('a drill rings less', () => {
    const drill = smsLimits(true, SMS_SPACING);
    expect(nextAllowed(minute(0), [-20, -10].map(minute), drill)).toBe(minute(40));
  });

  test('a spacing of zero takes every limit away', () => {
    expect(nextAllowed(minute(0), [0, 0, 0, 0, 0].map(minute), smsLimits(false, minutes(0)))).toBe(
      minute(0),
    );
  });

  test('hold for any history: numbers that are rung one after the other never have too many', () => {
    const asked = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(asked, fc.boolean(), (instants, drill) => {
        const held = smsLimits(drill, SMS_SPACING);
        const rung: EpochMs[] = [];
        for (const at of instants) {
          const next = nextAllowed(minute(at), rung, held);
          expect(next).toBeGreaterThanOrEqual(minute(at));
          rung.push(next);
        }
        for (const { most, withinMs } of held)
          for (const from of rung)
            expect(
              rung.filter((at) => at >= from && at < from + withinMs).length,
            ).toBeLessThanOrEqual(most);
      }),
    );
  });
});

describe('several platforms of one school', () => {
  test('the second one’s SMS waits until the spacing is over', () => {
    const first = { at: minute(0), incident: A };
    expect(spaceSms(minute(0), [first], spacing())).toEqual({ kind: 'at', at: minute(5) });
  });

  test('the third one’s rides along with the second, by mail', () => {
    const earlier = [
      { at: minute(0), incident: A },
      { at: minute(5), incident: B, notBefore: minute(5) },
    ];
    expect(spaceSms(minute(1), earlier, spacing({ incident: C, now: minute(1) }))).toEqual({
      kind: 'bundled',
    });
  });

  test('one that is only in its veto time, and leaves with its notice, takes nobody along', () => {
    const earlier = [{ at: minute(1), incident: A }];
    expect(spaceSms(minute(0), earlier, spacing())).toEqual({ kind: 'at', at: minute(6) });
  });

  test('where there is no mail it waits its turn, since somebody must be told (P3)', () => {
    const earlier = [
      { at: minute(0), incident: A },
      { at: minute(5), incident: B, notBefore: minute(5) },
    ];
    const alone = spacing({ incident: C, now: minute(1), hasMail: false });
    expect(spaceSms(minute(1), earlier, alone)).toEqual({ kind: 'at', at: minute(10) });
  });

  test('the next word on the same platform waits, and is not swallowed', () => {
    const earlier = [{ at: minute(5), incident: B }];
    expect(spaceSms(minute(1), earlier, spacing({ now: minute(1) }))).toEqual({
      kind: 'at',
      at: minute(10),
    });
  });

  test('a limit that ends by night ends in the morning', () => {
    const ring: Spacing['ring'] = (at) => ({ kind: 'at', at: at > 0 ? minute(600) : at });
    const first = { at: minute(0), incident: A };
    expect(spaceSms(minute(0), [first], spacing({ ring }))).toEqual({
      kind: 'at',
      at: minute(600),
    });
  });

  test('what may not ring once it would be allowed is not sent', () => {
    const ring: Spacing['ring'] = () => ({ kind: 'never', why: 'no-class' });
    const first = { at: minute(0), incident: A };
    expect(spaceSms(minute(0), [first], spacing({ ring }))).toEqual({
      kind: 'never',
      why: 'no-class',
    });
  });
});
