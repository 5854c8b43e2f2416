import type { FeedItem, FeedReading } from '../../../core/cause/feed-reading.ts';
import type { FeedSource } from './feed-source.ts';
import { type ItemPlace, type Placing, placeItem } from './place-item.ts';

/** An open item with where it is said to be. */
export interface PlacedItem extends ItemPlace {
  readonly item: FeedItem;
}

const TEXT_MAX_CHARS = 200;
/** What a reading holds of each: a page that has more open at once says no more by it. Chosen. */
const ITEMS_MAX = 100;
/** Open items that are looked at: more are counted as not read. Chosen. */
const OPEN_MAX = 300;

/**
 * What of a page's open items concerns us, what is elsewhere, and what does not tell.
 *
 * @param also.skipped items of the page that could not be read. @default 0
 * @param also.past incidents that are over, latest first. @default none
 */
export function collectItems(
  items: readonly PlacedItem[],
  source: FeedSource,
  {
    skipped = 0,
    past = [],
  }: { readonly skipped?: number; readonly past?: readonly PlacedItem[] } = {},
): Extract<FeedReading, { kind: 'read' }> {
  const placed = items
    .slice(0, OPEN_MAX)
    .map((one) => ({ item: shown(one), placing: placeItem(one, source) }));
  const of = (which: Placing): readonly FeedItem[] =>
    placed
      .filter(({ placing }) => placing === which)
      .slice(0, ITEMS_MAX)
      .map(({ item }) => item);
  return {
    kind: 'read',
    open: of('ours'),
    past: past
      .slice(0, OPEN_MAX)
      .filter((one) => placeItem(one, source) === 'ours')
      .slice(0, ITEMS_MAX)
      .map(shown),
    unplaced: of('unplaced'),
    elsewhere: of('elsewhere'),
    skipped: skipped + Math.max(0, items.length - OPEN_MAX),
  };
}

function shown({ item, regions, products }: PlacedItem): FeedItem {
  const where = [...new Set([...regions.slice(0, 20), ...products.slice(0, 20)])]
    .join(', ')
    .slice(0, TEXT_MAX_CHARS);
  const title = item.title.slice(0, TEXT_MAX_CHARS);
  return { ...item, title, ...(where !== '' && { where }) };
}
