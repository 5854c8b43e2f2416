import type { NameRecord } from './name-record.ts';

/** All records, found by name. Not changed in place: a change makes a new book. */
export interface RecordBook {
  readonly records: readonly NameRecord[];
  /** Records of a canonical name and a type; empty when there are none. */
  of(name: string, type: string): readonly NameRecord[];
  /** Types that a canonical name has records of. */
  typesOf(name: string): readonly string[];
  /** Whether a canonical name has records or lies above a name that has (RFC 8020). */
  exists(name: string): boolean;
}

/** A book of these records, indexed once so that an answer costs two look-ups. */
export function recordBook(records: readonly NameRecord[]): RecordBook {
  const byName = new Map<string, Map<string, NameRecord[]>>();
  const above = new Set<string>();
  for (const record of records) {
    const types = byName.get(record.name) ?? new Map<string, NameRecord[]>();
    types.set(record.type, [...(types.get(record.type) ?? []), record]);
    byName.set(record.name, types);
    for (const parent of parentsOf(record.name)) above.add(parent);
  }
  return {
    records,
    of: (name, type) => byName.get(name)?.get(type) ?? [],
    typesOf: (name) => [...(byName.get(name)?.keys() ?? [])],
    exists: (name) => byName.has(name) || above.has(name),
  };
}

function parentsOf(name: string): readonly string[] {
  const labels = name.split('.');
  return labels.slice(1).map((_, index) => labels.slice(index + 1).join('.'));
}
