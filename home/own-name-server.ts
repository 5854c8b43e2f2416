import type { AuthorityServer } from '../adapters/local/dns-ask.ts';
import { createUpdateDns, type UpdateDns } from '../adapters/local/rfc2136/dns.ts';
import { readTsigSecret } from '../adapters/local/rfc2136/read-tsig-secret.ts';
import { platformsOf } from '../config/platforms-of.ts';
import type { Config } from '../config/schema.ts';
import type { UpdatesConfig } from '../config/schema-updates.ts';

/** An owner's own name server: how names are turned there, and where they are asked for. */
export interface OwnNameServer {
  readonly dns: UpdateDns;
  readonly nameServer: AuthorityServer;
}

/**
 * Reach the name server of `names.rfc2136`. Nothing is sent yet.
 *
 * @param config with absolute paths
 * @throws PreauError `file-unreadable` or `config-invalid` for the key's secret
 */
export function ownNameServer(config: Config, updates: UpdatesConfig): OwnNameServer {
  const { server, port, key, authorities } = updates;
  return {
    nameServer: authorityOf(updates),
    dns: createUpdateDns({
      platforms: platformsOf(config),
      server: { address: server, port },
      zones: config.names.zones.map(({ name }) => name),
      key: {
        name: key.name,
        algorithm: key.algorithm,
        secret: readTsigSecret(key.secretFile),
      },
      ttlSec: Math.ceil(config.names.ttl / 1_000),
      ...(authorities && { authorities }),
    }),
  };
}

/** The server that probes ask: the first that answers for the zones; a primary may be hidden. */
export const authorityOf = ({ server, port, authorities }: UpdatesConfig): AuthorityServer =>
  authorities?.[0] ?? { address: server, port };
