import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldToGsm7, MOST_LETTERS_PER_CHARACTER } from '../../../core/notice/fold-to-gsm7.ts';
import { GSM7_CHARACTERS, septetCost } from '../../../core/notice/gsm7-alphabet.ts';
import { cutToSeptets, foldAndMeasure, measureSms } from '../../../core/notice/measure-sms.ts';

// Goal: no letter ever turns an SMS into 70-character parts, and none is lost as '?'.
// Method: French text by example; any Unicode text by property.

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

describe('folding to GSM-7', () => {
  test.each([
    {
      written: 'forêt, leçons, même côté, août, cœur, Noël',
      sent: 'foret, lecons, meme coté, aout, coeur, Noel',
    },
    { written: 'é è à ù ì ò É Ç', sent: 'é è à ù ì ò É Ç' },
    { written: 'À Â È Ê Ë Î Ï Ô Œ Ù Û Ÿ ç ÿ', sent: 'A A E E E I I O OE U U Y c y' },
    { written: 'l’élève dit : « c’est reçu »…', sent: 'l\'élève dit : "c\'est recu"...' },
    { written: 'e\u0301cole', sent: 'école' },
    { written: 'a\u202Fb\u00A0c\u2009d', sent: 'a b c d' },
    { written: 'n° 5 – 6 — 7 • 8', sent: 'no 5 - 6 - 7 - 8' },
    { written: 'Łódź, Đà Nẵng', sent: 'Lodz, Dà Nang' },
    { written: '10 €', sent: '10 €' },
    { written: '✅ 学校', sent: '- --' },
  ])('$written becomes $sent', ({ written, sent }) => {
    expect(foldToGsm7(written)).toBe(sent);
  });

  test('leaves GSM-7 alone, for any text, and is idempotent', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = foldToGsm7(text);
        expect(Array.from(folded).every((letter) => septetCost(letter) > 0)).toBe(true);
        expect(foldToGsm7(folded)).toBe(folded);
      }),
    );
  });

  test('keeps every character that GSM-7 has', () => {
    const alphabet = GSM7_CHARACTERS.join('');
    expect(GSM7_CHARACTERS).toHaveLength(137);
    expect(foldToGsm7(alphabet)).toBe(alphabet);
  });

  test('asks no question that was not asked', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const asked = Array.from(text.normalize('NFKD')).filter((letter) => letter === '?').length;
        expect(
          Array.from(foldToGsm7(text)).filter((letter) => letter === '?').length,
        ).toBeLessThanOrEqual(asked);
      }),
    );
  });

  test('grows by a bounded factor', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const most = Array.from(text.normalize('NFC')).length * MOST_LETTERS_PER_CHARACTER;
        expect(foldToGsm7(text).length).toBeLessThanOrEqual(most);
      }),
    );
  });
});

describe('measuring', () => {
  test.each([
    { text: '', septets: 0, segments: 1 },
    { text: 'a'.repeat(160), septets: 160, segments: 1 },
    { text: 'a'.repeat(161), septets: 161, segments: 2 },
    { text: 'a'.repeat(306), septets: 306, segments: 2 },
    { text: 'a'.repeat(307), septets: 307, segments: 3 },
    { text: '€'.repeat(80), septets: 160, segments: 1 },
    // 76 of them fill a part of 153: the escape is never parted from its character.
    { text: '€'.repeat(153), septets: 306, segments: 3 },
  ])('$septets septets make $segments', ({ text, septets, segments }) => {
    expect(measureSms(text)).toEqual({ septets, segments });
  });

  test('counts while it folds as it would count afterwards', () => {
    const text = fc.oneof(
      anyText,
      fc.string({
        unit: fc.constantFrom(...Array.from('aé œ’\u202f\u0301€«»…😀')),
        maxLength: 400,
      }),
    );
    fc.assert(
      fc.property(text, (written) => {
        const folded = foldToGsm7(written);
        expect(foldAndMeasure(written)).toEqual({ text: folded, ...measureSms(folded) });
      }),
    );
  });

  test('cuts to septets, and no extension character in two', () => {
    expect(cutToSeptets('ab€cd', 5)).toBe('ab€c');
    expect(cutToSeptets('ab€cd', 3)).toBe('ab');
    expect(cutToSeptets('ab', 5)).toBe('ab');
  });

  test('refuses what is not folded', () => {
    expect(measureSms('leçon')).toBeNull();
  });
});
