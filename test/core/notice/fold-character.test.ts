// Goal: each sign that a French text may hold has its own letters in an SMS, the same alone and beside
// any other. Method: the whole table by example, in both ways that a text is read.
import { describe, expect, test } from 'vitest';
import { foldAndCount, foldToGsm7 } from '../../../core/notice/fold-to-gsm7.ts';
import { septetCost } from '../../../core/notice/gsm7-alphabet.ts';

/** What becomes of each of some signs. */
const BECOME: Readonly<Record<string, string>> = {
  "'": '’‘‚ʼ′´`‹›',
  '"': '“”„″«»',
  '-': '–—‐‑‒―−•✅学\ue000',
  '...': '…',
  '.': '·',
  o: '°ô',
  oe: 'œ',
  OE: 'Œ',
  '->': '→',
  '<-': '←',
  x: '×',
  '/': '÷⁄',
  '|': '¦|',
  '<=': '≤',
  '>=': '≥',
  '/=': '≠',
  '+/-': '±',
  '(c)': '©',
  '(r)': '®',
  u: 'µû',
  ' ': '\t\u00a0\u1680\u2009\u202f\u205f\u3000',
  '\n': '\u2028\u2029\n',
  d: 'đð',
  D: 'ĐÐ',
  l: 'ł',
  L: 'Ł',
  i: 'ıî',
  th: 'þ',
  Th: 'Þ',
  h: 'ħ',
  H: 'Ħ',
  n: 'ŋ',
  N: 'Ŋ',
  SS: 'ẞ',
  k: 'ĸ',
  t: 'ŧ',
  T: 'Ŧ',
  // The apostrophe that its base letters begin with is one of the table's own.
  "'n": 'ŉ',
  // A square of five letters is cut at four.
  rads: '㎯',
  // Marks without a letter, and what nobody sees.
  '': '\u0323\u200b\u00ad\u0000\u0007\u007f',
};

const cases = Object.entries(BECOME).flatMap(([sent, signs]) =>
  Array.from(signs, (sign) => ({ sent, sign, code: sign.codePointAt(0)?.toString(16) })),
);

describe('one sign', () => {
  test.each(cases)('U+$code is $sent, alone, again and among others', ({ sign, sent }) => {
    const septets = Array.from(sent, septetCost).reduce((sum, cost) => sum + cost, 0);
    expect(foldAndCount(sign)).toEqual({ text: sent, septets });
    expect(foldAndCount(sign)).toEqual({ text: sent, septets });
    expect(foldToGsm7(`a${sign}b`)).toBe(`a${sent}b`);
    // A word in another script makes the whole text be read the long way.
    expect(foldToGsm7(`学${sign}学`)).toBe(`-${sent}-`);
  });
});

describe('signs that look at their neighbours', () => {
  test.each([
    ['« a', '"a'],
    ['a »', 'a"'],
    ['«\u00a0a', '"a'],
    ['a\u202f»', 'a"'],
    ['«a»', '"a"'],
    ['e\u0300', 'è'],
    ['q\u0300', 'q'],
    ['q\u0323’', "q'"],
    ['😀', '-'],
    ['a😀’😀', "a-'-"],
  ])('%j becomes %j', (written, sent) => {
    expect(foldToGsm7(written)).toBe(sent);
  });
});
