// Goal: a UAI is taken only with its own check letter.
// Method: known schools of the directory, every slip of one digit, and any text at all.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkLetter, readUai } from '../../../core/school/uai.ts';

test.each(['0311131L', '0350122T', '0811008F', '0342266D', '0071168G'])(
  'the real UAI %s is accepted',
  (text) => {
    expect(readUai(text)).toEqual({ kind: 'uai', uai: text });
  },
);

test('lower case and blanks around it are accepted and brought to one spelling', () => {
  expect(readUai(' 0311131l ')).toEqual({ kind: 'uai', uai: '0311131L' });
});

test.each([
  '',
  '311131L',
  '03111310L',
  '0311131',
  '0311131LL',
  '٠311131L',
  '0311131É',
  '=0311131L',
])('the text %j has not the shape of a UAI', (text) => {
  expect(readUai(text)).toEqual({ kind: 'rejected', reason: 'uai-shape' });
});

const digits = fc.integer({ min: 0, max: 9_999_999 }).map((n) => String(n).padStart(7, '0'));

test('a wrong letter is rejected, whatever the digits', () => {
  fc.assert(
    fc.property(
      digits,
      fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')),
      (seven, letter) => {
        const good = letter === checkLetter(seven);
        expect(readUai(seven + letter).kind).toBe(good ? 'uai' : 'rejected');
      },
    ),
  );
});

test('one digit mistyped never gives another valid UAI', () => {
  const slip = fc.record({ seven: digits, at: fc.nat(6), by: fc.integer({ min: 1, max: 9 }) });
  fc.assert(
    fc.property(slip, ({ seven, at, by }) => {
      const digit = String((Number(seven[at]) + by) % 10);
      const slipped = seven.slice(0, at) + digit + seven.slice(at + 1);
      expect(readUai(slipped + checkLetter(seven))).toEqual({
        kind: 'rejected',
        reason: 'uai-check-letter',
      });
    }),
  );
});

test('any text is read or rejected, never a crash', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readUai(text).kind.length > 0));
});
