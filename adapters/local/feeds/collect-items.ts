import type { FeedItem, FeedReading } from '../../../core/cause/feed-reading.ts';
import type { FeedSource } from './feed-source.ts';
import { type ItemPlace, placeItem } from './place-item.ts';

/** An open item with where it is said to be. */
export interface PlacedItem extends ItemPlace {
  readonly item: FeedItem;
}

const TITLE_MAX_CHARS = 200;
/** What a reading holds: a page that has more open at once says no more by it. Chosen. */
const ITEMS_MAX = 100;

/** What of a page's open items concerns us, and how many do not tell. */
export function collectItems(
  items: readonly PlacedItem[],
  source: FeedSource,
): Extract<FeedReading, { kind: 'read' }> {
  const placed = items.map((one) => ({ ...one, placing: placeItem(one, source) }));
  const ours = placed.filter(({ placing }) => placing === 'ours');
  return {
    kind: 'read',
    open: ours
      .slice(0, ITEMS_MAX)
      .map(({ item }) => ({ ...item, title: item.title.slice(0, TITLE_MAX_CHARS) })),
    unplaced: placed.filter(({ placing }) => placing === 'unplaced').length,
    elsewhere: placed
      .filter(({ placing, item }) => placing === 'elsewhere' && item.kind === 'incident')
      .slice(0, ITEMS_MAX)
      .map(({ item }) => item.since),
  };
}
