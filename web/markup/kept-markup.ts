import type { Words } from '../../app/views/words.ts';
import type { Html } from './html.ts';

/**
 * Characters of what one writer keeps in one language, twice at most: two hundred cards of five
 * kilobytes. Chosen.
 */
const MOST_CHARACTERS = 1_000_000;

/**
 * Keep what a writer of markup wrote as long as it is asked for: a page is written anew at each change,
 * and most of its parts are of the same as before. What they are of is compared by value, so that a view
 * that was made anew of the same state finds them again.
 *
 * @param write pure. All that it reads is among what it is given, and that is plain JSON: of a function
 *   or a map nothing would be compared. `undefined` and `null` are told apart
 * @returns the same, which writes only what it has not at hand
 */
export function keptMarkup<Of extends readonly unknown[]>(
  write: (words: Words, ...of: Of) => Html,
): (words: Words, ...of: Of) => Html {
  const shelves = new WeakMap<Words, Shelf>();
  return (words, ...of) => {
    const shelf = shelves.get(words) ?? openShelf();
    shelves.set(words, shelf);
    // No JSON of a value holds a line break, and none is empty.
    const key = of.map((one) => JSON.stringify(one)).join('\n');
    return shelf.find(key) ?? shelf.keep(key, write(words, ...of));
  };
}

interface Shelf {
  readonly find: (key: string) => Html | undefined;
  readonly keep: (key: string, made: Html) => Html;
}

/** What was not asked for while half of it was filled anew is let go. */
function openShelf(): Shelf {
  let fresh = new Map<string, Html>();
  let former = new Map<string, Html>();
  let characters = 0;
  const keep = (key: string, made: Html): Html => {
    const size = key.length + made.markup.length;
    if (size > MOST_CHARACTERS) return made;
    if (characters + size > MOST_CHARACTERS) {
      [former, fresh, characters] = [fresh, new Map<string, Html>(), 0];
    }
    fresh.set(key, made);
    characters += size;
    return made;
  };
  return {
    find(key) {
      const made = fresh.get(key);
      if (made !== undefined) return made;
      const older = former.get(key);
      return older && keep(key, older);
    },
    keep,
  };
}
