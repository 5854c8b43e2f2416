import { PreauError } from '../../core/errors.ts';
import type { AuthorityAnswer } from '../../core/incident/event.ts';
import { comparableHttps } from '../../core/shelter/https-record.ts';
import {
  type PairPlatform,
  type PublishedType,
  publishedTypes,
  valuesOf,
} from '../../core/shelter/weighted-pair.ts';
import {
  type AuthorityServer,
  type DnsRecord,
  type DnsReply,
  formatServer,
  queryServer,
} from './dns-query.ts';

export type { AuthorityServer } from './dns-query.ts';

/** Chosen: enough to tell shares of a tenth, and no flood. */
const TIMES_MAX = 500;
const AT_ONCE = 25;

/**
 * Ask every server for every type that the platform's name publishes, `times` each, by UDP. An HTTPS
 * record that is the same on both sides tells nothing of a turn, and is not asked for.
 *
 * @returns one entry per server and type, in that order: every distinct value that was answered
 *   and the part of answers that held only the mirror's. A name that is not there has no answers.
 * @throws PreauError `dns-unreachable`, retryable, when any server does not answer: a turn that
 *   one server does not confirm is not verified
 */
export async function askAuthorityServers(
  platform: PairPlatform,
  servers: readonly AuthorityServer[],
  times: number,
): Promise<readonly AuthorityAnswer[]> {
  const rounds = Math.min(TIMES_MAX, Math.max(1, Math.trunc(times)));
  const types = publishedTypes(platform).filter((type) => tellsSides(platform, type));
  const asked = servers.flatMap((server) =>
    types.map(async (type): Promise<AuthorityAnswer> => {
      const replies = await askMany(server, platform.hostname, type, rounds);
      const answers = replies.map(({ records }) => records.filter((one) => one.type === type));
      const isMirror = mirrorTeller(platform, type);
      const toMirror = answers.filter((list) => list.length > 0 && list.every(isMirror));
      return {
        server: formatServer(server),
        name: platform.hostname,
        type,
        answers: [...new Set(answers.flatMap((list) => list.map(({ value }) => value)))].sort(),
        ttlSec: Math.max(0, ...answers.flatMap((list) => list.map(({ ttlSec }) => ttlSec))),
        mirrorShare: toMirror.length / replies.length,
      };
    }),
  );
  return Promise.all(asked);
}

function tellsSides(platform: PairPlatform, type: PublishedType): boolean {
  if (type !== 'HTTPS' || platform.mirror === undefined) return true;
  const [origin, mirror] = (['origin', 'mirror'] as const).map((side) =>
    valuesOf(platform, side, type).map(comparableHttps).join(),
  );
  return origin !== mirror;
}

/** A mirror behind CloudFront has many addresses: whatever is not the origin's is the mirror's. */
function mirrorTeller(platform: PairPlatform, type: PublishedType) {
  if (platform.mirror === undefined) return () => false;
  const mirrors = valuesOf(platform, 'mirror', type);
  const own = mirrors.length > 0;
  const known = own ? mirrors : valuesOf(platform, 'origin', type);
  const comparable = known.map((value) => spelling(value, type));
  return ({ value }: DnsRecord): boolean => comparable.includes(spelling(value, type)) === own;
}

async function askMany(
  server: AuthorityServer,
  name: string,
  type: PublishedType,
  times: number,
): Promise<readonly DnsReply[]> {
  const replies: DnsReply[] = [];
  while (replies.length < times) {
    const width = Math.min(AT_ONCE, times - replies.length);
    const some = Array.from({ length: width }, () => askOne(server, name, type));
    replies.push(...(await Promise.all(some)));
  }
  return replies;
}

/** REFUSED and SERVFAIL are no answers; that there is no such name is one. */
async function askOne(
  server: AuthorityServer,
  name: string,
  type: PublishedType,
): Promise<DnsReply> {
  const reply = await queryServer(server, name, type);
  if (reply && reply.outcome !== 'other') return reply;
  const got = reply ? 'a refusal' : 'nothing in three tries';
  throw new PreauError(
    'dns-unreachable',
    `Expected ${server.address} port ${server.port} to answer for ${name} ${type}, got ${got}: see whether the name server runs.`,
    { retryable: true },
  );
}

/** One spelling per value: `::1` and `0:0:0:0:0:0:0:1` are the same address. */
function spelling(value: string, type: PublishedType): string {
  switch (type) {
    case 'A':
      return value;
    case 'AAAA':
      return URL.parse(`http://[${value}]`)?.hostname ?? value;
    case 'CNAME':
      return value.toLowerCase().replace(/\.$/, '');
    case 'HTTPS':
      return comparableHttps(value);
  }
}
