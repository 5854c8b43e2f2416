/** What the pages' font has, of letters and signs: French, and all of Western Europe. */
const HAS =
  /^[ -~\u00A0-\u00AC\u00AE-\u00FF\u0131\u0152\u0153\u2013\u2014\u2018-\u201A\u201C-\u201E\u2022\u2026\u2039\u203A\u20AC\u2122\u2191\u2193\u2212]$/u;

/** Signs that have one of the font's in their place. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['\u2009', '\u00A0'],
  ['\u202F', '\u00A0'],
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['\u2192', '->'],
  ['\u2190', '<-'],
  ['\u2264', '<='],
  ['\u2265', '>='],
  ['\u00AD', ''],
]);

/** Four lines of a page are shorter: what is cut stands in the other files. Chosen. */
const CHARS_MOST = 600;

/**
 * A text as the pages can print it, in one paragraph. A letter that the font lacks loses its accent,
 * and is a question mark if that does not help: a name may come from anywhere.
 */
export function printableText(text: string): string {
  const cut = text.slice(0, CHARS_MOST).replaceAll(/\s*[\r\n\t]+\s*/g, ' ');
  return Array.from(cut.normalize('NFC'), printable).join('');
}

function printable(letter: string): string {
  if (HAS.test(letter)) return letter;
  const instead = INSTEAD.get(letter);
  if (instead !== undefined) return instead;
  const bare = Array.from(letter.normalize('NFKD'))
    .filter((one) => HAS.test(one))
    .join('');
  return bare === '' ? '?' : bare;
}
