/** Where one word of a query was found: a lesson's number to how much it says of that word. */
export type Found = ReadonlyMap<number, number>;

/** A lesson that a query found. */
export interface RankedLesson {
  readonly lesson: number;
  /** How many of the query's words it has. */
  readonly words: number;
  readonly score: number;
}

/**
 * How much a word tells: one that few lessons have, more. The inverse document frequency of BM25.
 *
 * @see https://www.staff.city.ac.uk/~sbrp622/papers/foundations_bm25_review.pdf section 3.1
 */
export const rarity = (lessonsWithIt: number, lessons: number): number =>
  Math.log(1 + (lessons - lessonsWithIt + 0.5) / (lessonsWithIt + 0.5));

/**
 * Put the lessons that a query found in order: those with all its words, or where there is none
 * those with most of them; then by what their words tell; then as the course has them.
 */
export function rankLessons(found: readonly Found[]): readonly RankedLesson[] {
  const all = new Map<number, { words: number; score: number }>();
  for (const word of found) {
    for (const [lesson, score] of word) {
      const one = all.get(lesson) ?? { words: 0, score: 0 };
      all.set(lesson, { words: one.words + 1, score: one.score + score });
    }
  }
  const most = [...all.values()].reduce((top, { words }) => Math.max(top, words), 0);
  return [...all]
    .flatMap(([lesson, one]) => (one.words === most ? [{ lesson, ...one }] : []))
    .sort((a, b) => b.score - a.score || a.lesson - b.lesson);
}
