import { createLocalDns } from '../adapters/local/dns.ts';
import type { AuthorityServer } from '../adapters/local/dns-ask.ts';
import type { Dns } from '../app/ports.ts';
import { platformsOf } from '../config/platforms-of.ts';
import { PreauError } from '../core/errors.ts';
import type { HomeSpec } from './home-spec.ts';
import { ownNameServer } from './own-name-server.ts';

/** How a home turns names, and where they are asked for. */
interface HomeDns {
  readonly dns: Dns;
  readonly nameServer: AuthorityServer;
}

/**
 * The name server of a home: its embedded one, or its owner's. A rehearsal has its embedded one,
 * whatever its configuration says: nothing may leave the machine.
 *
 * @throws PreauError as {@link ownNameServer}
 */
export function openDns({ config, names, rehearsal }: HomeSpec): HomeDns {
  const { listen, rfc2136 } = config.names;
  if (rfc2136 !== undefined && rehearsal === null) return ownNameServer(config, rfc2136);
  if (names === null)
    throw new PreauError('dns-unreachable', 'Expected the embedded name server, got none.');
  const nameServer = { address: listen, port: names.dnsPort };
  const { controlPort, token } = names;
  return {
    nameServer,
    dns: createLocalDns({ platforms: platformsOf(config), controlPort, token, server: nameServer }),
  };
}
