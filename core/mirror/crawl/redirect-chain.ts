/** Redirects in a row. Chosen: browsers follow 20, and a lesson needs one or two. */
export const MAX_REDIRECTS = 10;

/**
 * Follow redirects to where they end.
 *
 * @param next where an address was redirected to, null where it was not
 * @returns null for a circle, and for more than ten in a row
 */
export function redirectEnd(from: number, next: (id: number) => number | null): number | null {
  let at = from;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const to = next(at);
    if (to === null) return at;
    at = to;
  }
  return null;
}
