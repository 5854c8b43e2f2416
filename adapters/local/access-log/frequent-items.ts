/**
 * The most frequent of a stream's items, in bounded memory: Misra and Gries' counters, which are
 * Space-Saving's counts less its smallest, made fast by taking the median from all of them at once
 * when the table is full. No item's count is too high; each is too low by `error` at most, which is
 * at most two parts in `capacity` of all that was counted.
 *
 * @see Anderson, Bevan, Lang, Liberty, Rhodes, Thaler 2017, A High-Performance Algorithm for Identifying Frequent Items in Data Streams
 */
export interface FrequentItems {
  /** Items by the hash that stands for them, never 0; 0 marks a free place. */
  readonly keys: Uint32Array;
  readonly counts: Float64Array;
  /** The first bytes of each item's text, `textBytes` a place; empty when texts are not wanted. */
  readonly texts: Uint8Array;
  readonly lengths: Uint8Array;
  readonly textBytes: number;
  readonly capacity: number;
  size: number;
  /** What was taken from every count. */
  error: number;
}

/** Two places of three hold an item at most: beyond it, probes grow long. */
const LOAD = 2 / 3;

/** @param places a power of two */
export function createFrequentItems(places: number, textBytes = 0): FrequentItems {
  return {
    keys: new Uint32Array(places),
    counts: new Float64Array(places),
    texts: new Uint8Array(places * textBytes),
    lengths: new Uint8Array(textBytes === 0 ? 0 : places),
    textBytes,
    capacity: Math.floor(places * LOAD),
    size: 0,
    error: 0,
  };
}

/** Count an item once. Its text, `[from, to)` of `bytes`, is kept when the item is new. */
export function countItem(
  items: FrequentItems,
  hash: number,
  bytes: Uint8Array,
  from: number,
  to: number,
): void {
  const place = placeOf(items.keys, hash === 0 ? 1 : hash);
  if (items.keys[place] !== 0) {
    items.counts[place] = (items.counts[place] as number) + 1;
    return;
  }
  insert(items, place, hash, 1, bytes, from, to);
}

/** Where a key stands, or would. */
function placeOf(keys: Uint32Array, key: number): number {
  const mask = keys.length - 1;
  let place = key & mask;
  while (keys[place] !== 0 && keys[place] !== key) place = (place + 1) & mask;
  return place;
}

function insert(
  items: FrequentItems,
  place: number,
  hash: number,
  count: number,
  bytes: Uint8Array,
  from: number,
  to: number,
): void {
  items.keys[place] = hash === 0 ? 1 : hash;
  items.counts[place] = count;
  items.size += 1;
  const { textBytes } = items;
  if (textBytes > 0) {
    const length = Math.min(textBytes, to - from);
    items.lengths[place] = length;
    const start = place * textBytes;
    for (let at = 0; at < length; at += 1) items.texts[start + at] = bytes[from + at] as number;
  }
  if (items.size > items.capacity) shrink(items);
}

/** The table as it was, while it is laid anew: one for all, since a flood shrinks tables by the thousand. */
const old = {
  keys: new Uint32Array(0),
  counts: new Float64Array(0),
  lengths: new Uint8Array(0),
  texts: new Uint8Array(0),
};

function setAside({ keys, counts, lengths, texts }: FrequentItems): void {
  if (old.keys.length < keys.length) {
    old.keys = new Uint32Array(keys.length);
    old.counts = new Float64Array(keys.length);
  }
  if (old.lengths.length < lengths.length) old.lengths = new Uint8Array(lengths.length);
  if (old.texts.length < texts.length) old.texts = new Uint8Array(texts.length);
  old.keys.set(keys);
  old.counts.set(counts);
  old.lengths.set(lengths);
  old.texts.set(texts);
}

/** Take the median from all counts, and forget those that are left with nothing. */
function shrink(items: FrequentItems): void {
  const median = medianOf(items);
  const { keys, counts, texts, lengths, textBytes } = items;
  setAside(items);
  keys.fill(0);
  items.size = 0;
  items.error += median;
  for (let from = 0; from < keys.length; from += 1) {
    const key = old.keys[from] as number;
    const left = (old.counts[from] as number) - median;
    if (key === 0 || left <= 0) continue;
    const place = placeOf(keys, key);
    keys[place] = key;
    counts[place] = left;
    items.size += 1;
    if (textBytes === 0) continue;
    const length = old.lengths[from] as number;
    lengths[place] = length;
    const start = from * textBytes;
    for (let at = 0; at < length; at += 1)
      texts[place * textBytes + at] = old.texts[start + at] as number;
  }
}

/** A hostile log fills a table with items that came once, whose median needs no sorting. */
function medianOf({ keys, counts, size }: FrequentItems): number {
  let ones = 0;
  for (let place = 0; place < keys.length; place += 1)
    if (keys[place] !== 0 && counts[place] === 1) ones += 1;
  if (ones > size / 2) return 1;
  const held = counts.filter((_, place) => keys[place] !== 0).sort();
  return held[Math.floor(held.length / 2)] ?? 0;
}

/** Add what another table of the same shape counted; errors add up. */
export function mergeItems(into: FrequentItems, other: FrequentItems): void {
  into.error += other.error;
  for (let from = 0; from < other.keys.length; from += 1) {
    const key = other.keys[from] as number;
    if (key === 0) continue;
    const place = placeOf(into.keys, key);
    const count = other.counts[from] as number;
    if (into.keys[place] !== 0) into.counts[place] = (into.counts[place] as number) + count;
    else {
      const start = from * other.textBytes;
      insert(into, place, key, count, other.texts, start, start + (other.lengths[from] ?? 0));
    }
  }
}

export interface FrequentItem {
  readonly key: number;
  readonly count: number;
  readonly text: string;
}

/** The most frequent first; of equals, that of the smaller key. */
export function topItems(items: FrequentItems, count: number): readonly FrequentItem[] {
  const places = [...items.keys.keys()].filter((place) => items.keys[place] !== 0);
  const countAt = (place: number) => items.counts[place] as number;
  const keyAt = (place: number) => items.keys[place] as number;
  return places
    .toSorted((a, b) => countAt(b) - countAt(a) || keyAt(a) - keyAt(b))
    .slice(0, count)
    .map((place) => ({ key: keyAt(place), count: countAt(place), text: textAt(items, place) }));
}

function textAt({ texts, lengths, textBytes }: FrequentItems, place: number): string {
  const from = place * textBytes;
  return Buffer.from(texts.subarray(from, from + (lengths[place] ?? 0))).toString('utf8');
}

/** What an item was counted at; 0 when it is not among the most frequent. */
export function itemCount(items: FrequentItems, hash: number): number {
  const place = placeOf(items.keys, hash === 0 ? 1 : hash);
  return items.keys[place] === 0 ? 0 : (items.counts[place] as number);
}
