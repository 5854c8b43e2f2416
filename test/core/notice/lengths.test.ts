// Goal: a length of time, a line, a cut text and an address are written one way at every bound. Method:
// tables around each bound.
import { describe, expect, test } from 'vitest';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import { deliveryFacts } from '../../../core/notice/delivery-facts.ts';
import {
  formatClock,
  formatDuration,
  formatInstant,
  hourIn,
  minuteIn,
} from '../../../core/notice/format-time.ts';
import { normaliseAddress } from '../../../core/notice/normalise-address.ts';
import { oneLine, shorten } from '../../../core/notice/word-limits.ts';
import { epochMs, minutes, seconds } from '../../../core/units.ts';

const { fr, en } = readNoticeWordings();

describe('a length of time', () => {
  test.each([
    [0, '1 min'],
    [29, '1 min'],
    [90, '2 min'],
    [59 * 60 + 29, '59 min'],
    [59 * 60 + 30, '1 h 00'],
    [60 * 60, '1 h 00'],
    [65 * 60, '1 h 05'],
    [23 * 3_600 + 59 * 60, '23 h 59'],
    [24 * 3_600, '1 j 0 h'],
    [51 * 3_600, '2 j 3 h'],
  ])('of %i seconds is said as %s', (length, said) => {
    expect(formatDuration(seconds(length), fr)).toBe(said);
  });

  test('has its days in the reader’s language', () => {
    expect(formatDuration(minutes(51 * 60), en)).toBe('2 d 3 h');
  });
});

describe('an instant', () => {
  const at = epochMs(Date.UTC(2021, 3, 6, 22, 12));

  test('is read on the clocks of its zone, and dated by its days', () => {
    expect([hourIn(at, 'Asia/Kathmandu'), minuteIn(at, 'Asia/Kathmandu')]).toEqual([3, 57]);
    expect(formatClock(at, 'Europe/Paris', fr)).toBe('00h12');
    expect(formatClock(at, 'Europe/Paris', en)).toBe('00:12');
    expect(formatInstant(at, null, 'Europe/Paris', fr)).toBe('00h12');
    expect(formatInstant(at, at, 'Europe/Paris', fr)).toBe('00h12');
    const before = epochMs(at - minutes(13));
    expect(formatInstant(before, at, 'Europe/Paris', fr)).toMatch(/06\/04.*23h59/u);
    expect(formatInstant(before, at, 'Europe/Paris', en)).toMatch(/6 Apr.*23:59/u);
    expect(formatInstant(before, at, 'America/Martinique', fr)).toBe('17h59');
  });
});

describe('a line', () => {
  test.each([
    [' a ', 'a'],
    ['a\r\nb', 'a b'],
    ['a\u0000\u0007\u2028\u2029b', 'a b'],
    ['a  b c', 'a b c'],
    ['a \n b', 'a b'],
    ['\u2028', ''],
  ])('of %j is %j', (text, line) => {
    expect(oneLine(text)).toBe(line);
  });

  test.each([
    ['abcdefghij', 10, 'abcdefghij'],
    ['  abcde  fghi ', 10, 'abcde fghi'],
    ['abcdefghijk', 10, 'abcdefghi…'],
    // A space in the second half is a place to cut; one in the middle or before is none.
    ['abcdef hijk', 10, 'abcdef…'],
    ['abcde ghijk', 10, 'abcde ghi…'],
    ['a bcdefghijk', 10, 'a bcdefgh…'],
    ['a bcd', 3, 'a…'],
    ['', 3, ''],
  ])('%j within %i is %j', (text, most, cut) => {
    expect(shorten(text, most)).toBe(cut);
  });
});

describe('an address', () => {
  const longestName = `${'a'.repeat(254 - '@x.fr'.length)}@x.fr`;

  test.each([
    ['mail', ' Ce.0311131L@Ac-Lyon.FR ', 'ce.0311131l@ac-lyon.fr'],
    ['mail', 'a@b.c.fr', 'a@b.c.fr'],
    ['mail', longestName, longestName],
    ['mail', `a${longestName}`, null],
    ['mail', 'a@fr', null],
    ['mail', 'a@b.', null],
    ['mail', 'a b@c.fr', null],
    ['mail', 'a@b.fr c', null],
    ['mail', 'a@b.fr>', null],
    ['mail', '<a@b.fr', null],
    ['mail', 'a@b@c.fr', null],
    ['sms', ' +33 6.12-34(56)78 ', '+33612345678'],
    ['sms', '+1234567', '+1234567'],
    ['sms', '+123456', null],
    ['sms', '+123456789012345', '+123456789012345'],
    ['sms', '+1234567890123456', null],
    ['sms', '+0612345678', null],
    ['sms', '0033612345678', null],
    ['sms', 'tel+33612345678', null],
    ['sms', '+33612345678x', null],
  ] as const)('for %s, %j is %j', (channel, written, sent) => {
    expect(normaliseAddress(channel, written)).toBe(sent);
  });
});

describe('the key of a delivery', () => {
  const key = 'ent-ara-20210406T064200Z/outage/12/sms/0a1b';

  test('tells its notice, whatever round it is of', () => {
    expect(deliveryFacts(key)).toEqual({
      platform: 'ent-ara',
      notice: 'ent-ara-20210406T064200Z/outage/12',
      phase: 'outage',
      channel: 'sms',
      fellAt: Date.UTC(2021, 3, 6, 6, 42),
    });
  });

  test.each([
    '',
    ` ${key}`,
    `${key}/`,
    key.replace('0406', '1346'),
    key.replace('outage', 'unknown'),
    key.replace('/12/', '/1234567/'),
  ])('is nothing else: %j', (other) => {
    expect(deliveryFacts(other)).toBeNull();
  });
});
