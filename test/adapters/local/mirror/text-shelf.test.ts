// Goal: what is put on the shelf is read back letter by letter, and nothing of it stays on the disk.
// Method: texts of every kind of letter, in a real folder, and in one that is not there.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textPart, wholeText } from '../../../../app/mirror/kept-text.ts';
import { textShelf } from '../../../../adapters/local/mirror/text-shelf.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preau-shelf-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('gives any part of any text back, lone surrogates too', () => {
  const shelf = textShelf(folder);
  const units = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => `${text}\ud800`);
  fc.assert(
    fc.property(fc.array(units, { maxLength: 8 }), fc.nat(), fc.nat(), (texts, a, b) => {
      const kept = texts.map((text) => shelf.put(text));
      for (const [index, text] of texts.entries()) {
        const on = kept[index] ?? '';
        const [from = 0, to = 0] = [a % text.length, b % text.length].toSorted((x, y) => x - y);
        expect(typeof on).toBe('object');
        expect(wholeText(on)).toBe(text);
        expect(textPart(on, from, to)).toBe(text.slice(from, to));
      }
    }),
    { seed: 2021, numRuns: 60 },
  );
  shelf.close();
});

test('leaves no file behind, not even while it is open', async () => {
  const shelf = textShelf(folder);
  shelf.put('La leçon du jour');
  expect(await readdir(folder)).toEqual([]);
  shelf.close();
});

test('keeps texts in memory where there is no place for a file', () => {
  const shelf = textShelf(join(folder, 'missing'));
  expect(shelf.put('La leçon du jour')).toBe('La leçon du jour');
  shelf.close();
});
