/**
 * A name as people compare it: no case, no accents, hyphens and spaces alike.
 *
 * `Île-de-France`, `ile de france` and `ILE-DE-FRANCE` fold to one text. For comparing only; what
 * people read keeps its accents.
 */
export function foldName(name: string): string {
  const known = folded.get(name);
  if (known !== undefined) return known;
  const text = fold(name);
  if (folded.size < REMEMBERED && name.length <= LENGTH_MOST) folded.set(alone(name), text);
  return text;
}

/**
 * Folded already: a directory has thirty académies, a dozen types and three states, each in tens of
 * thousands of rows. Both bounds are chosen; what comes after them is folded each time.
 */
const folded = new Map<string, string>();
const REMEMBERED = 1_000;
const LENGTH_MOST = 100;

const fold = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s_'’-]+/g, ' ')
    .trim();

/** The same text by itself: one cut out of a longer text keeps all of that in memory. */
const alone = (text: string): string => text.split('').join('');
