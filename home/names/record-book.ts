import type { NameRecord } from './name-record.ts';
import { keysUpwards, nameKey } from './record-wire.ts';

/** A name's record sets by their type. */
export type NameTypes = ReadonlyMap<string, readonly NameRecord[]>;

/** All records, found by name. Not changed in place: a change makes a new book. */
export interface RecordBook {
  readonly records: readonly NameRecord[];
  /** Records of a canonical name and a type; empty when there are none. */
  of(name: string, type: string): readonly NameRecord[];
  /** Types that a canonical name has records of. */
  typesOf(name: string): readonly string[];
  /** Whether a canonical name has records or lies above a name that has (RFC 8020). */
  exists(name: string): boolean;
  /** What a question finds by its name's key; `undefined` when the name has no record. */
  typesAt(key: string): NameTypes | undefined;
  /** As `exists`, by the key. */
  existsAt(key: string): boolean;
  /** Records of the names of which one leans on one of these checks, whole names each. */
  leaningOn(checks: ReadonlySet<string>): readonly NameRecord[];
}

/** A book of these records, indexed once so that an answer costs two look-ups. */
export function recordBook(records: readonly NameRecord[]): RecordBook {
  const byKey = new Map<string, Map<string, NameRecord[]>>();
  const keysOfCheck = new Map<string, Set<string>>();
  const above = new Set<string>();
  for (const record of records) {
    const key = nameKey(record.name);
    const types = getOrAdd(byKey, key, () => new Map<string, NameRecord[]>());
    getOrAdd(types, record.type, (): NameRecord[] => []).push(record);
    if (record.healthCheck !== null) {
      getOrAdd(keysOfCheck, record.healthCheck, () => new Set<string>()).add(key);
    }
    for (const upwards of keysUpwards(key)) above.add(upwards);
  }
  const existsAt = (key: string) => above.has(key);
  const whole = (key: string) => [...(byKey.get(key)?.values() ?? [])].flat();
  return {
    records,
    of: (name, type) => byKey.get(nameKey(name))?.get(type) ?? [],
    typesOf: (name) => [...(byKey.get(nameKey(name))?.keys() ?? [])],
    exists: (name) => existsAt(nameKey(name)),
    typesAt: (key) => byKey.get(key),
    existsAt,
    leaningOn(checks) {
      const keys = new Set([...checks].flatMap((check) => [...(keysOfCheck.get(check) ?? [])]));
      return [...keys].flatMap(whole);
    },
  };
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
