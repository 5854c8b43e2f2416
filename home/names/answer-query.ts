import {
  type Answer,
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  type OptAnswer,
  type Packet,
  type Question,
  RECURSION_DESIRED,
  TRUNCATED_RESPONSE,
} from 'dns-packet';
import { canonicalName, type NameRecord } from './name-record.ts';
import type { ModelZone } from './names-model.ts';
import { zoneOf } from './names-model.ts';
import type { RecordBook } from './record-book.ts';

/** What an answer is made from. */
export interface Authority {
  readonly zones: readonly ModelZone[];
  book(): RecordBook;
  serial(): number;
  /** Chooses between the records of one name and type, of which there is at least one. */
  choose(records: readonly NameRecord[]): NameRecord | null;
}

/** RFC 1035 and RFC 6895. */
const RCODE = { noError: 0, formErr: 1, nxDomain: 3, notImp: 4, refused: 5 } as const;
/** RFC 1035 2.3.4: what a client without EDNS takes by UDP. */
const UDP_PLAIN_BYTES = 512;
/** The most that is sent by UDP, whatever a client says that it takes. */
const UDP_MAX_BYTES = 4_096;
/** For SOA and NS: two days is usual for delegations, an hour is kind to mistakes. Chosen. */
const ZONE_TTL_SEC = 3_600;
/** How long resolvers remember that a name is not there (RFC 2308). As long as a turn. */
const NEGATIVE_TTL_SEC = 60;

/**
 * Answer one DNS message.
 *
 * @returns the answer's bytes, or `null` for what is dropped: responses, and what cannot be read
 */
export function answerQuery(
  query: Buffer,
  transport: 'udp' | 'tcp',
  authority: Authority,
): Buffer | null {
  if (query.length < 12 || (query.readUInt16BE(2) & 0x8000) !== 0) return null;
  if (((query.readUInt16BE(2) >> 11) & 0xf) !== 0) return headerOnly(query, RCODE.notImp);
  // One question, no answer, no authority, and at most OPT and TSIG beside it.
  const counts = [4, 6, 8, 10].map((offset) => query.readUInt16BE(offset));
  if (counts[0] !== 1 || counts[1] !== 0 || counts[2] !== 0 || (counts[3] ?? 0) > 2) {
    return headerOnly(query, RCODE.formErr);
  }
  const packet = readPacket(query);
  const question = packet?.questions?.[0];
  if (!packet || !question) return null;
  const opt = packet.additionals?.find((extra): extra is OptAnswer => extra.type === 'OPT');
  if (opt && opt.ednsVersion !== 0) {
    return encode(respond(query, question, { flags: 0 }, { badVersion: true }));
  }
  const found = find(question, authority);
  const full = encode(respond(query, question, found, opt && {}));
  const limit = transport === 'tcp' ? 65_535 : udpLimit(opt);
  if (full.length <= limit) return full;
  const { flags } = found;
  return encode(respond(query, question, { flags: flags | TRUNCATED_RESPONSE }, opt && {}));
}

/** An answer's parts that depend on the question. */
interface Found {
  readonly flags: number;
  readonly answers?: Answer[];
  readonly authorities?: Answer[];
}

function find(question: Question, authority: Authority): Found {
  const name = canonicalName(question.name);
  const zone = question.class === 'IN' ? zoneOf(authority.zones, name) : null;
  if (!zone) return { flags: RCODE.refused };
  const flags = AUTHORITATIVE_ANSWER;
  const answers = answersFor(question, name, zone, authority);
  if (answers.length > 0) return { flags, answers };
  const exists = name === zone.name || authority.book().exists(name);
  return {
    flags: flags | (exists ? RCODE.noError : RCODE.nxDomain),
    authorities: [soa(zone.name, zone, authority.serial(), NEGATIVE_TTL_SEC)],
  };
}

function answersFor(
  { name: asked, type }: Question,
  name: string,
  zone: ModelZone,
  authority: Authority,
): Answer[] {
  const atApex = name === zone.name;
  if (atApex && type === 'SOA') return [soa(asked, zone, authority.serial(), ZONE_TTL_SEC)];
  if (atApex && type === 'NS') {
    return zone.ns.map((data) => ({ type: 'NS', name: asked, ttl: ZONE_TTL_SEC, data }));
  }
  const book = authority.book();
  // RFC 8482 4.2: ANY is told that it is not worth asking.
  if (String(type) === 'ANY' && (atApex || book.typesOf(name).length > 0)) {
    const data = { cpu: 'RFC8482', os: '' };
    return [{ type: 'HINFO', name: asked, ttl: ZONE_TTL_SEC, data }];
  }
  const records = book.of(name, type);
  const chosen = records.length > 0 ? authority.choose(records) : null;
  return chosen ? chosen.values.map((value) => toAnswer(asked, chosen, value)) : [];
}

function toAnswer(name: string, { type, ttlSec: ttl }: NameRecord, value: string): Answer {
  return type === 'TXT'
    ? { type, name, ttl, data: value.slice(1, -1) }
    : { type, name, ttl, data: value };
}

function soa(name: string, zone: ModelZone, serial: number, ttl: number): Answer {
  const data = {
    mname: zone.ns[0] ?? zone.name,
    rname: `hostmaster.${zone.name}`,
    serial,
    // Nobody transfers these zones: Route 53's own figures, kept for its readers.
    refresh: 7_200,
    retry: 900,
    expire: 1_209_600,
    minimum: NEGATIVE_TTL_SEC,
  };
  return { type: 'SOA', name, ttl, data };
}

function respond(
  query: Buffer,
  question: Question,
  found: Found,
  edns: { readonly badVersion?: boolean } | undefined,
): Packet {
  const opt: OptAnswer = {
    type: 'OPT',
    name: '.',
    udpPayloadSize: UDP_MAX_BYTES,
    // RFC 6891: BADVERS is 16, of which the header has no room for the upper bits.
    extendedRcode: edns?.badVersion ? 1 : 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [],
  };
  return {
    type: 'response',
    id: query.readUInt16BE(0),
    ...found,
    flags: found.flags | (query.readUInt16BE(2) & RECURSION_DESIRED),
    questions: [question],
    additionals: edns ? [opt] : [],
  };
}

/**
 * @returns `null` for what does not decode, or would not be echoed as it came: a dot inside a
 *   label, bytes that are no UTF-8, a compressed question
 */
function readPacket(query: Buffer): Packet | null {
  try {
    const packet = decode(query);
    const question = packet.questions?.[0];
    if (!question) return null;
    const echo = encode({ questions: [question] }).subarray(12);
    return echo.equals(query.subarray(12, 12 + echo.length)) ? packet : null;
  } catch {
    return null;
  }
}

function headerOnly(query: Buffer, rcode: number): Buffer {
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  // QR set; opcode and RD as asked (RFC 1035 4.1.1).
  header.writeUInt16BE(0x8000 | (query.readUInt16BE(2) & 0x7900) | rcode, 2);
  return header;
}

const udpLimit = (opt: OptAnswer | undefined): number =>
  Math.min(UDP_MAX_BYTES, Math.max(UDP_PLAIN_BYTES, opt?.udpPayloadSize ?? 0));
