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
 *   plain record is a visitor's way today.
 * - A pair that stands is at rest: writing it anew would reset the shares that Préau has set.
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
  return [
    ...fresh.flatMap((pair) => obstacleTo(pair, records)),
    ...bypasses(fresh, records),
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

function bypasses(fresh: readonly Pair[], records: readonly StandingRecord[]): readonly string[] {
  const names = [...new Set(fresh.map(({ name }) => name))];
  return names.flatMap((name) =>
    BYPASSES.filter((type) => standingType(records, name, type).kind !== 'none').map(
      (type) => `${name} has a ${type} record, which leads past the pair: run "preau adopt"`,
    ),
  );
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
