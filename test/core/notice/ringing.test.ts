// Goal: limits, hours and school days give one instant together, or the reason why there is none. Method:
// instants in minutes; rings that write down when they are asked.
import { describe, expect, test } from 'vitest';
import { earlierRing } from '../../../core/notice/earlier-ring.ts';
import { holdForQuietHours, RINGING_HOURS } from '../../../core/notice/hold-for-quiet-hours.ts';
import { ringAgain } from '../../../core/notice/ring-again.ts';
import { ringWhen } from '../../../core/notice/ring-when.ts';
import { SMS_SPACING, smsLimits } from '../../../core/notice/sms-limits.ts';
import {
  type EarlierSms,
  type Spaced,
  spaceSms,
  type Spacing,
} from '../../../core/notice/space-sms.ts';
import { EVERY_DAY, type SchoolCalendar } from '../../../core/school/school-calendar.ts';
import { type EpochMs, epochMs, incidentId, minutes } from '../../../core/units.ts';

const minute = (count: number): EpochMs => epochMs(minutes(count));
const A = incidentId('a-1');
const B = incidentId('b-1');
const NEVER = { kind: 'never', why: 'calendar-unknown' } as const;

function spaced(
  earlier: readonly EarlierSms[],
  ringAt: (count: number) => number,
  limits = smsLimits(false, SMS_SPACING),
): { readonly made: unknown; readonly asked: readonly number[] } {
  const asked: number[] = [];
  const ring: Spacing['ring'] = (at) => {
    const count = at / minutes(1);
    asked.push(count);
    if (asked.length > 20) throw new Error('expected no more than 20 rounds');
    return { kind: 'at', at: minute(ringAt(count)) };
  };
  const spacing = { incident: B, now: minute(0), limits, hasMail: true, ring };
  const made = spaceSms(minute(0), earlier, spacing);
  return { made: madeOf(made), asked };
}
const madeOf = (made: Spaced): unknown => {
  if (made.kind === 'at') return made.at / minutes(1);
  return made.kind === 'never' ? made.why : made.kind;
};
const sms = (count: number, incident = A): EarlierSms => ({ at: minute(count), incident });
const waiting = (count: number, incident = A): EarlierSms => ({
  ...sms(count, incident),
  notBefore: minute(count),
});

describe('an SMS to a number that has others', () => {
  test('goes when limits and hours both allow, which are asked by turns', () => {
    const morning = (count: number) => Math.max(count, 600);
    expect(spaced([], morning)).toEqual({ made: 600, asked: [0] });
    expect(spaced([sms(0)], (count) => count)).toEqual({ made: 5, asked: [5] });
    expect(spaced([sms(0)], morning)).toEqual({ made: 600, asked: [5] });
    expect(spaced([sms(598)], morning)).toEqual({ made: 603, asked: [0, 603] });
  });

  test('is given up where they push each other on, after eight rounds', () => {
    const restless = Array.from({ length: 30 }, (_, n) => sms(10 * n));
    const pushedOn = (count: number) => Math.ceil((count + 1) / 10) * 10;
    expect(spaced(restless, pushedOn, [{ most: 1, withinMs: SMS_SPACING }])).toEqual({
      made: 'no-class',
      asked: [5, 15, 25, 35, 45, 55, 65, 75],
    });
  });

  test('rides along only when it must wait itself, and behind another platform’s', () => {
    expect(spaced([waiting(60)], (count) => count).made).toBe(0);
    expect(spaced([sms(0), waiting(5)], (count) => count).made).toBe('bundled');
    expect(spaced([sms(0), waiting(5, B)], (count) => count).made).toBe(10);
    expect(spaced([waiting(0)], (count) => count).made).toBe(5);
  });

  test('has the reason of its school’s calendar', () => {
    const limits = smsLimits(false, SMS_SPACING);
    const ring = () => NEVER;
    const asked: Spacing = { incident: B, now: minute(0), limits, hasMail: false, ring };
    expect(spaceSms(minute(0), [sms(0)], asked)).toEqual(NEVER);
    expect(smsLimits(true, minutes(0))).toEqual([]);
  });
});

describe('school days', () => {
  const calendar = (...days: readonly string[]): SchoolCalendar => ({
    dayOf: (_, date) => (days.includes(date) ? 'class' : 'no-class'),
  });
  const school = { department: '031', type: 'college', timeZone: 'Europe/Paris' } as const;
  const at = (text: string) => epochMs(Date.parse(text));
  const ring = (from: string, day: string, hours = RINGING_HOURS) => {
    const rings = ringWhen(at(from), school, hours, calendar(day));
    return rings.kind === 'at' ? new Date(rings.at).toISOString() : rings.why;
  };

  test('are waited for during three days, the last instant included', () => {
    expect(ring('2021-04-06T05:00:00Z', '2021-04-09')).toBe('2021-04-09T05:00:00.000Z');
    expect(ring('2021-04-06T04:59:00Z', '2021-04-09')).toBe('no-class');
    expect(ring('2021-04-06T05:01:00Z', '2021-04-09')).toBe('2021-04-09T05:00:00.000Z');
  });

  test('begin at midnight where telephones ring at any hour', () => {
    const whole = { from: 0, to: 24 };
    expect(ring('2021-04-06T05:30:00Z', '2021-04-07', whole)).toBe('2021-04-06T22:00:00.000Z');
    expect(ring('2021-04-06T21:59:00Z', '2021-04-08', whole)).toBe('2021-04-07T22:00:00.000Z');
  });

  test('of short hours end in the next morning, never in the one before', () => {
    const short = { from: 7, to: 18 };
    for (const evening of ['16:00', '16:30', '20:59', '21:59', '22:00'])
      expect(holdForQuietHours(at(`2021-04-06T${evening}:00Z`), 'Europe/Paris', short)).toBe(
        at('2021-04-07T05:00:00Z'),
      );
  });

  test('are asked for again once the one of a waiting SMS is over', () => {
    const until = at('2021-04-06T19:00:00Z');
    const rings = { until, timeZone: 'Europe/Paris', places: [school] };
    const next = calendar('2021-04-08');
    const again = (days: SchoolCalendar | undefined, isCorrection = false, told = rings) =>
      ringAgain(told, until, days, isCorrection);
    const [first, second] = ['2021-04-07T05:00:00Z', '2021-04-08T05:00:00Z'].map(at);
    expect(again(undefined)).toEqual({ kind: 'at', at: first });
    expect(again(EVERY_DAY)).toEqual({ kind: 'at', at: first });
    expect(again(next)).toEqual({ kind: 'at', at: second });
    expect(again(next, true)).toEqual({ kind: 'at', at: second });
    expect(again(calendar())).toEqual({ kind: 'never', why: 'no-class' });
    expect(again(calendar(), true)).toEqual({ kind: 'at', at: first });
    expect(again(next, false, { ...rings, places: [] })).toEqual({ kind: 'at', at: first });
    expect(ringAgain(rings, epochMs(until - 1), next, false)).toBeNull();
  });

  test('of two schools without one the first says why', () => {
    const other = { kind: 'never', why: 'no-class' } as const;
    expect(earlierRing(NEVER, other)).toEqual(NEVER);
    expect(earlierRing(other, NEVER)).toEqual(other);
  });
});
