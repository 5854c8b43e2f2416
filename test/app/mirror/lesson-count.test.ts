// Goal: the list of lessons counts them as people do, one lesson too.
// Method: the page of a copy of one lesson and of two, in the words that ship.
import { expect, it } from 'vitest';
import { mirrorWords } from '../../../adapters/local/mirror/words.ts';
import { listPage } from '../../../app/mirror/write-own-pages.ts';
import { listTree } from '../../../app/mirror/list-tree.ts';

const page = (language: 'fr' | 'en', count: number): string => {
  const lessons = Array.from({ length: count }, (_, at) => ({
    path: `/${at}.html`,
    title: `L${at}`,
    text: '',
    headings: [],
    group: '',
    type: 'text/html; charset=utf-8',
    sizeBytes: 1_000,
  }));
  const site = { lessons, contents: [], hasHome: false, edition: '0123456789ab', archives: [] };
  const frame = {
    title: 'ENT',
    language,
    day: { long: '6 avril 2021', iso: '2021-04-06' },
    themePath: '/_preau/theme.css',
    words: mirrorWords(language),
  };
  return listPage(
    frame,
    { ...site, chapters: listTree(site), index: '/_preau/i/' },
    '/_preau/lecons.html',
  );
};

it.each([
  ['fr', 1, '<p>1 leçon ou document dans cette copie.</p>'],
  ['fr', 2, '<p>2 leçons et documents dans cette copie.</p>'],
  ['en', 1, '<p>1 lesson or document in this copy.</p>'],
  ['en', 2, '<p>2 lessons and documents in this copy.</p>'],
] as const)('in %s, of %d', (language, count, sentence) => {
  expect(page(language, count)).toContain(sentence);
});
