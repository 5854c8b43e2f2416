import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { type Answer, decode, encode, type Packet } from 'dns-packet';
import { PreauError } from '../../core/errors.ts';
import type { AuthorityAnswer } from '../../core/incident/event.ts';
import {
  addressesOf,
  type PairPlatform,
  publishedTypes,
} from '../../core/shelter/weighted-pair.ts';

/** An authoritative name server, where its queries go. */
export interface AuthorityServer {
  readonly address: string;
  readonly port: number;
}

/** Chosen: an authority answers in tens of milliseconds; a lost packet is asked for again. */
const ANSWER_MAX_MS = 700;
const TRIES = 3;
/** Chosen: enough to tell shares of a tenth, and no flood. */
const TIMES_MAX = 500;
const AT_ONCE = 25;

/**
 * Ask every server for every type that the platform's name publishes, `times` each, by UDP.
 *
 * @returns one entry per server and type, in that order: every distinct address that was answered
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
  const asked = servers.flatMap((server) =>
    publishedTypes(platform).map(async (type): Promise<AuthorityAnswer> => {
      const replies = await askMany(server, platform.hostname, type, rounds);
      const answers = replies.map((reply) => addressesIn(reply, type));
      const isMirror = mirrorTeller(platform, type);
      const toMirror = answers.filter(
        (list) => list.length > 0 && list.every(({ data }) => isMirror(data)),
      );
      return {
        server: isIPv6(server.address)
          ? `[${server.address}]:${server.port}`
          : `${server.address}:${server.port}`,
        name: platform.hostname,
        type,
        answers: [...new Set(answers.flatMap((list) => list.map(({ data }) => data)))].sort(),
        ttlSec: Math.max(0, ...answers.flatMap((list) => list.map(({ ttl = 0 }) => ttl))),
        mirrorShare: toMirror.length / replies.length,
      };
    }),
  );
  return Promise.all(asked);
}

/** A mirror behind CloudFront has many addresses: whatever is not the origin's is the mirror's. */
function mirrorTeller({ origin, mirror }: PairPlatform, type: 'A' | 'AAAA') {
  if (mirror === undefined) return () => false;
  const own = mirror.addresses.length > 0;
  const known = addressesOf(type, own ? mirror.addresses : origin.addresses).map(comparable);
  return (address: string): boolean => known.includes(comparable(address)) === own;
}

async function askMany(
  server: AuthorityServer,
  name: string,
  type: 'A' | 'AAAA',
  times: number,
): Promise<readonly Packet[]> {
  const replies: Packet[] = [];
  while (replies.length < times) {
    const width = Math.min(AT_ONCE, times - replies.length);
    const some = Array.from({ length: width }, () => askOne(server, name, type));
    replies.push(...(await Promise.all(some)));
  }
  return replies;
}

async function askOne(server: AuthorityServer, name: string, type: 'A' | 'AAAA'): Promise<Packet> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const reply = await askOnce(server, name, type);
    if (reply) return reply;
  }
  throw new PreauError(
    'dns-unreachable',
    `Expected ${server.address} port ${server.port} to answer for ${name} ${type}, got nothing in ${TRIES} tries: see whether the name server runs.`,
    { retryable: true },
  );
}

/** A socket of its own per query: a fresh source port is what keeps answers from being forged. */
async function askOnce(
  server: AuthorityServer,
  name: string,
  type: 'A' | 'AAAA',
): Promise<Packet | null> {
  const socket = createSocket(isIPv6(server.address) ? 'udp6' : 'udp4');
  const id = randomInt(65_536);
  const { promise, resolve } = Promise.withResolvers<Packet | null>();
  const timer = setTimeout(() => resolve(null), ANSWER_MAX_MS);
  socket.on('error', () => resolve(null));
  socket.on('message', (message) => {
    const reply = readReply(message, id, name, type);
    if (reply) resolve(reply);
  });
  try {
    // Connected: datagrams from anywhere else are not delivered, and a refusal is told at once.
    socket.connect(server.port, server.address);
    await once(socket, 'connect');
    socket.send(encode({ type: 'query', id, questions: [{ name, type }] }));
    return await promise;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    socket.close();
  }
}

function readReply(message: Buffer, id: number, name: string, type: string): Packet | null {
  try {
    const packet = decode(message);
    const question = packet.questions?.[0];
    const ours =
      packet.type === 'response' &&
      packet.id === id &&
      question?.type === type &&
      question.name.toLowerCase() === name.toLowerCase();
    // REFUSED and SERVFAIL are no answers; NXDOMAIN (3) is.
    return ours && [0, 3].includes((packet.flags ?? 0) & 0xf) ? packet : null;
  } catch {
    return null;
  }
}

type AddressAnswer = Extract<Answer, { data: string }>;

const addressesIn = (packet: Packet, type: 'A' | 'AAAA'): readonly AddressAnswer[] =>
  (packet.answers ?? []).filter((answer): answer is AddressAnswer => answer.type === type);

/** One spelling per address: `::1` and `0:0:0:0:0:0:0:1` are the same. */
const comparable = (address: string): string =>
  isIPv6(address) ? (URL.parse(`http://[${address}]`)?.hostname ?? address) : address;
