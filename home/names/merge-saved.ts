import { createHash } from 'node:crypto';
import type { NameRecord } from './name-record.ts';
import type { SavedNames } from './names-store.ts';

/** What a spec says of each name and type, as a digest without the weights. */
export type SpecSets = Readonly<Record<string, string>>;

/** 64 bits: nobody gains by two that are alike. Chosen. */
const DIGEST_HEX = 16;

/** What is kept of a spec over a restart, to tell what has changed in it. */
export function specSets(desired: readonly NameRecord[]): SpecSets {
  return Object.fromEntries(
    [...Map.groupBy(desired, setOf)].map(([set, records]) => [set, digestOf(records)]),
  );
}

/**
 * The spec's records with what people and Préau have changed since.
 *
 * As CloudFormation has it on AWS, the spec is written where it has changed, and only there: a name's
 * record sets of a type stand as they were left, whoever changed them, until the spec says something
 * else of them. Their values, TTL and checks are then the spec's, and their weights stay. What no spec
 * had stays too, unless the spec's own cannot stand beside it; what left the spec is gone.
 */
export function mergeSaved(
  desired: readonly NameRecord[],
  saved: Pick<SavedNames, 'records' | 'specSets' | 'specNames'> | null,
): readonly NameRecord[] {
  if (!saved) return desired;
  const now = specSets(desired);
  const before = saved.specSets;
  const isUnchanged = (set: string) => before?.[set] !== undefined && before[set] === now[set];
  const known = new Map(saved.records.map((record) => [keyOf(record), record]));
  const changed = desired
    .filter((record) => !isUnchanged(setOf(record)))
    .map((record) => {
      const one = known.get(keyOf(record));
      return one ? { ...record, weight: one.weight } : record;
    });
  const types = Map.groupBy(desired, ({ name }) => name);
  // A file of before told only the spec's names.
  const former = new Set([...saved.specNames, ...types.keys()]);
  const wasSpecs = (record: NameRecord) =>
    before ? setOf(record) in before : former.has(record.name);
  const left = saved.records.filter((record) => {
    const set = setOf(record);
    if (set in now) return isUnchanged(set);
    const beside = types.get(record.name) ?? [];
    return !wasSpecs(record) && !beside.some((other) => excludes(other, record));
  });
  return [...changed, ...left];
}

/** A CNAME stands alone (RFC 1034 3.6.2). */
const excludes = (one: NameRecord, other: NameRecord): boolean =>
  one.type === 'CNAME' || other.type === 'CNAME';

const digestOf = (records: readonly NameRecord[]): string =>
  createHash('sha256')
    .update(JSON.stringify(records.map((record) => ({ ...record, weight: 0 }))))
    .digest('hex')
    .slice(0, DIGEST_HEX);

const setOf = ({ name, type }: NameRecord): string => `${name} ${type}`;

const keyOf = (record: NameRecord): string => `${setOf(record)} ${record.setIdentifier}`;
