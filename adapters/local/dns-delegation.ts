import { resolve4, resolveNs } from 'node:dns/promises';
import { PreauError } from '../../core/errors.ts';
import type { AuthorityServer } from './dns-query.ts';

export interface Delegation {
  /** The name servers of the zone that a name is in. @throws PreauError `dns-unreachable` */
  serversOf(hostname: string): Promise<readonly AuthorityServer[]>;
}

/** What DNS itself is asked. */
export interface Resolver {
  readonly ns: (name: string) => Promise<readonly string[]>;
  readonly a: (name: string) => Promise<readonly string[]>;
}

/** This machine's own. */
export const systemResolver: Resolver = { ns: resolveNs, a: resolve4 };

/**
 * Finds a name's authoritative servers by asking DNS, not Route 53's control plane: it is asked in
 * every round, and must answer while that API does not. Remembered for the process's life once
 * found: delegations change by the year.
 */
export function createDelegation(resolver: Resolver = systemResolver): Delegation {
  const known = new Map<string, Promise<readonly AuthorityServer[]>>();
  return {
    serversOf: (hostname) => {
      const found = known.get(hostname) ?? find(hostname, resolver);
      known.set(hostname, found);
      found.catch(() => known.delete(hostname));
      return found;
    },
  };
}

async function find(hostname: string, { ns, a }: Resolver): Promise<readonly AuthorityServer[]> {
  const labels = hostname.split('.');
  for (const [index] of labels.slice(0, -1).entries()) {
    const names = await ns(labels.slice(index).join('.')).catch((): string[] => []);
    if (names.length === 0) continue;
    const addresses = await Promise.all(names.map((name) => a(name).catch((): string[] => [])));
    const servers = addresses.flatMap(([address]) => (address ? [{ address, port: 53 }] : []));
    if (servers.length > 0) return servers;
  }
  throw new PreauError(
    'dns-unreachable',
    `Expected DNS to tell the name servers of ${hostname}, it told none. It is asked again.`,
    { retryable: true },
  );
}
