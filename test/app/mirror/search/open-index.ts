import { runInNewContext } from 'node:vm';
import { STEMMERS } from '../../../../adapters/local/mirror/stem.ts';
import { matchKey, partsFor } from '../../../../app/mirror/search/match-key.ts';
import { parseQuery } from '../../../../app/mirror/search/parse-query.ts';
import { rankLessons, rarity } from '../../../../app/mirror/search/rank-lessons.ts';
import type { SearchedLesson } from '../../../../app/mirror/search/weigh-words.ts';
import { writeIndex } from '../../../../app/mirror/search/write-index.ts';

type Line = readonly [string, readonly number[], readonly (number | string)[]];

/** A lesson of which only some is said. */
export const lesson = (title: string, more: Partial<SearchedLesson> = {}): SearchedLesson => ({
  title,
  headings: [],
  group: '',
  text: '',
  ...more,
});

/** An index as a page reads it: each part run as the script that it is, in a world of its own. */
export function openIndex(lessons: readonly SearchedLesson[], language: 'fr' | 'en' = 'fr') {
  const files = writeIndex(lessons, STEMMERS[language], language);
  const known = new Map<string, unknown>();
  const read = (name: string): unknown => {
    if (known.has(name)) return known.get(name);
    let value: unknown;
    runInNewContext(files.get(name) ?? '', {
      preauIndex: (said: string, json: unknown) => {
        if (said === name) value = structuredClone(json);
      },
    });
    known.set(name, value);
    return value;
  };
  const { count, from } = read('index') as { count: number; from: readonly string[] };
  const find = (query: string): readonly string[] => {
    const found = parseQuery(query, STEMMERS[language], language).map((word) => {
      const scores = new Map<number, number>();
      for (const [key, steps] of partsFor(word, from).flatMap((n) => read(`m${n}`) as Line[])) {
        const how = matchKey(key, word);
        let at = 0;
        for (let i = 0; how > 0 && i < steps.length; i += 2) {
          at += steps[i] ?? 0;
          const score = how * rarity(steps.length / 2, count) * (steps[i + 1] ?? 0);
          scores.set(at, Math.max(scores.get(at) ?? 0, score));
        }
      }
      return scores;
    });
    return rankLessons(found).map(({ lesson: number }) => lessons[number]?.title ?? '?');
  };
  return { files, count, from, find, part: (n: number) => read(`m${n}`) as Line[] };
}
