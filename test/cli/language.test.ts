// Goal: a sentence that counts has the word for one and the word for more, as its language has it.
// Method: the command line's own sentences, filled in for none, one and two.
import { expect, it } from 'vitest';
import { readPhrase } from '../../app/notices/read-phrase.ts';
import { readWords, readWordTable } from '../../web/words.ts';

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

it('every plural of the locales reads as one in ICU, with the same values in both languages', () => {
  const [fr, en] = (['fr', 'en'] as const).map((language) => readWordTable(language));
  const counted = Object.entries(fr ?? {}).filter(([, text]) => text.includes(', plural,'));
  expect(counted.length).toBeGreaterThan(50);
  for (const [key, text] of counted)
    expect([key, namesOf(text, 'fr')]).toEqual([key, namesOf(en?.[key] ?? '', 'en')]);
});

/** Once each: a language may say a figure twice. */
function namesOf(template: string, language: string): readonly string[] {
  const read = readPhrase(template, language);
  if (read.kind === 'unreadable') throw new Error(`${template}: ${read.reason}`);
  const names = [...read.variables, ...read.choices].map(({ name }) => name);
  return [...new Set(names)].toSorted((one, other) => one.localeCompare(other));
}
