import type { KeptText } from '../kept-text.ts';
import type { CountedWords } from './count-words.ts';
import { foldWord, type Stem, wordKey } from './word-key.ts';
import { wordsIn } from './words-in.ts';
import { STOP_WORDS } from './stop-words.ts';

/** What the search knows of one lesson. */
export interface SearchedLesson {
  readonly title: string;
  readonly headings: readonly string[];
  /** The chapter it stands in. */
  readonly group: string;
  readonly text: KeptText;
  /** The words of `text`, as `packWords` has them. @default they are counted */
  readonly words?: KeptText | undefined;
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

/**
 * Say what a lesson tells of each of its words.
 *
 * @param counted the words of its text
 */
export function weighWords(
  { title, headings, group }: Pick<SearchedLesson, 'title' | 'headings' | 'group'>,
  { written, keys }: CountedWords,
  keyOf: KeyOf,
): ReadonlyMap<string, WeighedWord> {
  const words = new Map<string, WeighedWord>();
  const note = (key: string): WeighedWord => {
    const known = words.get(key);
    if (known !== undefined) return known;
    const fresh = { weight: 0, at: -1 };
    words.set(key, fresh);
    return fresh;
  };
  const length = 1 - LENGTH_SHARE + (LENGTH_SHARE * written) / USUAL_WORDS;
  for (const [key, { times, at }] of keys)
    words.set(key, { weight: (TEXT * times) / (times + SATURATION * length), at });
  const inTitle = keysOf(title, keyOf);
  for (const key of inTitle) note(key).weight += TITLE + TITLE_SHARED / inTitle.size;
  for (const key of keysOf(headings.join('\n'), keyOf)) note(key).weight += HEADING;
  for (const key of keysOf(group, keyOf)) note(key).weight += GROUP;
  for (const one of words.values()) one.weight = Math.min(100, Math.max(1, Math.round(one.weight)));
  return words;
}

function keysOf(text: string, keyOf: KeyOf): ReadonlySet<string> {
  return new Set(wordsIn(text).flatMap(({ word }) => keyOf(word) ?? []));
}
