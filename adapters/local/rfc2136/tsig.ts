import { createHmac, timingSafeEqual } from 'node:crypto';
import { nameBytes } from './name-bytes.ts';
import { type ReadMessage, readName } from './read-message.ts';
import { CLASS, TYPE } from './wire-codes.ts';
import { recordBytes } from './wire-message.ts';

/** RFC 8945 6 asks for SHA-256 and allows the longer ones; MD5 and SHA-1 are left out. */
export type TsigAlgorithm = 'hmac-sha256' | 'hmac-sha384' | 'hmac-sha512';

/** A key that Préau and a name server share. */
export interface TsigKey {
  readonly name: string;
  readonly algorithm: TsigAlgorithm;
  /** Never logged, never in a message. */
  readonly secret: Uint8Array;
}

export interface SignedMessage {
  readonly bytes: Buffer;
  /** What the reply's own signature is made over first. */
  readonly mac: Buffer;
}

/** RFC 8945 10: "The RECOMMENDED value of Fudge is 300 seconds" */
export const FUDGE_SEC = 300;

/** What is signed of a TSIG record beside the message (RFC 8945 4.3.3). */
interface Variables {
  readonly timeSec: number;
  readonly fudgeSec: number;
  readonly error: number;
  readonly other: Uint8Array;
}

/**
 * Sign a message that has no TSIG yet.
 *
 * @param nowSec seconds since 1970
 * @see https://www.rfc-editor.org/rfc/rfc8945
 */
export function signMessage(message: Buffer, key: TsigKey, nowSec: number): SignedMessage {
  const variables = { timeSec: nowSec, fudgeSec: FUDGE_SEC, error: 0, other: Buffer.alloc(0) };
  const mac = macOf(key, [message, variableBytes(key, variables)]);
  const data = Buffer.concat([
    nameBytes(key.algorithm),
    timeBytes(nowSec),
    uint16(FUDGE_SEC),
    uint16(mac.length),
    mac,
    message.subarray(0, 2),
    uint16(0),
    uint16(0),
  ]);
  const record = { name: key.name, type: TYPE.TSIG, class: CLASS.ANY, ttlSec: 0, data };
  const bytes = Buffer.concat([message, recordBytes(record)]);
  bytes.writeUInt16BE(message.readUInt16BE(10) + 1, 10);
  return { bytes, mac };
}

/** What a reply's signature says. */
export type TsigVerdict =
  /** The holder of the key wrote it, in time. */
  | { readonly kind: 'signed' }
  | { readonly kind: 'unsigned' }
  /** The server refused our signature (RFC 8945 5.2); itself not signed, but for `BADTIME`. */
  | { readonly kind: 'refused'; readonly error: string }
  /** The server's clock and ours are too far apart; how far it is ahead of ours. */
  | { readonly kind: 'clock'; readonly aheadSec: number }
  /** Signed, and not by the holder of the key. */
  | { readonly kind: 'forged' };

const ERRORS: Readonly<Record<number, string>> = {
  16: 'BADSIG',
  17: 'BADKEY',
  18: 'BADTIME',
  22: 'BADTRUNC',
};
const BADTIME = 18;

/**
 * Judge a reply by its TSIG record.
 *
 * @param requestMac of the message that it answers
 * @param nowSec seconds since 1970
 */
export function judgeReply(
  bytes: Buffer,
  message: ReadMessage,
  key: TsigKey,
  requestMac: Buffer,
  nowSec: number,
): TsigVerdict {
  const record = message.additional.at(-1);
  if (record?.type !== TYPE.TSIG) return { kind: 'unsigned' };
  const isWhole = record.class === CLASS.ANY && record.ttlSec === 0;
  const tsig = isWhole ? readTsig(Buffer.from(record.data)) : null;
  if (tsig === null) return { kind: 'forged' };
  const { mac, originalId, ...variables } = tsig;
  const { error, other, timeSec } = variables;
  const name = ERRORS[error] ?? `error ${error}`;
  if (error !== 0 && error !== BADTIME) return { kind: 'refused', error: name };
  const plain = Buffer.from(bytes.subarray(0, record.offset));
  plain.writeUInt16BE(originalId, 0);
  plain.writeUInt16BE(message.additional.length - 1, 10);
  const expected = macOf(key, [
    uint16(requestMac.length),
    requestMac,
    plain,
    variableBytes(key, variables),
  ]);
  const ours = record.name === plainName(key.name) && tsig.algorithm === key.algorithm;
  if (!ours || mac.length !== expected.length || !timingSafeEqual(mac, expected))
    return { kind: 'forged' };
  // RFC 8945 5.2.3: a signed BADTIME tells the server's own time.
  if (error === BADTIME)
    return other.length === 6
      ? { kind: 'clock', aheadSec: Buffer.from(other).readUIntBE(0, 6) - nowSec }
      : { kind: 'refused', error: name };
  if (Math.abs(timeSec - nowSec) > FUDGE_SEC) return { kind: 'clock', aheadSec: timeSec - nowSec };
  return { kind: 'signed' };
}

/** @returns null for data that is no TSIG's */
function readTsig(data: Buffer) {
  try {
    const { name: algorithm, next } = readName(data, 0);
    const macLength = data.readUInt16BE(next + 8);
    const at = next + 10 + macLength;
    const otherLength = data.readUInt16BE(at + 4);
    if (at + 6 + otherLength !== data.length) return null;
    return {
      algorithm,
      timeSec: data.readUIntBE(next, 6),
      fudgeSec: data.readUInt16BE(next + 6),
      mac: data.subarray(next + 10, at),
      originalId: data.readUInt16BE(at),
      error: data.readUInt16BE(at + 2),
      other: data.subarray(at + 6),
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const variableBytes = (key: TsigKey, { timeSec, fudgeSec, error, other }: Variables): Buffer =>
  Buffer.concat([
    nameBytes(key.name),
    uint16(CLASS.ANY),
    Buffer.alloc(4),
    nameBytes(key.algorithm),
    timeBytes(timeSec),
    uint16(fudgeSec),
    uint16(error),
    uint16(other.length),
    other,
  ]);

function macOf(key: TsigKey, parts: readonly Uint8Array[]): Buffer {
  const hmac = createHmac(key.algorithm.slice('hmac-'.length), key.secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

function timeBytes(timeSec: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(timeSec, 0, 6);
  return bytes;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

const plainName = (name: string): string => name.replace(/\.$/, '').toLowerCase();
