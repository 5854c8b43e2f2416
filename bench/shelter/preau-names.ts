import { version } from '../../config/version.ts';
import type { PairPlatform } from '../../core/shelter/weighted-pair.ts';
import { hosterId, platformId, seconds } from '../../core/units.ts';
import { readNamesFile } from '../../home/names/names-file.ts';
import { spawnNames, stopNames } from '../../home/names/names-process.ts';
import { PAGE, PATH } from './behaviour.ts';
import type { Scenery, Watched } from './scenery.ts';
import type { System } from './system.ts';

/** What of the name server's checks a bench sets; the rest is as it comes. */
export interface PreauPace {
  readonly checkIntervalMs: number;
  readonly checkTimeoutMs: number;
  readonly failureThreshold: number;
  readonly keepConnections: boolean;
  readonly confirmAfterMs?: number;
  readonly checkers?: number;
}

/** A bench that is killed leaves a name server for half an hour at most. */
const ORPHANED_MS = 1_800_000;

/**
 * Préau's name server alone, in its own process: health by itself, no watcher and no core.
 *
 * @param settings in words
 */
export const preauNames = (name: string, settings: string, pace: PreauPace): System => ({
  name,
  settings,
  probeBudgetMs: pace.checkIntervalMs + pace.checkTimeoutMs * pace.failureThreshold,
  version: async () => version,
  async start(scenery, folder, leftovers) {
    const spec = {
      dataFolder: folder,
      listenAddress: '127.0.0.1',
      dnsPort: 0,
      controlPort: 0,
      ...pace,
      ttlSec: scenery.ttlSec,
      zones: [{ name: scenery.zone, ns: [`ns1.${scenery.zone}`] }],
      platforms: scenery.watched.map((watched) => pairPlatform(watched, scenery)),
      stopAfterOrphanedMs: ORPHANED_MS,
    };
    const { dnsPort, pid } = await spawnNames(spec);
    leftovers.pids.add(pid);
    return {
      dnsPort,
      pid,
      stop: async () => {
        if ((await readNamesFile(folder)) !== null) await stopNames(folder);
        leftovers.pids.delete(pid);
      },
    };
  },
});

function pairPlatform(
  { id, origin, mirror }: Watched,
  { zone, httpPort, httpsPort }: Scenery,
): PairPlatform {
  const check = {
    host: 'origin.test',
    addresses: [origin],
    port: httpPort,
    protocol: 'http' as const,
    path: PATH,
    expect: PAGE.trim(),
    slowMs: seconds(5),
  };
  return {
    id: platformId(id),
    hostname: `${id}.${zone}`,
    origin: check,
    mirror: {
      hoster: hosterId('elsewhere'),
      addresses: [mirror],
      port: httpsPort,
      ownName: `secours-${id}.${zone}`,
      maxAgeMs: seconds(86_400),
    },
  };
}
