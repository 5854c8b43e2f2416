import { resolve4, resolve6, resolveCname, resolveNs } from 'node:dns/promises';
import { PreauError } from '../../core/errors.ts';
import type { AuthorityServer } from './dns-query.ts';

export interface Delegation {
  /** The name servers of the zone that a name is in. @throws PreauError `dns-unreachable` */
  serversOf(hostname: string): Promise<readonly AuthorityServer[]>;
}

/**
 * What DNS itself is asked: records of one type. Each rejects with Node's own codes, `ENODATA` and
 * `ENOTFOUND` where there are none.
 *
 * @see https://nodejs.org/api/dns.html#error-codes
 */
export interface Resolver {
  /** Resolvers follow an alias here and tell its target's servers. */
  readonly ns: (name: string) => Promise<readonly string[]>;
  readonly cname: (name: string) => Promise<readonly string[]>;
  readonly a: (name: string) => Promise<readonly string[]>;
  readonly aaaa: (name: string) => Promise<readonly string[]>;
}

/** This machine's own. */
export const systemResolver: Resolver = {
  ns: resolveNs,
  cname: resolveCname,
  a: resolve4,
  aaaa: resolve6,
};

const DNS_PORT = 53;

/**
 * Finds a name's authoritative servers by asking DNS, not Route 53's control plane: it is asked in
 * every round, and must answer while that API does not. Remembered for the process's life once
 * found, whole: delegations change by the year. Whatever was not answered is not taken for absent:
 * the parent's servers, or some of the zone's, would be asked for ever.
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

async function find(hostname: string, resolver: Resolver): Promise<readonly AuthorityServer[]> {
  const labels = hostname.split('.');
  for (const [index] of labels.slice(0, -1).entries()) {
    const names = await ownServers(labels.slice(index).join('.'), resolver);
    if (names.length > 0)
      return Promise.all(names.map((name) => serverNamed(name, hostname, resolver)));
  }
  throw unreachable(`the name servers of ${hostname}, it told none. It is asked again.`);
}

/**
 * A name that is an alias is no zone's beginning, whatever servers its target has.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1034#section-3.6.2 a CNAME stands alone
 * @returns empty when no zone begins at this name
 */
async function ownServers(name: string, { ns, cname }: Resolver): Promise<readonly string[]> {
  // First: what its target's servers do must not matter.
  if ((await told(name, 'CNAME', cname)).length > 0) return [];
  return told(name, 'NS', ns);
}

/** By IPv4, or by IPv6 where it has no other. */
async function serverNamed(
  name: string,
  hostname: string,
  { a, aaaa }: Resolver,
): Promise<AuthorityServer> {
  const [address] = await told(name, 'A', a);
  const [other] = address === undefined ? await told(name, 'AAAA', aaaa) : [];
  const found = address ?? other;
  if (found !== undefined) return { address: found, port: DNS_PORT };
  throw unreachable(
    `an address of ${name}, a name server of ${hostname}, it told none. See the zone's delegation; it is asked again.`,
  );
}

/** What there is not at all. */
const ABSENT: readonly unknown[] = ['ENODATA', 'ENOTFOUND'];

/** @returns empty when DNS says that there is none @throws PreauError for all that is no answer */
async function told(
  name: string,
  type: string,
  ask: (name: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  try {
    return await ask(name);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (ABSENT.includes(code)) return [];
    const got = String(code ?? error);
    throw unreachable(`${type} of ${name} or that there is none, got ${got}. It is asked again.`);
  }
}

const unreachable = (rest: string): PreauError =>
  new PreauError('dns-unreachable', `Expected DNS to tell ${rest}`, { retryable: true });
