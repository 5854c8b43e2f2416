import type { CheckHealth } from '../../adapters/aws/check-health.ts';
import type { EpochMs } from '../../core/units.ts';
import type { AwaitProperties } from './read-request.ts';

/** A check has a datapoint a minute, and they come late by some: older than this is not now. Chosen. */
const FRESH_MS = 5 * 60_000;

type Word = 'well' | 'ill' | 'silent';

/**
 * Why names may not lean on these checks yet, one sentence a platform, each with what to do.
 *
 * @returns none when every calculated check, and the one that is always healthy, says so now
 */
export function unreadyChecks(
  { checks, always }: Pick<AwaitProperties, 'checks' | 'always'>,
  health: ReadonlyMap<string, CheckHealth>,
  now: EpochMs,
): readonly string[] {
  const wordOf = (id: string): Word => {
    const known = health.get(id) ?? 'no data';
    if (known === 'no data' || now - known.at > FRESH_MS) return 'silent';
    return known.healthy ? 'well' : 'ill';
  };
  const unready = checks
    .filter(({ both }) => wordOf(both) !== 'well')
    .map(({ platform, hostname, both, origin, hold }) => {
      const words = { both: wordOf(both), origin: wordOf(origin), hold: wordOf(hold) };
      return `${platform} (${hostname}): ${reasonOf(words)}`;
    });
  if (wordOf(always) === 'well') return unready;
  return [
    ...unready,
    'the check behind the mirrors is not healthy yet: wait, or deploy Preau-Watch again',
  ];
}

function reasonOf({ both, origin, hold }: Record<'both' | 'origin' | 'hold', Word>): string {
  const reasons = [
    ...(origin === 'ill'
      ? [
          'its origin fails the check of Route 53; see origin.host, path and expect, and that its firewall admits the checkers',
        ]
      : []),
    ...(hold === 'ill' ? ['its hold is set; release the platform first'] : []),
    ...(origin === 'silent' ? ['nothing is known of its origin yet'] : []),
    ...(hold === 'silent' ? ['nothing is known of its hold yet'] : []),
  ];
  if (reasons.length > 0) return reasons.join('; ');
  return both === 'silent'
    ? 'nothing is known of its calculated check yet'
    : 'its calculated check has not followed the other two yet';
}
