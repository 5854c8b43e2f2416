/** Letters of one lesson that the search looks through: what cleaning keeps of its text. */
const LESSON_LETTERS = 20_000;

/**
 * Letters of all lessons together. They are in memory at once where the release is put together, with
 * their words twice over: this many leave half of a function of 1,769 MB free, measured. Chosen.
 */
const ALL_LETTERS = 64_000_000;

/**
 * How many letters of each lesson the search may look through, so that all together stay below a
 * bound however many they are: the same for all, and short lessons leave their rest to long ones.
 *
 * @param sizes of the pages, in bytes: a page has no more letters of text than bytes
 */
export function shareLetters(sizes: readonly number[], all = ALL_LETTERS): number {
  let left = all;
  const sorted = sizes.map((size) => Math.min(size, LESSON_LETTERS)).sort((a, b) => a - b);
  for (const [at, size] of sorted.entries()) {
    const share = Math.floor(left / (sorted.length - at));
    if (size > share) return share;
    left -= size;
  }
  return LESSON_LETTERS;
}
