import { countDistinct, mergeDistinct } from './cardinality.ts';
import { type PhaseTally, requestsOf, type SideTally } from './phase-tally.ts';

/** What part of a phase's requests were such. All in [0, 1]; 0 of no requests. */
export interface PhaseShares {
  readonly uniqueQueries: number;
  /** Of the requests whose line tells it. */
  readonly referers: number;
  readonly assets: number;
  readonly serverErrors: number;
  readonly refused: number;
  readonly automated: number;
}

export function sharesOf(tally: PhaseTally): PhaseShares {
  const requests = requestsOf(tally);
  const both = (count: (side: SideTally) => number) =>
    share(count(tally.sides[0]) + count(tally.sides[1]), requests);
  const answers = (from: number, to: number) =>
    share(
      tally.statuses.subarray(from, to).reduce((sum, count) => sum + count, 0),
      requests,
    );
  const queried = union(tally.sides[0].queriedTargets, tally.sides[1].queriedTargets);
  return {
    uniqueQueries: share(countDistinct(queried), requests),
    referers: share(tally.sides[0].referers + tally.sides[1].referers, tally.refererLogged),
    assets: both(({ assets }) => assets),
    serverErrors: answers(500, 600),
    refused: answers(400, 500),
    automated: both(({ automated }) => automated),
  };
}

/** An estimate may come out a little above what there was. */
export const share = (count: number, of: number): number =>
  of === 0 ? 0 : Math.min(1, Math.max(0, count / of));

export function union(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = one.slice();
  mergeDistinct(both, other);
  return both;
}
