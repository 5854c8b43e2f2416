import type { WatchPolicy } from '../policy.ts';
import type { Vote } from './observation.ts';

/**
 * What one round of votes says of an origin.
 *
 * `down` needs `votesToFall` votes against it, `up` as many for it; blind vantages have none (P7).
 * Anything between decides nothing, neither way: a single vantage that differs is noise until
 * another agrees.
 */
export function roundVerdict(
  votes: readonly Vote[],
  policy: Pick<WatchPolicy, 'votesToFall'>,
): 'up' | 'down' | 'undecided' {
  let up = 0;
  let down = 0;
  for (const { says } of votes) {
    if (says === 'up') up += 1;
    else if (says === 'down') down += 1;
  }
  if (down >= policy.votesToFall) return 'down';
  return up >= policy.votesToFall ? 'up' : 'undecided';
}
