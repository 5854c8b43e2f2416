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

/** Take the median from all counts, and forget those that are left with nothing. */
function shrink(items: FrequentItems): void {
  const { keys, counts, texts, lengths, textBytes } = items;
  const held = counts.filter((_, place) => keys[place] !== 0).sort();
  const median = held[Math.floor(held.length / 2)] ?? 0;
  const old = {
    keys: keys.slice(),
    counts: counts.slice(),
    texts: texts.slice(),
    lengths: lengths.slice(),
  };
  keys.fill(0);
  items.size = 0;
  items.error += median;
  for (let from = 0; from < old.keys.length; from += 1) {
    const left = (old.counts[from] as number) - median;
    if (old.keys[from] === 0 || left <= 0) continue;
    const place = placeOf(keys, old.keys[from] as number);
    keys[place] = old.keys[from] as number;
    counts[place] = left;
    items.size += 1;
    if (textBytes === 0) continue;
    lengths[place] = old.lengths[from] as number;
    texts.set(old.texts.subarray(from * textBytes, (from + 1) * textBytes), place * textBytes);
  }
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
