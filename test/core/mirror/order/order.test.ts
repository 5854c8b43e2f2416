// Goal: names stand as a person would put them, and lists of links are read as their tools read them.
// Method: examples; that the order is one, as a property.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNames, nameInWords } from '../../../../core/mirror/order/natural-order.ts';
import { summaryLines } from '../../../../core/mirror/order/summary-lines.ts';

describe('names', () => {
  it('stand by their numbers, after the first page of the folder', () => {
    const names = [
      '10_fin.md',
      '2_suite.md',
      '1.10_b',
      '1.2_a',
      'été.md',
      'etude.md',
      'README.md',
      '01_un.md',
    ];
    expect(names.toSorted(compareNames)).toEqual([
      'README.md',
      '01_un.md',
      '1.2_a',
      '1.10_b',
      '2_suite.md',
      '10_fin.md',
      'été.md',
      'etude.md',
    ]);
  });
  it('have one order', () => {
    const name = fc.constantFrom(
      'a.md',
      'A.md',
      'á.md',
      '1.md',
      '01.md',
      'index.md',
      'a',
      '',
      '2_a',
    );
    fc.assert(
      fc.property(fc.array(name, { maxLength: 9 }), (names) => {
        const unique = [...new Set(names)];
        expect(unique.toReversed().toSorted(compareNames)).toEqual(unique.toSorted(compareNames));
      }),
    );
  });
  it.each([
    ['02_variables.md', 'Variables'],
    ['1.2_Dictionnaires', 'Dictionnaires'],
    ['10-les-boucles.html', 'Les boucles'],
    ['2021.pdf', '2021'],
    ['05_boucles_comparaisons.md', 'Boucles comparaisons'],
  ])('%j is called %j', (name, words) => {
    expect(nameInWords(name)).toBe(words);
  });
});

describe('a list of links', () => {
  it('keeps parts, levels, headings and pages outside the list', () => {
    const text =
      '# Sommaire\n\n[Avant](avant.md)\n\n# Partie 1\n\n* [Un](un.md "t")\n    * [Deux **x**](<deux.md>)\n* Groupe\n  - [Trois](trois.md)\n- [Vide]()\n';
    expect(summaryLines(text)).toEqual([
      { title: 'Avant', depth: 0, target: 'avant.md' },
      { title: 'Partie 1', depth: 0, target: null },
      { title: 'Un', depth: 1, target: 'un.md' },
      { title: 'Deux x', depth: 2, target: 'deux.md' },
      { title: 'Groupe', depth: 1, target: null },
      { title: 'Trois', depth: 2, target: 'trois.md' },
      { title: 'Vide', depth: 1, target: null },
    ]);
  });
  it('of any length ends', () => {
    expect(summaryLines('- [a](b)\n'.repeat(50_000))).toHaveLength(5_000);
    expect(summaryLines(`- ${'['.repeat(100_000)}`).length).toBeLessThan(2);
  });
});
