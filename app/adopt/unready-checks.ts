import type { EpochMs } from '../../core/units.ts';

/** What was last said of a health check. */
type Health = { readonly healthy: boolean; readonly at: EpochMs } | 'no data';

interface PlatformChecks {
  readonly platform: string;
  readonly hostname: string;
  readonly both: string;
  readonly origin: string;
  readonly hold: string;
}

/** A check has a datapoint a minute, and they come late by some: older than this is not now. Chosen. */
const FRESH_MS = 5 * 60_000;

type Word = 'well' | 'ill' | 'silent';

/**
 * Why names may not lean on a check yet: its origin fails, its hold is set, one of them has no data,
 * the calculated check has none, or has not followed them.
 */
export type UnreadyReason =
  | 'origin-ill'
  | 'hold-ill'
  | 'origin-silent'
  | 'hold-silent'
  | 'both-silent'
  | 'both-late';

/** `platform` null: the check that is behind every mirror, which has no reason but silence. */
export type Unready =
  | {
      readonly platform: string;
      readonly hostname: string;
      /** One at least. */
      readonly reasons: readonly UnreadyReason[];
    }
  | { readonly platform: null };

/**
 * Which checks names may not lean on yet.
 *
 * @returns none when every calculated check, and the one that is always healthy, says so now
 */
export function unreadyChecks(
  checks: readonly PlatformChecks[],
  always: string,
  health: ReadonlyMap<string, Health>,
  now: EpochMs,
): readonly Unready[] {
  const wordOf = (id: string): Word => {
    const known = health.get(id) ?? 'no data';
    if (known === 'no data' || now - known.at > FRESH_MS) return 'silent';
    return known.healthy ? 'well' : 'ill';
  };
  const unready = checks
    .filter(({ both }) => wordOf(both) !== 'well')
    .map(({ platform, hostname, both, origin, hold }) => {
      const words = { both: wordOf(both), origin: wordOf(origin), hold: wordOf(hold) };
      return { platform, hostname, reasons: reasonsOf(words) };
    });
  return wordOf(always) === 'well' ? unready : [...unready, { platform: null }];
}

function reasonsOf({
  both,
  origin,
  hold,
}: Record<'both' | 'origin' | 'hold', Word>): readonly UnreadyReason[] {
  const reasons: readonly UnreadyReason[] = [
    ...(origin === 'well' ? [] : ([`origin-${origin}`] as const)),
    ...(hold === 'well' ? [] : ([`hold-${hold}`] as const)),
  ];
  if (reasons.length > 0) return reasons;
  return [both === 'silent' ? 'both-silent' : 'both-late'];
}
