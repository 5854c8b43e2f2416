/** Adds counts to others, column by column. @param counts as many as `into` has */
export function addCounts(into: Float64Array, counts: ArrayLike<number>): void {
  into.forEach((sum, column) => {
    into[column] = sum + (counts[column] as number);
  });
}
