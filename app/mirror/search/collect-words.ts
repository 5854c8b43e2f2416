import { wholeText } from '../kept-text.ts';
import { countWords, unpackWords } from './count-words.ts';
import { excerpt } from './excerpt.ts';
import { keeperOfKeys, type SearchedLesson, weighWords } from './weigh-words.ts';
import type { Stem } from './word-key.ts';

/** Where one word is: the lessons in their order, and an excerpt of those that say most of it. */
export interface IndexedWord {
  readonly key: string;
  readonly lessons: readonly { readonly lesson: number; readonly weight: number }[];
  readonly excerpts: readonly { readonly lesson: number; readonly text: string }[];
}

/** Excerpts kept of one word: as many results as a phone shows before one scrolls. Chosen. */
const EXCERPTS = 4;

/** Above this many lessons a word is named for the best of them only. Chosen: some 15 kB, packed. */
const LESSONS_MAX = 5_000;

/** Weights are at most this: a lesson and its weight are kept as one number. */
const WEIGHTS = 128;

interface Collected {
  /** `lesson * WEIGHTS + weight`, in the order of lessons. */
  readonly packed: number[];
  readonly best: { readonly lesson: number; readonly weight: number; readonly at: number }[];
}

/** All words of all lessons, in the order of their keys, one by one: together they are large. */
export function* collectWords(
  lessons: readonly SearchedLesson[],
  stem: Stem,
  language: 'fr' | 'en',
): Generator<IndexedWord> {
  const keyOf = keeperOfKeys(stem, language);
  const words = new Map<string, Collected>();
  for (const [lesson, searched] of lessons.entries()) {
    const counted =
      searched.words === undefined
        ? countWords(wholeText(searched.text), keyOf)
        : unpackWords(wholeText(searched.words));
    for (const [key, { weight, at }] of weighWords(searched, counted, keyOf)) {
      const known = words.get(key);
      const word = known ?? { packed: [], best: [] };
      if (known === undefined) words.set(key, word);
      word.packed.push(lesson * WEIGHTS + weight);
      if (at !== -1) keepBest(word.best, { lesson, weight, at });
    }
  }
  for (const key of [...words.keys()].sort()) {
    const { packed = [], best = [] } = words.get(key) ?? {};
    words.delete(key);
    const excerpts = best.map(({ lesson, at }) => ({
      lesson,
      text: excerpt(lessons[lesson]?.text ?? '', at),
    }));
    yield { key, lessons: unpack(packed), excerpts };
  }
}

function keepBest(best: Collected['best'], one: Collected['best'][number]): void {
  const place = best.findIndex(({ weight }) => weight < one.weight);
  if (place === -1) best.push(one);
  else best.splice(place, 0, one);
  if (best.length > EXCERPTS) best.pop();
}

function unpack(packed: readonly number[]): IndexedWord['lessons'] {
  const all = packed.map((one) => ({
    lesson: Math.floor(one / WEIGHTS),
    weight: one % WEIGHTS,
  }));
  if (all.length <= LESSONS_MAX) return all;
  return all
    .sort((a, b) => b.weight - a.weight || a.lesson - b.lesson)
    .slice(0, LESSONS_MAX)
    .sort((a, b) => a.lesson - b.lesson);
}
