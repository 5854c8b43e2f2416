import { openOffline } from './offline.js';
import { openSearch } from './search-box.js';

/**
 * Make the list of lessons better than a list.
 *
 * @param {import('../search/word-key.ts').Stem} stem
 * @param {'fr' | 'en'} language
 */
export function openLessons(stem, language) {
  const box = document.querySelector('.preau-recherche');
  if (!(box instanceof HTMLElement)) return;
  // First: it notes the lessons' own addresses, by which the search counts them.
  const offline = openOffline(box);
  openSearch(box, stem, language);
  void offline;
}
