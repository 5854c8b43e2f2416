/**
 * The anchor of a heading as MkDocs makes it, so that links between lessons keep leading to their
 * part: accents go, blanks become hyphens.
 *
 * @see https://python-markdown.github.io/extensions/toc/ "slugify"
 */
export function headingId(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/[^\x20-\x7E]/g, '')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[-\s]+/g, '-');
  return slug === '' ? '_1' : slug;
}

/** The same with a number behind it where it is taken: `exemple_1`. */
export function freeHeadingId(title: string, taken: Map<string, number>): string {
  const wanted = headingId(title);
  const times = taken.get(wanted) ?? 0;
  taken.set(wanted, times + 1);
  if (times === 0) return wanted;
  const free = `${wanted}_${times}`;
  return taken.has(free) ? freeHeadingId(free, taken) : (taken.set(free, 1), free);
}
