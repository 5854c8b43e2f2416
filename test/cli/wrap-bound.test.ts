import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wrapBound } from '../../cli/wrap-bound.ts';

// Goal: what a terminal is given breaks where a reader expects it, and drives nothing.
// Method: sentences with the signs of both languages, and any text at all.

test('no line begins with a sign that French sets apart, nor breaks within its quotes', () => {
  expect(wrapBound('vérifié : oui « non » ; 50 % et fin !', 11)).toEqual([
    'vérifié :',
    'oui',
    '« non » ;',
    '50 % et',
    'fin !',
  ]);
});

test('a server’s word cannot move the cursor, nor end a line', () => {
  expect(wrapBound('dit\u001B[2J\u0007\r\nfin\u009B', 80)).toEqual(['dit [2J fin ']);
});

test('whatever the text, its words are all there in their order, and none is a control', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 90 }), (text, width) => {
      const words = (of: string) =>
        of
          .replaceAll(/\p{Cc}+/gu, ' ')
          .split(/[ \u00A0]+/)
          .filter(Boolean);
      const lines = wrapBound(text, width);
      expect(words(lines.join(' '))).toEqual(words(text));
      for (const line of lines) expect(line).not.toMatch(/\p{Cc}/u);
    }),
  );
});
