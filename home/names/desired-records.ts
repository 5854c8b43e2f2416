import { isIPv6 } from 'node:net';
import {
  addressesOf,
  type HealthCheck,
  type PairPlatform,
  type PublishedType,
  publishedTypes,
  valuesOf,
  weightedPair,
} from '../../core/shelter/weighted-pair.ts';
import { canonicalName, isWithin, type NameRecord } from './name-record.ts';
import type { NamesSpec } from './names-spec.ts';

/** The records and checks that a spec asks for, all traffic on the origins. */
export function desiredRecords(spec: NamesSpec): {
  readonly records: readonly NameRecord[];
  readonly checks: readonly HealthCheck[];
} {
  const pairs = spec.platforms
    .filter(({ mirror }) => mirror !== undefined)
    .map((platform) => weightedPair(platform, 0, spec.ttlSec));
  const paired: readonly NameRecord[] = pairs.flatMap(({ records }) =>
    records.map((record) => ({ ...record, name: canonicalName(record.name) })),
  );
  const plain = [...spec.platforms.flatMap((one) => plainNames(one, spec)), ...glue(spec)];
  const records: NameRecord[] = [...paired];
  const taken = new Map(Map.groupBy(paired, ({ name }) => name));
  for (const record of plain) {
    const here = taken.get(record.name) ?? [];
    const ours = spec.zones.some((zone) => isWithin(record.name, canonicalName(zone.name)));
    if (!ours || here.some((other) => excludes(other, record))) continue;
    records.push(record);
    taken.set(record.name, [...here, record]);
  }
  const checks = new Map(pairs.flatMap((pair) => pair.checks.map((check) => [check.id, check])));
  return { records, checks: [...checks.values()] };
}

/** Whether a name that has `one` cannot have `other` too: a CNAME stands alone (RFC 1034 3.6.2). */
const excludes = (one: NameRecord, other: NameRecord): boolean =>
  one.type === other.type || one.type === 'CNAME' || other.type === 'CNAME';

/** Names that do not turn: the origin's and the mirror's own, and a control's only name. */
function plainNames(platform: PairPlatform, { ttlSec }: NamesSpec): readonly NameRecord[] {
  const { origin, mirror, hostname } = platform;
  const control = mirror ? [] : publishedTypes(platform);
  return [
    ...control.map((type) => record(hostname, type, valuesOf(platform, 'origin', type), ttlSec)),
    ...simple(origin.host, origin.addresses, ttlSec),
    ...(origin.cname === undefined ? [] : simple(origin.cname, origin.addresses, ttlSec)),
    ...(mirror ? simple(mirror.ownName, mirror.addresses, ttlSec) : []),
  ];
}

function glue({ zones, listenAddress, ttlSec }: NamesSpec): readonly NameRecord[] {
  // An address to listen on everywhere is not one to be reached at.
  if (listenAddress === '0.0.0.0' || (isIPv6(listenAddress) && listenAddress === '::')) return [];
  return zones.flatMap(({ ns }) => ns.flatMap((name) => simple(name, [listenAddress], ttlSec)));
}

function simple(name: string, addresses: readonly string[], ttlSec: number): readonly NameRecord[] {
  return (['A', 'AAAA'] as const)
    .map((type) => record(name, type, addressesOf(type, addresses), ttlSec))
    .filter(({ values }) => values.length > 0);
}

const record = (
  name: string,
  type: PublishedType,
  values: readonly string[],
  ttlSec: number,
): NameRecord => ({
  name: canonicalName(name),
  type,
  setIdentifier: '',
  weight: 0,
  ttlSec,
  values,
  healthCheck: null,
});
