import type { CollectPorts } from '../../../app/cause/collect-for.ts';
import type { Observations, TrafficComparison } from '../../../app/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import { epochMs, hours, type PlatformId, sha256 } from '../../../core/units.ts';
import type { Observation } from '../../../core/watch/observation.ts';
import type { Faults } from './fault.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What signals are drawn from, beside the probes. */
export type SimulatedSources = Pick<CollectPorts, 'feeds' | 'traffic' | 'metrics' | 'evidence'>;

/** A title that a hoster's page would never have, and that must stay what it is: a text. */
const HOSTILE = `<script>fetch("//evil")</script>\r\nBcc: a@b ${'{{x}}'.repeat(20)} =HYPERLINK("x")`;

/** Feeds that tell of a hoster's fall while it lasts, an access log that shows a crowd, and a shelf of bytes. */
export function openSources(time: VirtualTime, faults: Faults): SimulatedSources {
  let kept = 0;
  return {
    feeds: {
      read: async (company) => {
        const hostile = faults.felt('feed-hostile');
        const down = faults.going('hoster-down', company);
        const item = {
          kind: 'incident' as const,
          title: hostile === undefined ? 'Incident réseau' : HOSTILE.slice(0, 200),
          since: epochMs(down?.from ?? time.now()),
        };
        const open = down !== undefined || hostile !== undefined ? [item] : [];
        return {
          reading: { kind: 'read', open, past: [], unplaced: [], elsewhere: [], skipped: 0 },
        };
      },
    },
    traffic: { summarise: async (platform) => crowd(platform, faults) },
    metrics: { read: async () => ({ reading: { kind: 'none' } }) },
    evidence: {
      keep: async () => {
        if (faults.felt('evidence-down'))
          throw new PreauError('store-unavailable', 'expected the evidence to be kept', {
            retryable: true,
          });
        kept += 1;
        return sha256(kept.toString(16).padStart(64, '0'));
      },
      read: async () => null,
      recordsOf: async () => [],
    },
  };
}

/**
 * An overload shows in the access log as the known clients, more of them; every other hang as strangers
 * at one page. Other falls show a calm hour, so that verdicts differ, and change as falls do.
 */
function crowd(platform: PlatformId, faults: Faults): TrafficComparison {
  const overload = faults.going('origin-overloaded', platform) !== undefined;
  const hangs = faults.going('origin-hangs', platform);
  const strangers = !overload && hangs !== undefined && hangs.how > 0.5;
  return {
    requests: 7_000,
    requestsPerMin: overload || strangers ? 1_000 : 100,
    baselinePerMin: 100,
    amplification: overload || strangers ? 10 : 1,
    knownNetworkShare: strangers ? 0.05 : 0.9,
    topPath: '/login',
    topPathShare: strangers ? 0.95 : 0.3,
    baselineTopPathShare: 0.3,
    uniqueQueryShare: strangers ? 0.9 : 0.05,
    refererShare: strangers ? 0.01 : 0.6,
    pathDivergenceBits: strangers ? 4 : 0.2,
    requestsPerAddressP99: strangers ? 900 : 20,
    serverErrorShare: 0.4,
    silent: false,
  };
}

/** No morning asks further back than this. */
const KEPT_MS = hours(3);

/** Every measurement, for as long as anybody asks for it. */
export function openObservations(time: VirtualTime): Observations {
  const byPlatform = new Map<PlatformId, Observation[]>();
  return {
    add: async (observations) => {
      for (const seen of observations) {
        const known = byPlatform.get(seen.platform);
        if (known === undefined) byPlatform.set(seen.platform, [seen]);
        else known.push(seen);
        if (known !== undefined && known.length % 4_096 === 0)
          byPlatform.set(
            seen.platform,
            known.filter(({ at }) => at > time.now() - KEPT_MS),
          );
      }
    },
    between: async (platform, from, to) =>
      (byPlatform.get(platform) ?? [])
        .filter(({ at }) => from <= at && at <= to)
        .toSorted((one, other) => one.at - other.at),
  };
}
