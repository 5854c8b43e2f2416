/** Give a page a name for people, that no other file has. */
export type NamePage = (title: string, fallback: string) => string;

/** Letters of a name: enough to tell pages apart, and under 240 bytes in any alphabet. Chosen. */
const MAX_LETTERS = 50;

/**
 * Make names of the titles of pages: `Qu’est-ce qu’une fraction ?` is
 * `qu-est-ce-qu-une-fraction.html`. The same titles in the same order give the same names.
 *
 * @param taken names of the package's own files
 */
export function pageNames(taken: Iterable<string>): NamePage {
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  /** Where to go on for a title that came before: thousands of pages may have the same. */
  const last = new Map<string, number>();
  return (title, fallback) => {
    const stem = slug(title) || slug(fallback) || 'page';
    for (let number = (last.get(stem) ?? 0) + 1; ; number += 1) {
      const name = `${stem}${number === 1 ? '' : `-${number}`}.html`;
      if (used.has(name)) continue;
      used.add(name);
      last.set(stem, number);
      return name;
    }
  };
}

/** Accents of Latin letters go, letters of other alphabets stay. */
function slug(title: string): string {
  const letters = title
    .slice(0, 400)
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  const short = Array.from(letters)
    .slice(0, MAX_LETTERS)
    .join('')
    .replaceAll(/^-+|-+$/g, '');
  // A page called so would become the home page of the whole mirror.
  return short === 'index' ? 'index-1' : short;
}
