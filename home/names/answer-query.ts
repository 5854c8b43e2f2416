import { findAnswer, type Found } from './answer-find.ts';
import { type Query, RCODE, readQuery } from './answer-reader.ts';
import { QUESTION_AT } from './answer-section.ts';
import type { NameRecord } from './name-record.ts';
import type { ModelZone } from './names-model.ts';
import type { RecordBook } from './record-book.ts';

/** What an answer is made from. */
export interface Authority {
  readonly zones: readonly ModelZone[];
  book(): RecordBook;
  serial(): number;
  /** Chooses between the records of one name and type, of which there is at least one. */
  choose(records: readonly NameRecord[]): NameRecord | null;
}

/** RFC 1035 2.3.4: what a client without EDNS takes by UDP. */
const UDP_PLAIN_BYTES = 512;
/**
 * The most that is sent by UDP whatever a client takes, and the most that is taken: what crosses
 * nearly every path in one piece.
 *
 * @see https://www.dnsflagday.net/2020/
 */
const UDP_MAX_BYTES = 1_232;
const TCP_MAX_BYTES = 65_535;
const OPT_BYTES = 11;
/** RFC 6891 9: BADVERS is 16, whose upper bits are in the OPT record. */
const BADVERS_UPPER = 1;
const NOTHING: Found = { rcode: RCODE.noError, authoritative: false, answers: [], authority: [] };

/**
 * Answer one DNS message.
 *
 * @returns the answer's bytes, or `null` for what is dropped: responses, and less than a header
 */
export function answerQuery(
  message: Buffer,
  transport: 'udp' | 'tcp',
  authority: Authority,
): Buffer | null {
  const query = readQuery(message);
  switch (query.kind) {
    case 'silent':
      return null;
    case 'fault':
      return headerOnly(message, query.rcode);
    case 'query': {
      const isLater = query.edns !== null && query.edns.version !== 0;
      const found = isLater ? NOTHING : findAnswer(query, authority);
      return compose(message, query, found, limitOf(query, transport));
    }
  }
}

function limitOf({ edns }: Query, transport: 'udp' | 'tcp'): number {
  if (transport === 'tcp') return TCP_MAX_BYTES;
  return Math.min(UDP_MAX_BYTES, Math.max(UDP_PLAIN_BYTES, edns?.payloadBytes ?? 0));
}

/** The message: header, the question as it came, what was found, OPT for who sent one. */
function compose(message: Buffer, query: Query, found: Found, limitBytes: number): Buffer {
  const { answers, authority } = found;
  const own = query.end + (query.edns ? OPT_BYTES : 0);
  let size = own;
  for (const { section } of answers) size += section.bytes.length;
  for (const { section } of authority) size += section.bytes.length;
  const truncated = size > limitBytes;
  // RFC 2181 9: what is cut is asked again by TCP, so that none of it need come.
  const reply = Buffer.allocUnsafe(truncated ? own : size);
  message.copy(reply, 0, 0, query.end);
  reply[2] = 0x80 | (found.authoritative ? 4 : 0) | (truncated ? 2 : 0) | ((message[2] ?? 0) & 1);
  reply[3] = found.rcode;
  reply.writeUInt32BE(0, 6);
  reply.writeUInt16BE(query.edns ? 1 : 0, 10);
  let at = query.end;
  if (!truncated) {
    for (const [offset, pieces] of [
      [6, answers],
      [8, authority],
    ] as const) {
      let count = 0;
      for (const { section, owner } of pieces) {
        section.bytes.copy(reply, at);
        if (owner !== QUESTION_AT) {
          for (const start of section.starts) reply.writeUInt16BE(0xc000 | owner, at + start);
        }
        at += section.bytes.length;
        count += section.starts.length;
      }
      reply.writeUInt16BE(count, offset);
    }
  }
  if (query.edns) writeOpt(reply, at, query.edns.version !== 0, query.edns.dnssecOk);
  return reply;
}

/** RFC 6891 6.1.2; DO comes back as it was sent (RFC 3225 3). */
function writeOpt(reply: Buffer, at: number, isLater: boolean, dnssecOk: boolean): void {
  reply[at] = 0;
  reply.writeUInt16BE(41, at + 1);
  reply.writeUInt16BE(UDP_MAX_BYTES, at + 3);
  reply[at + 5] = isLater ? BADVERS_UPPER : 0;
  reply[at + 6] = 0;
  reply.writeUInt16BE(dnssecOk ? 0x8000 : 0, at + 7);
  reply.writeUInt16BE(0, at + 9);
}

function headerOnly(message: Buffer, rcode: number): Buffer {
  const header = Buffer.alloc(QUESTION_AT);
  message.copy(header, 0, 0, 2);
  // QR set; opcode and RD as asked (RFC 1035 4.1.1).
  header.writeUInt16BE(0x8000 | (message.readUInt16BE(2) & 0x7900) | rcode, 2);
  return header;
}
