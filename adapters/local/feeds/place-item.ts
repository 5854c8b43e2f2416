import { foldText } from '../../../core/fold-text.ts';
import type { FeedSource } from './feed-source.ts';

/** What is compared of one item: a page may name thousands of places at length. Chosen. */
const PLACES_MAX = 60;
const PLACE_CHARS = 120;
const TEXT_CHARS = 4_000;

/** Where an item of a feed is said to be: the words of each, empty where the page tells none. */
export interface ItemPlace {
  readonly regions: readonly string[];
  readonly products: readonly string[];
  /** Its title and the like, where a page that names no components may tell both. */
  readonly text: string;
}

/** `unplaced`: the page does not tell. */
export type Placing = 'ours' | 'elsewhere' | 'unplaced';

/**
 * Whether an item of a company's page concerns what one has of it: by region and by product, since a
 * brand has many of both. Words are compared as people read them, whole: `GRA` is not in `grave`, and
 * `eu-west-1` not in `eu-west-10`.
 */
export function placeItem(item: ItemPlace, source: FeedSource): Placing {
  if (source.wholePage === true) return 'ours';
  const text = foldText(item.text.slice(0, TEXT_CHARS));
  const answers = [
    meets(source.regions, item.regions, text),
    meets(source.products, item.products, text),
  ];
  if (answers.includes('elsewhere')) return 'elsewhere';
  return answers.includes('unplaced') ? 'unplaced' : 'ours';
}

function meets(
  wanted: readonly string[] | undefined,
  told: readonly string[],
  text: string,
): Placing {
  if (wanted === undefined) return 'ours';
  const words = wanted.map(foldText);
  const places = told.slice(0, PLACES_MAX).map((place) => foldText(place.slice(0, PLACE_CHARS)));
  if (words.some((word) => [...places, text].some((place) => holdsWord(place, word))))
    return 'ours';
  return told.length === 0 ? 'unplaced' : 'elsewhere';
}

/** Letters and digits on both sides, and hyphens, would make it another word. */
function holdsWord(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const [before, behind] = [text[at - 1], text[at + word.length]];
    if (!isInWord(before) && !isInWord(behind)) return true;
  }
  return false;
}

const isInWord = (letter: string | undefined): boolean =>
  letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
