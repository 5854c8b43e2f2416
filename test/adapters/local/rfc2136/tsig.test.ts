import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMessage } from '../../../../adapters/local/rfc2136/read-message.ts';
import {
  judgeReply,
  signMessage,
  type TsigAlgorithm,
  type TsigKey,
} from '../../../../adapters/local/rfc2136/tsig.ts';
import { queryMessage } from '../../../../adapters/local/rfc2136/wire-message.ts';

// Goal: only a reply that the holder of the key made now, for this very request, is believed.
// Method: a server's side of RFC 8945 written out by hand here; every byte of it is then changed.

const NOW = 1_790_000_000;
const key: TsigKey = {
  name: 'preau.cle',
  algorithm: 'hmac-sha256',
  secret: Buffer.from('un secret de trente-deux octets!'),
};
const request = signMessage(queryMessage(1, 'ent.example', 6), key, NOW);

interface Reply {
  readonly timeSec?: number;
  readonly error?: number;
  readonly other?: Buffer;
  readonly mac?: Buffer;
  readonly by?: TsigKey;
  readonly to?: Buffer;
}

const u16 = (...values: readonly number[]) =>
  Buffer.from(values.flatMap((value) => [value >> 8, value & 0xff]));
const labels = (name: string) =>
  Buffer.from([...name.split('.').flatMap((label) => [label.length, ...Buffer.from(label)]), 0]);

/** As a name server signs, from the RFC's own figure and not from the code. */
function replyOf(reply: Reply = {}): Buffer {
  const { timeSec = NOW, error = 0, other = Buffer.alloc(0), by = key, to = request.mac } = reply;
  const plain = Buffer.concat([u16(1, 0xa800, 0, 0, 0, 0)]);
  const time = Buffer.alloc(6);
  time.writeUIntBE(timeSec, 0, 6);
  const names = [labels(by.name), u16(255, 0, 0), labels(by.algorithm)];
  const signed = Buffer.concat([
    u16(to.length),
    to,
    plain,
    ...names,
    time,
    u16(300, error, other.length),
    other,
  ]);
  const mac = reply.mac ?? createHmac(by.algorithm.slice(5), by.secret).update(signed).digest();
  const data = Buffer.concat([
    labels(by.algorithm),
    time,
    u16(300, mac.length),
    mac,
    u16(1, error, other.length),
    other,
  ]);
  const record = [labels(by.name), u16(250, 255, 0, 0, data.length), data];
  const bytes = Buffer.concat([plain, ...record]);
  bytes.writeUInt16BE(1, 10);
  return bytes;
}

function judge(bytes: Buffer, by = key, nowSec = NOW) {
  const message = readMessage(bytes);
  return message === null ? null : judgeReply(bytes, message, by, request.mac, nowSec);
}

const isSameLetter = (one: number, other: number) =>
  /[a-z]/i.test(String.fromCharCode(one)) &&
  String.fromCharCode(one).toLowerCase() === String.fromCharCode(other).toLowerCase();

describe('a reply', () => {
  test.each<TsigAlgorithm>(['hmac-sha256', 'hmac-sha384', 'hmac-sha512'])(
    'that the key signed is believed, %s',
    (algorithm) => {
      const by = { ...key, algorithm };
      const { mac } = signMessage(queryMessage(1, 'ent.example', 6), by, NOW);
      const bytes = replyOf({ by, to: mac });
      const message = readMessage(bytes);
      if (message === null) throw new Error('unread');
      expect(judgeReply(bytes, message, by, mac, NOW)).toEqual({ kind: 'signed' });
    },
  );

  test('with any byte changed is no longer believed', () => {
    const right = replyOf();
    fc.assert(
      fc.property(fc.nat(right.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = Buffer.from(right);
        bytes.writeUInt8(bytes.readUInt8(at) ^ flip, at);
        // The id is compared apart: the signature has its own. Capitals mean the same (RFC 4343).
        fc.pre(at > 1 && !isSameLetter(right.readUInt8(at), bytes.readUInt8(at)));
        expect(judge(bytes)?.kind).not.toBe('signed');
      }),
      { numRuns: 3_000 },
    );
  });

  test('to another request, by another key or another secret, or cut short is forged', () => {
    const secret = Buffer.from('un autre secret, de 32 octets !!');
    const right = replyOf();
    expect(judge(replyOf({ to: Buffer.alloc(32) }))).toEqual({ kind: 'forged' });
    expect(judge(replyOf({ by: { ...key, name: 'autre.cle' } }))).toEqual({ kind: 'forged' });
    expect(judge(replyOf({ by: { ...key, secret } }))).toEqual({ kind: 'forged' });
    const mac = right.subarray(right.length - 38, right.length - 6);
    expect(judge(replyOf({ mac }))).toEqual({ kind: 'signed' });
    expect(judge(replyOf({ mac: mac.subarray(0, 16) }))).toEqual({ kind: 'forged' });
    expect(judge(replyOf({ mac: Buffer.alloc(0) }))).toEqual({ kind: 'forged' });
  });

  test('without a signature is told as such', () => {
    expect(judge(Buffer.concat([u16(1, 0xa800, 0, 0, 0, 0)]))).toEqual({ kind: 'unsigned' });
  });

  test.each([
    [16, 'BADSIG'],
    [17, 'BADKEY'],
    [22, 'BADTRUNC'],
    [99, 'error 99'],
  ])('that refuses our signature says why: %i is %s', (error, name) => {
    const bytes = replyOf({ error, mac: Buffer.alloc(0) });
    expect(judge(bytes)).toEqual({ kind: 'refused', error: name });
  });

  test('five minutes off is in time, a second more is not, either way', () => {
    expect(judge(replyOf(), key, NOW - 300)).toEqual({ kind: 'signed' });
    expect(judge(replyOf(), key, NOW + 300)).toEqual({ kind: 'signed' });
    expect(judge(replyOf(), key, NOW - 301)).toEqual({ kind: 'clock', aheadSec: 301 });
    expect(judge(replyOf(), key, NOW + 301)).toEqual({ kind: 'clock', aheadSec: -301 });
  });

  test('a signed BADTIME tells the server’s time, and an unsigned one nothing', () => {
    const other = Buffer.alloc(6);
    other.writeUIntBE(NOW + 600, 0, 6);
    expect(judge(replyOf({ error: 18, other }))).toEqual({ kind: 'clock', aheadSec: 600 });
    expect(judge(replyOf({ error: 18, other, mac: Buffer.alloc(32) }))).toEqual({ kind: 'forged' });
  });
});
