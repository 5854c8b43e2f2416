import { PreauError } from '../../../core/errors.ts';
import { foldText } from '../../../core/fold-text.ts';
import {
  attributeOf,
  childrenOf,
  descendantsOf,
  plainText,
  readXmlTree,
  textAt,
  type XmlElement,
} from '../lessons/xml-tree.ts';
import { collectItems, type PlacedItem } from './collect-items.ts';
import type { FeedParser } from './feed-source.ts';
import { readInstant } from './instant.ts';

/** A feed of news: hundreds of entries of some ten elements. Chosen. */
const LIMITS = { bytes: 2 * 1_048_576, depth: 32, elements: 100_000 } as const;
const ENTRIES_MAX = 1_000;
const TEXT_MAX_CHARS = 4_000;
/** What is compared of a title, which could be the whole feed. Chosen. */
const TITLE_MAX_CHARS = 500;

/** Words by which an entry says that it is over; such feeds have no field for it. */
const OVER = [
  'resolved',
  'mitigated',
  'completed',
  'service restored',
  'back to normal',
  'resolu',
  'resolue',
  'termine',
  'terminee',
  'retabli',
  'retablie',
  'retour a la normale',
];
/** What is only announced; whether it is under way cannot be read. */
const PLANNED = [
  'maintenance',
  'planned',
  'scheduled',
  'planifie',
  'planifiee',
  'programme',
  'programmee',
];

/** Feeds that keep their history have entries of years; what fell today began lately. Chosen. */
const LATELY_MS = 48 * 3_600_000;

/**
 * RSS 2.0 and Atom. Such a feed tells neither end nor place in a field of its own: a late entry counts
 * as open unless its title says that it is over, and its place is looked for in all its words. One of
 * which the title tells a planned work, or the text that something is over, is left undecided.
 */
export const readRss: FeedParser = (bytes, source, now) => {
  const root = treeOf(bytes);
  if (root === null || !['rss', 'feed', 'rdf'].includes(root.name)) return null;
  const name = root.name === 'feed' ? 'entry' : 'item';
  const listed = descendantsOf(root, name).slice(0, ENTRIES_MAX).map(readEntry);
  const entries = listed.filter((entry) => entry !== null);
  const open = entries.filter(
    ({ item, titled }) => item.since >= now - LATELY_MS && !saysAny(titled, OVER),
  );
  const isDecided = ({ titled, text }: Entry): boolean =>
    !saysAny(titled, PLANNED) && !saysAny(foldText(text), OVER);
  const skipped = listed.length - entries.length;
  const reading = collectItems(open.filter(isDecided), source, { skipped });
  const undecided = open.filter((entry) => !isDecided(entry)).map(({ item }) => item);
  return { ...reading, unplaced: [...reading.unplaced, ...undecided] };
};

interface Entry extends PlacedItem {
  /** Its title, folded. */
  readonly titled: string;
}

function treeOf(bytes: Uint8Array): XmlElement | null {
  try {
    return readXmlTree(bytes, 'feed', LIMITS);
  } catch (error) {
    if (error instanceof PreauError) return null;
    throw error;
  }
}

function readEntry(entry: XmlElement): Entry | null {
  const title = textAt(entry, 'title').slice(0, TITLE_MAX_CHARS);
  const dates = ['pubdate', 'published', 'updated', 'date'].map((name) => textAt(entry, name));
  const since = dates.map(readInstant).find((at) => at !== null);
  if (since === undefined || title === '') return null;
  const categories = childrenOf(entry, 'category').map(
    (one) => attributeOf(one, 'term') ?? plainText(one),
  );
  const body = ['description', 'summary', 'content'].map((name) => textAt(entry, name)).join(' ');
  const text = [title, ...categories, body].join(' ').slice(0, TEXT_MAX_CHARS);
  return {
    item: { kind: 'incident', title, since },
    regions: [],
    products: [],
    text,
    titled: foldText(title),
  };
}

function saysAny(text: string, words: readonly string[]): boolean {
  const parted = ` ${text.replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return words.some((word) => parted.includes(` ${word} `));
}
