import { resolve4, resolve6 } from 'node:dns/promises';
import { PreauError } from '../../../core/errors.ts';
import type { AuthorityServer } from '../dns-ask.ts';
import type { Primary } from './primary.ts';
import { readName } from './read-message.ts';
import type { TcpLink } from './tcp-link.ts';
import { TYPE } from './wire-codes.ts';
import { wordData } from './word-record-set.ts';
import type { ZoneLanes } from './zone-lanes.ts';

/** @returns addresses, the preferred first; empty when there are none */
export type HostResolver = (host: string) => Promise<readonly string[]>;

/** This machine's own, IPv4 first: not every school's network has IPv6. */
const systemResolver: HostResolver = async (host) => {
  const lists = await Promise.all([resolve4, resolve6].map((ask) => ask(host).catch(() => [])));
  return lists.flat();
};

/** Chosen: the parent zone's operators ask for 13 at most. */
const SERVERS_MAX = 13;

/** Finds a zone's authoritative name servers, as its NS records at the primary name them. */
export interface AuthorityFinder {
  /**
   * @returns one address of each, on port 53; remembered for the process's life
   * @throws PreauError `dns-unreachable`, retryable, when any has no address: a server that is left
   *   out would go unasked, and a turn would be verified that was not seen everywhere
   */
  serversOf(zone: string): Promise<readonly AuthorityServer[]>;
}

export function createAuthorityFinder(
  primary: Primary,
  lanes: ZoneLanes,
  resolveHost: HostResolver = systemResolver,
): AuthorityFinder {
  const known = new Map<string, Promise<readonly AuthorityServer[]>>();
  return {
    serversOf: (zone) => {
      const found =
        known.get(zone) ?? lanes.run(zone, (link) => find(primary, link, zone, resolveHost));
      known.set(zone, found);
      // Asked again the next time.
      found.catch(() => known.delete(zone));
      return found;
    },
  };
}

async function find(
  primary: Primary,
  link: TcpLink,
  zone: string,
  resolveHost: HostResolver,
): Promise<readonly AuthorityServer[]> {
  const records = await primary.ask(link, zone, TYPE.NS);
  const hosts = records
    .filter(({ type }) => type === TYPE.NS)
    .map(({ data }) => readName(Buffer.from(data), 0).name)
    .slice(0, SERVERS_MAX);
  if (hosts.length === 0) throw unknown(zone, 'none');
  const servers: AuthorityServer[] = [];
  for (const host of hosts) {
    // A name server within the zone is known to the primary, whatever resolvers say.
    const own = (await addressAt(primary, link, host)) ?? (await resolveHost(host))[0];
    if (own === undefined) throw unknown(zone, `${host} without an address`);
    servers.push({ address: own, port: 53 });
  }
  return servers;
}

async function addressAt(
  primary: Primary,
  link: TcpLink,
  host: string,
): Promise<string | undefined> {
  for (const type of ['A', 'AAAA'] as const) {
    // A server that does not know the name refuses, and others are asked.
    const found = await primary.ask(link, host, TYPE[type]).catch(() => []);
    const record = found.find((one) => one.type === TYPE[type]);
    if (record !== undefined) return wordData(type, Buffer.from(record.data));
  }
  return undefined;
}

const unknown = (zone: string, got: string): PreauError =>
  new PreauError(
    'dns-unreachable',
    `Expected the name servers of ${zone} from its primary, got ${got}: see its NS records, or list them in names.rfc2136.authorities. They are asked for again.`,
    { retryable: true },
  );
