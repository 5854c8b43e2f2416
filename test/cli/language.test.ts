// Goal: a sentence that counts has the word for one and the word for more, as its language has it.
// Method: the command line's own sentences, filled in for none, one and two.
import { expect, it } from 'vitest';
import { readWords } from '../../cli/language.ts';

it.each([
  ['fr', 0, '0 page, 0 fichier'],
  ['fr', 1, '1 page, 1 fichier'],
  ['fr', 2, '2 pages, 2 fichiers'],
  ['en', 0, '0 pages, 0 files'],
  ['en', 1, '1 page, 1 file'],
  ['en', 2, '2 pages, 2 files'],
] as const)('in %s %i is said so: %s', (language, count, said) => {
  const sentence = readWords(language)('mirror.build.counts', {
    pages: count,
    files: count,
    size: '1 kB',
    changed: count,
  });
  expect(sentence).toContain(said);
  expect(sentence).not.toMatch(/[{|}]/);
});

it('gives both languages the same values to fill in', () => {
  for (const key of ['build.links', 'crawl.done', 'crawl.plan.known', 'verify.goodSite']) {
    const names = (['fr', 'en'] as const).map((language) =>
      [...readWords(language)(`mirror.${key}`).matchAll(/\{(\w+)\}/g)]
        .map(([, name]) => name)
        .toSorted((one = '', other = '') => one.localeCompare(other)),
    );
    expect(names[0]).toEqual(names[1]);
  }
});
