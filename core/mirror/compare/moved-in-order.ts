/**
 * Which of what both lists have stands elsewhere among the others: the fewest that had to move for the one order
 * to become the other.
 *
 * @returns in the order of `after`; empty when what both have comes in one order
 */
export function movedInOrder(
  before: readonly string[],
  after: readonly string[],
): readonly string[] {
  const places = new Map(before.map((item, index) => [item, index]));
  const common = [...new Set(after)].filter((item) => places.has(item));
  const kept = longestRising(common.map((item) => places.get(item) ?? 0));
  return common.filter((_, index) => !kept.has(index));
}

/**
 * Indices of a longest rising part of a list, in n log n.
 *
 * @see https://en.wikipedia.org/wiki/Longest_increasing_subsequence
 */
function longestRising(values: readonly number[]): ReadonlySet<number> {
  /** By length less one, where the rising part of that length ends that ends lowest. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [index, value] of values.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = ends[low - 1];
    ends[low] = index;
  }
  const rising = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) rising.add(at);
  return rising;
}
