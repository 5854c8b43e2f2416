import { platformsOf } from '../../config/platforms-of.ts';
import type { Config } from '../../config/schema.ts';
import type { NamesSpec } from './names-spec.ts';

/** What differs between a real deployment and a rehearsal. */
export interface NamesPace {
  readonly checkIntervalMs: number;
  readonly checkTimeoutMs: number;
  readonly failureThreshold: number;
  /** A killed rehearsal leaves no name server behind. */
  readonly stopAfterOrphanedMs?: number;
}

/** The spec of a home's name server, from the same configuration as everything else. */
export const namesSpecOf = (config: Config, dataFolder: string, pace: NamesPace): NamesSpec => ({
  dataFolder,
  listenAddress: config.names.listen,
  dnsPort: config.names.port,
  controlPort: 0,
  ttlSec: Math.ceil(config.names.ttl / 1_000),
  zones: config.names.zones.map(({ name, nameServers }) => ({ name, ns: nameServers })),
  platforms: platformsOf(config).map(({ id, hostname, origin, mirror }) => ({
    id,
    hostname,
    origin,
    ...(mirror && { mirror }),
  })),
  ...pace,
});
