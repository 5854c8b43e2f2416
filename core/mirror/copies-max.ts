/**
 * Files of a mirror beyond which no copy is added: as many as the lessons of one source may be, with
 * room for the pictures' makings in a manifest of 50,000. Chosen.
 */
const FILES_MAX = 40_000;

/**
 * Copies of pages for addresses in other folders, at most: one for each page. Each page has one
 * address that is guessed at most; what more there is are old addresses, which share copies.
 *
 * @param pages the lessons that are pages
 * @param files all files, without the copies
 */
export const copiesMax = (pages: number, files: number): number =>
  Math.max(0, Math.min(pages, FILES_MAX - files));
