/**
 * Files of a mirror beyond which no copy is added: as many as the lessons of one source may be, with
 * room for the pictures' makings in a manifest of 50,000. Chosen.
 */
const FILES_MAX = 40_000;

/**
 * Copies of pages for addresses in other folders, at most: two for each page, one for an address
 * that is guessed, and one for an old one, which those of a folder share.
 *
 * @param pages the lessons that are pages
 * @param files all files, without the copies
 */
export const copiesMax = (pages: number, files: number): number =>
  Math.max(0, Math.min(2 * pages, FILES_MAX - files));
