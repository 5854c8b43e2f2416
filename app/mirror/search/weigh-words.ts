import type { KeptText } from '../kept-text.ts';
import { foldWord, type Stem, wordKey } from './word-key.ts';
import { eachWord, wordsIn } from './words-in.ts';
import { STOP_WORDS } from './stop-words.ts';

/** What the search knows of one lesson. */
export interface SearchedLesson {
  readonly title: string;
  readonly headings: readonly string[];
  /** The chapter it stands in. */
  readonly group: string;
  readonly text: KeptText;
}

/** What one lesson says of one word. */
export interface WeighedWord {
  /** 1 to 100, whole. */
  weight: number;
  /** Where its text has the word first; -1 where only its title or chapter has it. */
  at: number;
}

/** Keys of words, kept: most words of a text were in the one before. */
export interface KeyOf {
  (word: string): string | null;
}

/** Distinct words whose keys are kept: a language has fewer, a library of logs has not. Chosen. */
const KEPT_KEYS = 200_000;

/** @returns a function that gives a word's key, or null for one that every lesson has */
export function keeperOfKeys(stem: Stem, language: 'fr' | 'en'): KeyOf {
  const kept = new Map<string, string | null>();
  return (word) => {
    const known = kept.get(word);
    if (known !== undefined) return known;
    const isStop = STOP_WORDS[language].has(foldWord(word));
    const found = isStop ? null : wordKey(word, stem, language);
    if (kept.size < KEPT_KEYS) kept.set(word, found);
    return found;
  };
}

/** A word of the title says most, all the more in a short one; then headings; then the text. Chosen. */
const TITLE = 25;
const TITLE_SHARED = 30;
const HEADING = 14;
const GROUP = 5;
const TEXT = 20;
/** BM25's own usual figures, for lessons of some 400 words. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.75;
const USUAL_WORDS = 400;

/** Say what a lesson tells of each of its words. */
export function weighWords(
  { title, headings, group, text }: SearchedLesson & { readonly text: string },
  keyOf: KeyOf,
): ReadonlyMap<string, WeighedWord> {
  const words = new Map<string, CountedWord>();
  const note = (key: string): CountedWord => {
    const known = words.get(key);
    if (known !== undefined) return known;
    const fresh = { weight: 0, at: -1, times: 0 };
    words.set(key, fresh);
    return fresh;
  };
  const { found, written } = countWords(text);
  for (const [word, { times, at }] of found) {
    const key = keyOf(word);
    if (key === null) continue;
    const one = note(key);
    one.times += times;
    // In the order of their first places: the first of a key's words is the first of all.
    if (one.at === -1) one.at = at;
  }
  const length = 1 - LENGTH_SHARE + (LENGTH_SHARE * written) / USUAL_WORDS;
  for (const one of words.values())
    one.weight = (TEXT * one.times) / (one.times + SATURATION * length);
  const inTitle = keysOf(title, keyOf);
  for (const key of inTitle) note(key).weight += TITLE + TITLE_SHARED / inTitle.size;
  for (const key of keysOf(headings.join('\n'), keyOf)) note(key).weight += HEADING;
  for (const key of keysOf(group, keyOf)) note(key).weight += GROUP;
  for (const one of words.values()) one.weight = Math.min(100, Math.max(1, Math.round(one.weight)));
  return words;
}

type CountedWord = WeighedWord & { times: number };

/** As they are written: most come several times, and their key is asked for once. */
function countWords(text: string) {
  const found = new Map<string, { times: number; readonly at: number }>();
  let written = 0;
  eachWord(text, (word, at) => {
    written += 1;
    const known = found.get(word);
    if (known === undefined) found.set(word, { times: 1, at });
    else known.times += 1;
  });
  return { found, written };
}

function keysOf(text: string, keyOf: KeyOf): ReadonlySet<string> {
  return new Set(wordsIn(text).flatMap(({ word }) => keyOf(word) ?? []));
}
