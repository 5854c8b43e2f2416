import type { WatchPolicy } from '../policy.ts';
import { durationMs, vantageId } from '../units.ts';
import type { Vote } from './observation.ts';
import { roundVerdict } from './round-verdict.ts';

/**
 * Whether one vote more could change what a round of votes says of an origin. A fall that is decided
 * stays decided, and so does what one vote alone is too little for.
 */
export function mayDecide(
  votes: readonly Vote[],
  watch: Pick<WatchPolicy, 'votesToFall'>,
): boolean {
  const verdict = roundVerdict(votes, watch);
  return (['up', 'down'] as const).some(
    (says) => roundVerdict([...votes, { ...ONE_MORE, says }], watch) !== verdict,
  );
}

const ONE_MORE = { vantage: vantageId('one-more'), totalMs: durationMs(0) };
