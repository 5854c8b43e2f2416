import { matchKey } from '../search/match-key.ts';
import { parseQuery } from '../search/parse-query.ts';
import { foldWord, wordKey } from '../search/word-key.ts';
import { wordsIn } from '../search/words-in.ts';
import { findLessons } from './find-lessons.js';

/**
 * @typedef {import('../search/word-key.ts').Stem} Stem
 * @typedef {import('../search/parse-query.ts').QueryWord} QueryWord
 * @typedef {{ link: HTMLAnchorElement, title: string, chapter: string }} Listed
 */

/** Results shown; who wants more adds a word. */
const SHOWN = 20;
/** A finger's pause between two letters. */
const PAUSE_MS = 150;

/**
 * Put the search's field before the list of lessons. The page works without: the list is there.
 *
 * @param {HTMLElement} box
 * @param {Stem} stem
 * @param {'fr' | 'en'} language
 */
export function openSearch(box, stem, language) {
  const words = JSON.parse(box.dataset['words'] ?? '{}');
  box.setAttribute('role', 'search');
  const field = document.createElement('input');
  field.type = 'search';
  field.autocomplete = 'off';
  field.enterKeyHint = 'search';
  const label = document.createElement('label');
  label.append(words.search, field);
  const said = document.createElement('p');
  said.setAttribute('role', 'status');
  const results = document.createElement('ol');
  results.className = 'preau-resultats';
  box.append(label, said, results);

  let turn = 0;
  const show = async () => {
    const mine = ++turn;
    const query = field.value;
    const asked = parseQuery(query, stem, language);
    history.replaceState(null, '', query.trim() === '' ? location.pathname : hashOf(query));
    if (asked.length === 0) {
      said.textContent = '';
      results.replaceChildren();
      return;
    }
    const lessons = listedLessons();
    const isWanted = (/** @type {string} */ word) =>
      asked.some((one) => matchKey(wordKey(word, stem, language), one) > 0 || begins(word, one));
    const answer = await findLessons(box.dataset['index'] ?? '', asked, SHOWN).catch(() =>
      inTitles(lessons, asked.length, isWantedBy(asked, stem, language)),
    );
    if (mine !== turn) return;
    said.textContent = sentence(words, answer);
    results.replaceChildren(
      ...answer.lessons.flatMap(({ lesson, excerpt }) => {
        const listed = lessons[lesson];
        return listed === undefined ? [] : [line(listed, excerpt, isWanted)];
      }),
    );
  };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  field.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(show, PAUSE_MS);
  });
  const start = () => {
    const from = new URLSearchParams(location.hash.slice(1)).get('q');
    if (from === null || from === field.value) return;
    field.value = from;
    void show();
  };
  addEventListener('hashchange', start);
  start();
}

/** @param {string} query */
const hashOf = (query) => `#${new URLSearchParams({ q: query })}`;

/**
 * The lessons as the list below has them, each once: the index counts them in this order.
 *
 * @returns {Listed[]}
 */
function listedLessons() {
  /** @type {Map<string, Listed>} */
  const lessons = new Map();
  for (const link of document.querySelectorAll('.preau-lecons a')) {
    if (!(link instanceof HTMLAnchorElement)) continue;
    const path = link.dataset['path'] ?? link.pathname;
    const chapter = link.closest('details')?.querySelector('.preau-titre')?.textContent ?? '';
    if (!lessons.has(path)) lessons.set(path, { link, title: link.textContent, chapter });
  }
  return [...lessons.values()];
}

/**
 * @param {string} word
 * @param {QueryWord} wanted
 */
const begins = (word, { typed, isOpen }) => isOpen && foldWord(word).startsWith(typed);

/**
 * @param {readonly QueryWord[]} asked
 * @param {Stem} stem
 * @param {'fr' | 'en'} language
 * @returns {(title: string) => number} how many of the query's words a title has
 */
const isWantedBy = (asked, stem, language) => (title) => {
  const has = wordsIn(title).map(({ word }) => ({ word, key: wordKey(word, stem, language) }));
  return asked.filter((one) =>
    has.some(({ word, key }) => matchKey(key, one) > 0 || begins(word, one)),
  ).length;
};

/**
 * Without its index the search goes through the titles of the list.
 *
 * @param {readonly Listed[]} lessons
 * @param {number} words
 * @param {(title: string) => number} count
 */
function inTitles(lessons, words, count) {
  const found = lessons.flatMap(({ title }, lesson) =>
    count(title) === words ? [{ lesson, excerpt: '' }] : [],
  );
  return {
    lessons: found.slice(0, SHOWN),
    count: found.length,
    isPartial: false,
    isTitles: true,
  };
}

/**
 * @param {Record<string, string>} words
 * @param {{ count: number, isPartial: boolean, isTitles?: boolean }} answer
 */
function sentence(words, { count, isPartial, isTitles }) {
  const found =
    count === 0
      ? words['none']
      : (words[isPartial ? 'some' : 'found'] ?? '').replace('{count}', `${count}`);
  return isTitles ? `${found} ${words['titles']}` : `${found}`;
}

/**
 * @param {Listed} listed
 * @param {string} excerpt
 * @param {(word: string) => boolean} isWanted
 */
function line({ link, title, chapter }, excerpt, isWanted) {
  const item = document.createElement('li');
  const anchor = document.createElement('a');
  anchor.href = link.href;
  anchor.append(...marked(title, isWanted));
  item.append(anchor);
  if (chapter !== '') item.append(paragraph('preau-chapitre-de', chapter));
  if (excerpt !== '') item.append(paragraph('preau-extrait', ...marked(excerpt, isWanted)));
  return item;
}

/**
 * @param {string} name
 * @param {...(string | Node)} content
 */
function paragraph(name, ...content) {
  const made = document.createElement('p');
  made.className = name;
  made.append(...content);
  return made;
}

/**
 * A text with the query's words marked. Text only: nothing of a lesson is ever read as HTML.
 *
 * @param {string} text
 * @param {(word: string) => boolean} isWanted
 */
function marked(text, isWanted) {
  /** @type {(string | Node)[]} */
  const parts = [];
  let done = 0;
  for (const { word, from, to } of wordsIn(text)) {
    if (!isWanted(word)) continue;
    const mark = document.createElement('mark');
    mark.textContent = word;
    parts.push(text.slice(done, from), mark);
    done = to;
  }
  return [...parts, text.slice(done)];
}
