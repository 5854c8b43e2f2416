import type { StandingRecord } from '../../app/adopt/standing-record.ts';
import { BYPASSES, standingType } from '../../app/adopt/standing-type.ts';
import type { AwaitProperties } from './read-request.ts';

type Pair = AwaitProperties['pairs'][number];

/** As the template has them: 100 to the origin, 0 to the mirror. */
const AT_REST = { origin: 100, mirror: 0 } as const;

/**
 * What in the zones forbids that these pairs are made, or written anew, one sentence each.
 *
 * - A new pair finds nothing of its types at its name: CloudFormation would fail halfway, and a
 *   plain record is a visitor's way today. Nor anything that leads past it, or cannot stand beside.
 * - A pair that stands is at rest: writing it anew would reset the shares that Préau has set.
 * - A pair that the template no longer has, of a name that it still has, is gone: records outlive the
 *   stack, and that type would go on answering what nothing turns any more.
 *
 * @param before the pairs that the stack made the last time
 */
export function standingObstacles(
  pairs: readonly Pair[],
  before: readonly Pair[],
  records: readonly StandingRecord[],
): readonly string[] {
  const known = new Set(before.map(idOf));
  const fresh = pairs.filter((pair) => !known.has(idOf(pair)));
  const kept = pairs.filter((pair) => known.has(idOf(pair)));
  const wanted = new Set(pairs.map(idOf));
  const names = new Set(pairs.map(({ name }) => name));
  const dropped = before.filter((pair) => !wanted.has(idOf(pair)) && names.has(pair.name));
  return [
    ...fresh.flatMap((pair) => obstacleTo(pair, records)),
    ...bypasses(fresh, pairs, records),
    ...dropped.flatMap((pair) => leftOver(pair, records)),
    ...kept.flatMap((pair) => movedShares(pair, records)),
  ];
}

const idOf = ({ zone, name, type }: Pair): string => `${zone} ${name} ${type}`;

function obstacleTo({ name, type }: Pair, records: readonly StandingRecord[]): readonly string[] {
  const standing = standingType(records, name, type);
  switch (standing.kind) {
    case 'none':
      return [];
    case 'plain':
      return [`${name} ${type} stands in the zone as a plain record: run "preau adopt"`];
    case 'pair':
      return [
        `${name} ${type} stands as a pair that this stack did not make: put the name under names.zones[].adopted`,
      ];
    case 'foreign':
      return [
        `${name} ${type} stands with another routing policy: run "preau adopt", which says what is in the way`,
      ];
  }
}

/** What browsers and resolvers would follow instead of a new pair. */
function bypasses(
  fresh: readonly Pair[],
  pairs: readonly Pair[],
  records: readonly StandingRecord[],
): readonly string[] {
  const names = [...new Set(fresh.map(({ name }) => name))];
  return names.flatMap((name) => {
    const ours = new Set(pairs.filter((pair) => pair.name === name).map(({ type }) => `${type}`));
    const beside = ours.has('CNAME') ? ['A', 'AAAA'] : [];
    return [...BYPASSES, ...beside]
      .filter((type) => !ours.has(type) && standingType(records, name, type).kind !== 'none')
      .map((type) => `${name} has a ${type} record, which leads past the pair: run "preau adopt"`);
  });
}

function leftOver({ name, type }: Pair, records: readonly StandingRecord[]): readonly string[] {
  if (standingType(records, name, type).kind === 'none') return [];
  return [
    `${name} ${type} still stands, though the configuration no longer has it: nothing would turn it; remove its records in the zone, then deploy again`,
  ];
}

function movedShares({ name, type }: Pair, records: readonly StandingRecord[]): readonly string[] {
  const standing = standingType(records, name, type);
  if (standing.kind !== 'pair') return [];
  const { origin, mirror } = standing;
  if (origin.weight === AT_REST.origin && mirror.weight === AT_REST.mirror) return [];
  return [
    `${name} ${type} is at ${origin.weight} to the origin and ${mirror.weight} to the mirror, which Préau has set: deploy once the platform is back`,
  ];
}
