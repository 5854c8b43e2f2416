/**
 * Do a piece of work for each item, at most `lanes` at a time, begun in order.
 *
 * After the first failure nothing more is begun, what is under way is waited for, and then that
 * failure is thrown: nothing goes on behind the back of who asked, as in a Lambda that is frozen.
 *
 * @returns results in the order of the items
 */
export async function inLanes<T, R>(
  items: readonly T[],
  lanes: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const failures: unknown[] = [];
  const lane = async () => {
    for (const [index, item] of waiting) {
      if (failures.length > 0) return;
      try {
        results[index] = await work(item, index);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
  if (failures.length > 0) throw failures[0];
  return results;
}
