import type { PublishedName } from '../../app/check/published-name.ts';
import { type AuthorityServer, type DnsReply, formatServer, queryServer } from './dns-query.ts';

/** In this order a platform is described. */
const TYPES = ['A', 'AAAA', 'CNAME', 'HTTPS'] as const;
/** Chosen: as long as a name server follows them itself. */
const HOPS_MAX = 8;

/** Ask each server what a name publishes, of every type that a pair may have. */
export function askPublished(
  hostname: string,
  servers: readonly AuthorityServer[],
): Promise<readonly PublishedName[]> {
  return Promise.all(
    servers.map(async (server): Promise<PublishedName> => {
      const replies = await Promise.all(TYPES.map((type) => queryServer(server, hostname, type)));
      const outcome = outcomeOf(replies);
      const records = replies.flatMap((reply, index) =>
        (reply?.records ?? []).filter(
          ({ name, type }) => name === hostname.toLowerCase() && type === TYPES[index],
        ),
      );
      return {
        server: formatServer(server),
        outcome,
        records:
          outcome === 'answered'
            ? records.map(({ type, ttlSec, value }) => ({ type, ttlSec, value }))
            : [],
      };
    }),
  );
}

function outcomeOf(replies: readonly (DnsReply | null)[]): PublishedName['outcome'] {
  if (replies.some((reply) => reply === null)) return 'silent';
  if (replies.some((reply) => reply?.outcome === 'other' || reply?.authoritative !== true))
    return 'refused';
  return replies.every((reply) => reply?.outcome === 'absent') ? 'absent' : 'answered';
}

/**
 * The names that a name leads to by CNAME, as far as its servers say, eight at most.
 *
 * @param serversOf a name's servers; when it fails, nothing more is known
 */
export async function followCnames(
  hostname: string,
  serversOf: (hostname: string) => Promise<readonly AuthorityServer[]>,
): Promise<readonly string[]> {
  const targets: string[] = [];
  let name: string | undefined = hostname;
  while (name !== undefined && targets.length < HOPS_MAX && !targets.slice(0, -1).includes(name)) {
    const servers: readonly AuthorityServer[] = await serversOf(name).catch(() => []);
    const [server] = servers;
    const reply: DnsReply | null = server ? await queryServer(server, name, 'CNAME') : null;
    name = reply?.records.find(({ type }) => type === 'CNAME')?.value;
    if (name !== undefined) targets.push(name);
  }
  return targets;
}
