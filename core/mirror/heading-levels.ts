/**
 * The levels that a page's headings get, so that it has one title and nobody who jumps from heading
 * to heading misses a step: a heading within another is one deeper, whatever it was called.
 *
 * The first `h1` is the title. A page without one gets its title from elsewhere, and its own
 * headings begin at 2. What is right already stays as it is.
 *
 * @param levels 1 to 6, in the order of the page
 * @returns as many, 1 to 6
 * @see https://www.w3.org/WAI/WCAG22/Techniques/html/H42
 */
export function headingLevels(levels: readonly number[]): readonly number[] {
  const title = levels.indexOf(1);
  const within: { readonly was: number; readonly is: number }[] = [];
  return levels.map((was, index) => {
    while ((within.at(-1)?.was ?? 0) >= was) within.pop();
    const outer = within.at(-1)?.is ?? 1;
    const is = index === title ? 1 : Math.min(outer + 1, 6);
    within.push({ was, is });
    return is;
  });
}
