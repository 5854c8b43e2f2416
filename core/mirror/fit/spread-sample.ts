/**
 * Some of many, spread evenly, and others of them at each turn: after `ceil(items / most)` turns in a
 * row every one was looked at. The same turn always gives the same ones, so nothing need be remembered.
 *
 * @param most how many at most; 0 gives none
 * @param turn a whole number, 0 or more
 * @returns in the order of the items
 */
export function spreadSample<Item>(
  items: readonly Item[],
  most: number,
  turn = 0,
): readonly Item[] {
  if (most < 1) return [];
  const turns = turnsToSeeAll(items.length, most);
  return items.filter((_, index) => index % turns === turn % turns);
}

/** In how many turns {@link spreadSample} has looked at everything. At least 1. */
export const turnsToSeeAll = (count: number, most: number): number =>
  Math.max(1, Math.ceil(count / most));
