import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { lessonPath } from '../../../../../core/mirror/lesson-path.ts';
import { pageNames } from '../../../../../adapters/local/lessons/package/page-names.ts';

// Goal: every page has a name for people, stable and its own.
// Method: titles as teachers write them; any titles at all as a property.

test('titles become short names, and the second of one gets a number', () => {
  const name = pageNames(['Films.html']);
  expect(name('Qu’est-ce qu’une fraction ?', 'x')).toBe('qu-est-ce-qu-une-fraction.html');
  expect(name('Qu’est-ce qu’une fraction ?', 'x')).toBe('qu-est-ce-qu-une-fraction-2.html');
  expect(name('Œuvres à écouter', 'x')).toBe('oeuvres-a-ecouter.html');
  expect(name('Films', 'x')).toBe('films-2.html');
  expect(name('درس', 'x')).toBe('درس.html');
  expect(name('???', 'i08fa')).toBe('i08fa.html');
  expect(name('', '')).toBe('page.html');
  expect(name('Index', 'x')).toBe('index-1.html');
});

/** Of one to four bytes, some that names must not hold. */
const SIGN = fc.constantFrom(...Array.from('aÉœ🙂ع中𠀀- ?./\\\u0000'));

test('no two pages share a name, and each is an address', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: SIGN, maxLength: 80 }), { maxLength: 20 }), (titles) => {
      const name = pageNames([]);
      const names = titles.map((title) => name(title, 'x'));
      expect(new Set(names).size).toBe(names.length);
      expect(names.every((one) => lessonPath(one).kind === 'path')).toBe(true);
    }),
  );
});

test('fifty thousand pages of one title get their names one after the other', () => {
  const name = pageNames([]);
  for (let number = 1; number < 50_000; number += 1) name('Sans titre', 'x');
  expect(name('Sans titre', 'x')).toBe('sans-titre-50000.html');
}, 20_000);
