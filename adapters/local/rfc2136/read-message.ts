import { TYPE } from './wire-codes.ts';
import type { WireRecord } from './wire-message.ts';

/**
 * A record that was read, and where in the message it begins. The name within a CNAME's or an NS's
 * data is written out, in small letters: in a message it may be compressed (RFC 3597 4).
 */
export interface ReadRecord extends WireRecord {
  readonly offset: number;
}

/** As much of a reply as is used here. */
export interface ReadMessage {
  readonly id: number;
  readonly isReply: boolean;
  readonly opcode: number;
  readonly rcode: number;
  readonly questions: readonly { readonly name: string; readonly type: number }[];
  readonly answers: readonly ReadRecord[];
  /** Of the additional section, where a signature is the last. */
  readonly additional: readonly ReadRecord[];
}

/** Chosen: a reply to an update has none, and a zone's name has a dozen name servers at most. */
const RECORDS_MAX = 500;
/** Names that point at names: RFC 1035 forbids nothing, so that something must. Chosen. */
const JUMPS_MAX = 16;

/**
 * Read a DNS message from a stranger. Names are in small letters, without a last dot, the root
 * being empty; characters outside of printable ASCII, and dots within a label, as `\ddd`.
 *
 * @returns null for bytes that are no whole message, or have too many records
 */
export function readMessage(bytes: Buffer): ReadMessage | null {
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function read(bytes: Buffer): ReadMessage {
  const flags = bytes.readUInt16BE(2);
  const count = (index: number): number => bytes.readUInt16BE(4 + 2 * index);
  if (count(0) + count(1) + count(2) + count(3) > RECORDS_MAX) throw new RangeError('records');
  let at = 12;
  const questions = Array.from({ length: count(0) }, () => {
    const { name, next } = readName(bytes, at);
    at = next + 4;
    return { name, type: bytes.readUInt16BE(next) };
  });
  const records = (length: number): readonly ReadRecord[] =>
    Array.from({ length }, () => {
      const { record, next } = readRecord(bytes, at);
      at = next;
      return record;
    });
  const answers = records(count(1));
  records(count(2));
  const additional = records(count(3));
  return {
    id: bytes.readUInt16BE(0),
    isReply: (flags & 0x8000) !== 0,
    opcode: (flags >> 11) & 0xf,
    rcode: flags & 0xf,
    questions,
    answers,
    additional,
  };
}

function readRecord(bytes: Buffer, offset: number) {
  const { name, next: at } = readName(bytes, offset);
  const next = at + 10 + bytes.readUInt16BE(at + 8);
  if (next > bytes.length) throw new RangeError('record');
  const type = bytes.readUInt16BE(at);
  const isName = type === TYPE.CNAME || type === TYPE.NS;
  const record: ReadRecord = {
    name,
    type,
    class: bytes.readUInt16BE(at + 2),
    ttlSec: bytes.readUInt32BE(at + 4),
    data: isName ? readName(bytes, at + 10).wire : bytes.subarray(at + 10, next),
    offset,
  };
  return { record, next };
}

interface ReadName {
  readonly name: string;
  /** The same, whole, in small letters. */
  readonly wire: Buffer;
  /** Where what follows it begins. */
  readonly next: number;
}

/**
 * A name at `offset` of a message, compressed or not.
 *
 * @throws RangeError for one that leaves the message, goes in circles, or is longer than 255 octets
 */
export function readName(bytes: Buffer, offset: number): ReadName {
  const labels: Buffer[] = [];
  let at = offset;
  let next: number | null = null;
  let jumps = 0;
  let octets = 1;
  for (;;) {
    const length = bytes.readUInt8(at);
    if (length >= 0xc0) {
      next ??= at + 2;
      jumps += 1;
      if (jumps > JUMPS_MAX) throw new RangeError('pointers');
      at = bytes.readUInt16BE(at) & 0x3fff;
      continue;
    }
    octets += length + (length === 0 ? 0 : 1);
    if (length > 63 || octets > 255 || at + 1 + length > bytes.length) throw new RangeError('name');
    if (length === 0) return { ...written(labels), next: next ?? at + 1 };
    labels.push(Buffer.from(bytes.subarray(at + 1, at + 1 + length)));
    at += length + 1;
  }
}

function written(labels: readonly Buffer[]) {
  const small = labels.map((label) =>
    label.map((octet) => (isCapital(octet) ? octet + 32 : octet)),
  );
  const wire = small.flatMap((label) => [label.length, ...label]);
  return { name: small.map(labelText).join('.'), wire: Buffer.from([...wire, 0]) };
}

const isCapital = (octet: number): boolean => octet >= 65 && octet <= 90;

const labelText = (octets: Uint8Array): string =>
  Buffer.from(octets)
    .toString('latin1')
    .replace(/[^!-~]|[.\\]/g, (one) => `\\${String(one.charCodeAt(0)).padStart(3, '0')}`);
