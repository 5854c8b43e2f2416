import { collectWords, type IndexedWord } from './collect-words.ts';
import type { SearchedLesson } from './weigh-words.ts';
import type { Stem } from './word-key.ts';

/** A stemmer for each language that a mirror speaks. */
export type Stemmers = { readonly [language in 'fr' | 'en']: Stem };

/** Letters of one part of the index, before compression: at most some 20 kB on the way. Chosen. */
const PART_LETTERS = 48 * 1024;
/** From here on a part ends at the next key that may begin one. */
const PART_LEAST = 24 * 1024;
/**
 * One key in so many may begin a part, by its own letters: a lesson that changed then moves the
 * borders near its words alone, and the other parts need not be sent again. Chosen.
 */
const BORDERS = 8;

/**
 * The search of a mirror, as files by name: `index`, which says from which word on each part goes,
 * and the parts (`m0`, `m1` …) with the words in the order of their keys.
 *
 * Each is a script that hands one value over, since a page opened from a disk may not fetch. The
 * value is JSON, all of it arrays under names of ours: no word of a lesson names a property.
 *
 * @param lessons in the order of the list of lessons: the page knows a lesson by its place there
 */
export function writeIndex(
  lessons: readonly SearchedLesson[],
  stem: Stem,
  language: 'fr' | 'en',
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const add = (name: string, json: string): void =>
    void files.set(name, `preauIndex(${JSON.stringify(name)},${json})\n`);
  const from: string[] = [];
  let part: string[] = [];
  let letters = 0;
  const close = (): void => {
    if (part.length > 0) add(`m${from.length - 1}`, `[${part.join(',\n')}]`);
    part = [];
    letters = 0;
  };
  for (const word of collectWords(lessons, stem, language)) {
    const line = JSON.stringify(lineOf(word));
    const isBorder = letters > PART_LEAST && letterSum(word.key) % BORDERS === 0;
    if (isBorder || letters + line.length > PART_LETTERS) close();
    if (part.length === 0) from.push(word.key);
    part.push(line);
    letters += line.length;
  }
  close();
  add('index', JSON.stringify({ count: lessons.length, from }));
  return files;
}

function letterSum(key: string): number {
  let sum = 0;
  for (let at = 0; at < key.length; at += 1) sum = (sum * 31 + key.charCodeAt(at)) % 65_521;
  return sum;
}

/** A word as its part has it: key; lessons and weights by turns, each lesson as the step from the last; excerpts. */
type PartLine = readonly [string, readonly number[], readonly (number | string)[]];

function lineOf({ key, lessons, excerpts }: IndexedWord): PartLine {
  const steps: number[] = [];
  let before = 0;
  for (const { lesson, weight } of lessons) {
    steps.push(lesson - before, weight);
    before = lesson;
  }
  return [key, steps, excerpts.flatMap(({ lesson, text }) => [lesson, text])];
}
