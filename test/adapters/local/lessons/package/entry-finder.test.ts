import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryFinder } from '../../../../../adapters/local/lessons/package/entry-finder.ts';

// Goal: a manifest's address finds its file however a tool wrote it, and never another one.
// Method: spellings seen in real packages; a property over names.

const NAMES = ['a/Leçon 1.html', 'a/50%.pdf', 'b/x_y.html', 'B/LOGO.png', 'c/d.txt', 'C/D.txt'];
const find = entryFinder(NAMES);

test.each([
  ['a/Leçon 1.html', 'a/Leçon 1.html'],
  ['a/Le\u0063\u0327on 1.html', 'a/Leçon 1.html'],
  ['a/Le%C3%A7on%201.html', 'a/Leçon 1.html'],
  ['./a//Leçon 1.html?x=1#y', 'a/Leçon 1.html'],
  ['b/../a/Leçon 1.html', 'a/Leçon 1.html'],
  ['../../a/Leçon 1.html', 'a/Leçon 1.html'],
  ['a\\Leçon 1.html', 'a/Leçon 1.html'],
  ['a/50%.pdf', 'a/50%.pdf'],
  ['b/x|y.html', 'b/x_y.html'],
  ['b/logo.PNG', 'B/LOGO.png'],
  ['c/d.txt', 'c/d.txt'],
  ['c/D.TXT', null],
  ['a/absent.html', null],
  ['', null],
  ['#ancre', null],
  ['https://ailleurs.example/a', null],
  ['//ailleurs.example/a', null],
])('%s', (href, name) => {
  expect(find(href)).toBe(name);
});

test('what is found is always one of the names', () => {
  const part = fc.constantFrom('a', 'A', 'é', '..', '.', '%', '%41', '|', '_', '/', '?');
  const href = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(href), href, (names, wanted) => {
      const found = entryFinder(names)(wanted);
      expect(found === null || names.includes(found)).toBe(true);
    }),
  );
});
