import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { type Answer, decode, encode, type Packet, type RecordType } from 'dns-packet';
import type { PublishedType } from '../../core/shelter/weighted-pair.ts';
import { askByTcp } from './dns-over-tcp.ts';
import { readHttpsAnswer } from './https-answer.ts';

/** An authoritative name server, where its queries go. */
export interface AuthorityServer {
  readonly address: string;
  readonly port: number;
}

/** What one server says of one name and type. */
export interface DnsReply {
  /** REFUSED, SERVFAIL and all the others are `other`. */
  readonly outcome: 'answered' | 'absent' | 'other';
  /** Whether it speaks as the zone's own server. */
  readonly authoritative: boolean;
  /** Of the name asked for, and of those that its CNAME leads to. */
  readonly records: readonly DnsRecord[];
}

/** One record; addresses as they came, names without the trailing dot, HTTPS in one spelling. */
export interface DnsRecord {
  /** Lower case, without the trailing dot. */
  readonly name: string;
  readonly type: PublishedType;
  readonly ttlSec: number;
  readonly value: string;
}

/** Chosen: an authority answers in tens of milliseconds; a lost packet is asked for again. */
const ANSWER_MAX_MS = 700;
const TRIES = 3;
/** What passes every network unfragmented. @see https://www.dnsflagday.net/2020/ */
const UDP_MAX_BYTES = 1_232;
/** What the codec calls type 65, which it does not know. */
const HTTPS_TYPE = 'UNKNOWN_65';

/** A server as people write it: `192.0.2.1:53`, `[2001:db8::1]:53`. */
export const formatServer = ({ address, port }: AuthorityServer): string =>
  isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;

/**
 * Ask one server for one type of one name, by UDP, and by TCP what UDP cut off: a cut answer is none.
 *
 * @returns null when it does not answer in three tries of 700 ms by each
 */
export async function queryServer(
  server: AuthorityServer,
  name: string,
  type: PublishedType,
): Promise<DnsReply | null> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const reply = await askOnce(server, name, type);
    if (reply) return reply;
  }
  return null;
}

async function askOnce(
  server: AuthorityServer,
  name: string,
  type: PublishedType,
): Promise<DnsReply | null> {
  const id = randomInt(65_536);
  const query = encode(question(id, name, type));
  const read = (message: Buffer): ReadReply | null => readReply(message, id, name, type);
  const heard = await askByUdp(server, query, read);
  if (!heard?.isCut) return heard?.reply ?? null;
  const message = await askByTcp({ server, query, timeoutMs: ANSWER_MAX_MS });
  const whole = message && read(message);
  return whole && !whole.isCut ? whole.reply : null;
}

/** A reply, and whether it says that there is more of it than UDP carried. */
interface ReadReply {
  readonly reply: DnsReply;
  readonly isCut: boolean;
}

/** A socket of its own per query: a fresh source port is what keeps answers from being forged. */
async function askByUdp(
  server: AuthorityServer,
  query: Buffer,
  read: (message: Buffer) => ReadReply | null,
): Promise<ReadReply | null> {
  const socket = createSocket(isIPv6(server.address) ? 'udp6' : 'udp4');
  const { promise, resolve } = Promise.withResolvers<ReadReply | null>();
  const timer = setTimeout(() => resolve(null), ANSWER_MAX_MS);
  socket.on('error', () => resolve(null));
  socket.on('message', (message) => {
    const reply = read(message);
    if (reply) resolve(reply);
  });
  try {
    // Connected: datagrams from anywhere else are not delivered, and a refusal is told at once.
    socket.connect(server.port, server.address);
    await once(socket, 'connect');
    socket.send(query);
    return await promise;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    socket.close();
  }
}

const codecType = (type: PublishedType): string => (type === 'HTTPS' ? HTTPS_TYPE : type);

const question = (id: number, name: string, type: PublishedType): Packet => ({
  type: 'query',
  id,
  // The codec's types know no unknown one; its encoder does.
  questions: [{ name, type: codecType(type) as RecordType }],
  additionals: [
    {
      type: 'OPT',
      name: '.',
      udpPayloadSize: UDP_MAX_BYTES,
      extendedRcode: 0,
      ednsVersion: 0,
      flags: 0,
      flag_do: false,
      options: [],
    },
  ],
});

const RCODES: Readonly<Record<number, DnsReply['outcome']>> = { 0: 'answered', 3: 'absent' };

function readReply(
  message: Buffer,
  id: number,
  name: string,
  type: PublishedType,
): ReadReply | null {
  try {
    const packet = decode(message);
    const asked = packet.questions?.[0];
    const ours =
      packet.type === 'response' &&
      packet.id === id &&
      asked?.type === codecType(type) &&
      plain(asked.name) === plain(name);
    if (!ours) return null;
    const flags = packet.flags ?? 0;
    const reply: DnsReply = {
      outcome: RCODES[flags & 0xf] ?? 'other',
      authoritative: packet.flag_aa,
      records: (packet.answers ?? []).flatMap(recordOf),
    };
    return { reply, isCut: packet.flag_tc };
  } catch {
    return null;
  }
}

function recordOf(answer: Answer): readonly DnsRecord[] {
  const { type } = answer;
  const data: unknown = 'data' in answer ? answer.data : undefined;
  const ttlSec = 'ttl' in answer ? (answer.ttl ?? 0) : 0;
  const about = { name: plain(answer.name), ttlSec };
  if (type === 'A' || type === 'AAAA') return [{ ...about, type, value: String(data) }];
  if (type === 'CNAME') return [{ ...about, type, value: plain(String(data)) }];
  if (String(type) !== HTTPS_TYPE || !Buffer.isBuffer(data)) return [];
  const value = readHttpsAnswer(data);
  return value === null ? [] : [{ ...about, type: 'HTTPS', value }];
}

const plain = (name: string): string => name.toLowerCase().replace(/\.$/, '');
