import { createDelegation } from '../dns-delegation.ts';
import type { NameSources } from './servers-for.ts';

/** The standard port of DNS. */
const DNS_PORT = 53;

/**
 * Whom a home asks beside its own name server, from `watch.resolvers`.
 *
 * With resolvers given the authority of other names is looked for and asked too, so that their word
 * is compared with something. With none, the system's own resolver is all there is.
 */
export function resolversOf(
  addresses: readonly string[],
): Pick<NameSources, 'resolvers' | 'delegation'> {
  return {
    resolvers: addresses.map((address) => ({ address, port: DNS_PORT })),
    ...(addresses.length > 0 && { delegation: createDelegation() }),
  };
}
