// Goal: numbers, times and hours read as the reader's language writes them, and no chance as certain.
// Method: values at the bounds of each form, in both languages; no-break spaces shown as `_`.
import { expect, test } from 'vitest';
import {
  sayChance,
  sayDuration,
  sayNumber,
  sayShare,
  sayTime,
  type Speech,
} from '../../../core/cause/speech.ts';
import { on6April, telling } from '../../fixtures/cause/speech.ts';

const both = (say: (speech: Speech) => string): string =>
  [telling, { ...telling, language: 'fr' } as const]
    .map((speech) => say(speech).replaceAll(/[\u00A0\u202F]/g, '_'))
    .join(' | ');

test.each([
  [1, '1 ms | 1 ms'],
  [999, '999 ms | 999 ms'],
  [1_000, '1 s | 1 s'],
  [6_240, '6.2 s | 6,2 s'],
  [61_000, '61 s | 61 s'],
])('%d ms last %s', (durationMs, said) => {
  expect(both((speech) => sayDuration(speech, durationMs))).toBe(said);
});

test('a number has as many digits as it is asked for, whatever was said before', () => {
  expect(both((speech) => sayNumber(speech, 1_234.567))).toBe('1,235 | 1_235');
  expect(both((speech) => sayNumber(speech, 1_234.567, 1))).toBe('1,234.6 | 1_234,6');
  expect(both((speech) => sayNumber(speech, 1_234.567, 2))).toBe('1,234.57 | 1_234,57');
  expect(both((speech) => sayShare(speech, 0.474))).toBe('47% | 47_%');
});

test.each([
  [0, 'less than 1% | moins de 1_%'],
  [0.009, 'less than 1% | moins de 1_%'],
  [0.01, '1% | 1_%'],
  [0.5, '50% | 50_%'],
  [0.99, '99% | 99_%'],
  [0.991, 'more than 99% | plus de 99_%'],
  [1, 'more than 99% | plus de 99_%'],
])('a chance of %d is said as %s', (chance, said) => {
  expect(both((speech) => sayChance(speech, chance))).toBe(said);
});

test.each([
  ['08:05', '08:05 | 8 h 05'],
  ['18:05', '18:05 | 18 h 05'],
  ['10:00', '10:00 | 10 h 00'],
  ['00:30', '00:30 | 0 h 30'],
])('%s in France is said as %s', (clock, said) => {
  expect(both((speech) => sayTime(speech, on6April(clock)))).toBe(said);
});
