import { foldWord, type Stem, wordKey } from './word-key.ts';
import { STOP_WORDS } from './stop-words.ts';
import { wordsIn } from './words-in.ts';

/** One word of what a person looks for. */
export interface QueryWord {
  readonly key: string;
  /** Folded, as far as it was typed. */
  readonly typed: string;
  /** More letters may follow: it is the last, with nothing after it. */
  readonly isOpen: boolean;
}

/** Words of a query that are looked up: each may ask for a part of the index. Chosen. */
const WORDS_MAX = 8;

/** What a person typed, as words of the index. Those that every lesson has stand only when alone. */
export function parseQuery(query: string, stem: Stem, language: 'fr' | 'en'): readonly QueryWord[] {
  const written = wordsIn(query.slice(0, 200)).slice(0, WORDS_MAX);
  const words = written.map(({ word, to }) => ({
    key: wordKey(word, stem, language),
    typed: foldWord(word),
    isOpen: to === query.length,
  }));
  const telling = words.filter(({ typed, isOpen }) => isOpen || !STOP_WORDS[language].has(typed));
  const [only] = telling;
  // "les dérivées de": an article that ends a query is no beginning of a word while others stand.
  const last = telling.at(-1);
  const isStop = last !== undefined && STOP_WORDS[language].has(last.typed);
  if (telling.length > 1 && isStop) return telling.slice(0, -1);
  return only === undefined ? words : telling;
}
