import { isIPv6 } from 'node:net';
import {
  type AddressType,
  addressesOf,
  type HealthCheck,
  type PairPlatform,
  publishedTypes,
  weightedPair,
} from '../../core/shelter/weighted-pair.ts';
import { canonicalName, isSameRecord, isWithin, type NameRecord } from './name-record.ts';
import type { NamesSpec } from './names-spec.ts';
import type { SavedNames } from './names-store.ts';

/** The records and checks that a spec asks for, all traffic on the origins. */
export function desiredRecords(spec: NamesSpec): {
  readonly records: readonly NameRecord[];
  readonly checks: readonly HealthCheck[];
  /** Every name that has a record. */
  readonly names: readonly string[];
} {
  const pairs = spec.platforms
    .filter(({ mirror }) => mirror !== undefined)
    .map((platform) => weightedPair(platform, 0, spec.ttlSec));
  const paired = pairs.flatMap(({ records }) =>
    records.map((record) => ({ ...record, name: canonicalName(record.name) })),
  );
  const plain = [...spec.platforms.flatMap((one) => plainNames(one, spec)), ...glue(spec)];
  const records: NameRecord[] = [...paired];
  for (const record of plain) {
    const taken = records.some(({ name, type }) => name === record.name && type === record.type);
    const ours = spec.zones.some((zone) => isWithin(record.name, canonicalName(zone.name)));
    if (!taken && ours) records.push(record);
  }
  const checks = new Map(pairs.flatMap((pair) => pair.checks.map((check) => [check.id, check])));
  const names = [...new Set(records.map(({ name }) => name))];
  return { records, checks: [...checks.values()], names };
}

/**
 * The spec's records with what people and Préau have changed since: the weights that were set, and
 * records that no spec knew of. Addresses, TTL and checks are the spec's, and a name that left the
 * spec is gone.
 */
export function mergeSaved(
  desired: readonly NameRecord[],
  saved: Pick<SavedNames, 'records' | 'specNames'> | null,
): readonly NameRecord[] {
  if (!saved) return desired;
  const ofSpecs = new Set([...saved.specNames, ...desired.map(({ name }) => name)]);
  const merged = desired.map((record) => {
    const before = saved.records.find((other) => isSameRecord(record, other));
    return before ? { ...record, weight: before.weight } : record;
  });
  const added = saved.records.filter(({ name }) => !ofSpecs.has(name));
  return [...merged, ...added];
}

/** Names that do not turn: the origin's and the mirror's own, and a control's only name. */
function plainNames(platform: PairPlatform, { ttlSec }: NamesSpec): readonly NameRecord[] {
  const { origin, mirror, hostname } = platform;
  return [
    ...simple(origin.host, origin.addresses, ttlSec),
    ...(mirror ? simple(mirror.ownName, mirror.addresses, ttlSec) : []),
    ...(mirror || publishedTypes(platform).length === 0
      ? []
      : simple(hostname, origin.addresses, ttlSec)),
  ];
}

function glue({ zones, listenAddress, ttlSec }: NamesSpec): readonly NameRecord[] {
  // An address to listen on everywhere is not one to be reached at.
  if (listenAddress === '0.0.0.0' || (isIPv6(listenAddress) && listenAddress === '::')) return [];
  return zones.flatMap(({ ns }) => ns.flatMap((name) => simple(name, [listenAddress], ttlSec)));
}

function simple(name: string, addresses: readonly string[], ttlSec: number): readonly NameRecord[] {
  const types: readonly AddressType[] = ['A', 'AAAA'];
  return types
    .map((type) => ({
      name: canonicalName(name),
      type,
      setIdentifier: '',
      weight: 0,
      ttlSec,
      values: addressesOf(type, addresses),
      healthCheck: null,
    }))
    .filter(({ values }) => values.length > 0);
}
