import { QUESTION_AT } from './answer-section.ts';
import { keyOfWire } from './record-wire.ts';

/** What a query asks. */
export interface Query {
  readonly kind: 'query';
  /** The asked name's key. */
  readonly key: string;
  readonly type: number;
  readonly class: number;
  /** Where the question ends. */
  readonly end: number;
  /** What RFC 6891's OPT record says; `null` without one. */
  readonly edns: Edns | null;
}

export interface Edns {
  readonly version: number;
  /** The longest answer by UDP that the client takes. */
  readonly payloadBytes: number;
  readonly dnssecOk: boolean;
}

/** RFC 1035 4.1.1 and RFC 6895. */
export const RCODE = { noError: 0, formErr: 1, nxDomain: 3, notImp: 4, refused: 5 } as const;

/** `silent`: not to be answered, or two servers would answer each other for ever. */
export type Reading =
  | Query
  | { readonly kind: 'silent' }
  | { readonly kind: 'fault'; readonly rcode: number };

const SILENT: Reading = { kind: 'silent' };
const MALFORMED: Reading = { kind: 'fault', rcode: RCODE.formErr };
const NOT_IMPLEMENTED: Reading = { kind: 'fault', rcode: RCODE.notImp };

/** RFC 1035 2.3.4. */
const NAME_MAX_BYTES = 255;
const LABEL_MAX_BYTES = 63;
const TYPE_OPT = 41;
/** OPT and TSIG. */
const ADDITIONALS_MAX = 2;

/**
 * Read a message once from its start to its end, at most three names of 255 bytes and no pointer
 * followed. One question, no answer, no authority, and beside it at most OPT and TSIG.
 */
export function readQuery(message: Buffer): Reading {
  if (message.length < QUESTION_AT || ((message[2] ?? 0) & 0x80) !== 0) return SILENT;
  if (((message[2] ?? 0) & 0x78) !== 0) return NOT_IMPLEMENTED;
  const additionals = message.readUInt16BE(10);
  // RFC 9619: one question. Nobody asks with answers in hand.
  const one = message.readUInt32BE(4) === 0x0001_0000 && message.readUInt16BE(8) === 0;
  if (!one || additionals > ADDITIONALS_MAX) return MALFORMED;
  const nameEnd = endOfName(message, QUESTION_AT);
  const end = nameEnd + 4;
  if (nameEnd < 0 || end > message.length) return MALFORMED;
  const edns = readAdditionals(message, end, additionals);
  if (edns === 'malformed') return MALFORMED;
  return {
    kind: 'query',
    key: keyOfWire(message, QUESTION_AT, nameEnd),
    type: message.readUInt16BE(nameEnd),
    class: message.readUInt16BE(nameEnd + 2),
    end,
    edns,
  };
}

/** @returns where an uncompressed name ends; -1 for any other */
function endOfName(message: Buffer, start: number): number {
  for (let at = start; at - start < NAME_MAX_BYTES; ) {
    const length = message[at];
    if (length === undefined || length > LABEL_MAX_BYTES) return -1;
    at += length + 1;
    if (length === 0) return at;
  }
  return -1;
}

/** Exactly `count` records, of which one may be OPT (RFC 6891 6.1.1), to the message's end. */
function readAdditionals(message: Buffer, start: number, count: number): Edns | null | 'malformed' {
  let edns: Edns | null = null;
  let at = start;
  for (let left = count; left > 0; left -= 1) {
    const nameEnd = endOfName(message, at);
    if (nameEnd < 0 || nameEnd + 10 > message.length) return 'malformed';
    if (message.readUInt16BE(nameEnd) === TYPE_OPT) {
      if (edns || nameEnd !== at + 1) return 'malformed';
      edns = {
        payloadBytes: message.readUInt16BE(nameEnd + 2),
        version: message[nameEnd + 5] ?? 0,
        dnssecOk: ((message[nameEnd + 6] ?? 0) & 0x80) !== 0,
      };
    }
    at = nameEnd + 10 + message.readUInt16BE(nameEnd + 8);
  }
  return at === message.length ? edns : 'malformed';
}
