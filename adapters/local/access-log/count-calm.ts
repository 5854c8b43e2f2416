import { countDistinct } from './cardinality.ts';
import type { Measured } from './compare-tallies.ts';
import type { SecondsSpan } from './count-in-phases.ts';
import { countPhases } from './count-phases.ts';
import type { LogLanes } from './log-lanes.ts';
import type { Baseline } from './logs-summary.ts';
import type { NetworkSet } from './network-set.ts';
import type { LogFile } from './open-logs.ts';
import { requestsOf } from './phase-tally.ts';
import type { Wanted } from './scan-files.ts';
import { union } from './shares-of.ts';
import { isoOf, minutesOf } from './summarise-phase.ts';

/** Where a calm is to be counted. */
export interface SoughtCalm {
  readonly source: Baseline['source'];
  readonly files: readonly LogFile[];
  /** @default all that the files hold */
  readonly span?: SecondsSpan;
  /** @default all units */
  readonly wanted?: Wanted;
}

/** What all phases are set against. */
export interface Calm extends SecondsSpan {
  readonly source: Baseline['source'];
  readonly measured: Measured;
}

const ALL_TIME: SecondsSpan = { fromSec: 0, toSec: Number.MAX_SAFE_INTEGER };

/**
 * Count the calm by itself first, since its networks must be known before others are told apart.
 *
 * @param means.learn where its networks are noted
 * @returns null when nothing came in it, and when it is sought nowhere
 */
export async function countCalm(
  sought: SoughtCalm | null,
  means: { readonly key: number; readonly lanes: LogLanes; readonly learn: NetworkSet },
): Promise<Calm | null> {
  if (sought === null) return null;
  const { source, files, span = ALL_TIME, wanted } = sought;
  const { key, lanes, learn } = means;
  const setup = { key, phases: [span], known: null, learn };
  const [tally] = (await countPhases(files, setup, lanes, wanted)).tallies;
  if (tally === undefined || requestsOf(tally) === 0) return null;
  // A log may begin in the middle of a phase that people named.
  const real = {
    fromSec: source === 'phase' ? span.fromSec : Math.max(span.fromSec, tally.firstSec),
    toSec: source === 'file' ? tally.lastSec + 1 : span.toSec,
  };
  return { source, measured: { tally, minutes: minutesOf(real) }, ...real };
}

export const baselineOf = ({
  source,
  measured: { tally, minutes },
  fromSec,
  toSec,
}: Calm): Baseline => ({
  source,
  from: isoOf(fromSec),
  to: isoOf(toSec),
  requests: requestsOf(tally),
  requestsPerMin: requestsOf(tally) / minutes,
  addresses: Math.round(countDistinct(union(tally.sides[0].addresses, tally.sides[1].addresses))),
  networks: Math.round(countDistinct(tally.networks)),
});
