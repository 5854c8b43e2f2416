import { decode, encode, type Packet } from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameBytes } from '../../../../adapters/local/rfc2136/name-bytes.ts';
import { readMessage } from '../../../../adapters/local/rfc2136/read-message.ts';
import { recordData } from '../../../../adapters/local/rfc2136/record-data.ts';
import { CLASS, TYPE } from '../../../../adapters/local/rfc2136/wire-codes.ts';
import { queryMessage, updateMessage } from '../../../../adapters/local/rfc2136/wire-message.ts';

// Goal: messages are what RFC 1035, 2136 and 9460 say, and no bytes of a stranger do harm.
// Method: an npm codec, not written here, reads what is sent and writes what is read; properties.

const hostname = fc
  .array(fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/), { minLength: 1, maxLength: 6 })
  .map((labels) => labels.join('.'));

/** Any spelling, and the one that the other codec knows. */
const spelling = (address: string) => URL.parse(`http://[${address}]`)?.hostname.slice(1, -1) ?? '';
const ipv6 = fc.ipV6();

describe('a message', () => {
  test('a question is read by another codec, name and type', () => {
    fc.assert(
      fc.property(hostname, fc.nat(65_535), (name, id) => {
        expect(decode(queryMessage(id, name, TYPE.AAAA))).toMatchObject({
          id,
          type: 'query',
          flag_rd: false,
          questions: [{ name, type: 'AAAA', class: 'IN' }],
        });
      }),
    );
  });

  test('an update names its zone, its conditions and its changes, each in its section', () => {
    const record = { name: 'ent.example', type: TYPE.A, class: CLASS.IN, ttlSec: 0 };
    const bytes = updateMessage(
      7,
      'example',
      [{ ...record, data: recordData('A', '192.0.2.1') }],
      [{ ...record, ttlSec: 60, data: recordData('A', '192.0.2.2') }],
    );
    expect(decode(bytes)).toMatchObject({
      id: 7,
      opcode: 'UPDATE',
      questions: [{ name: 'example', type: 'SOA', class: 'IN' }],
      answers: [{ name: 'ent.example', type: 'A', ttl: 0, data: '192.0.2.1' }],
      authorities: [{ name: 'ent.example', type: 'A', ttl: 60, data: '192.0.2.2' }],
    });
  });

  test('what another codec writes is read alike', () => {
    fc.assert(
      fc.property(hostname, fc.ipV4(), ipv6, hostname, (name, four, six, target) => {
        const packet: Packet = {
          id: 9,
          type: 'response',
          questions: [{ name, type: 'A' }],
          answers: [
            { name, type: 'A', ttl: 5, data: four },
            { name, type: 'CNAME', ttl: 6, data: target },
          ],
          additionals: [{ name, type: 'AAAA', ttl: 7, data: spelling(six) }],
        };
        const read = readMessage(encode(packet));
        expect(read).toMatchObject({
          id: 9,
          isReply: true,
          opcode: 0,
          rcode: 0,
          questions: [{ name, type: TYPE.A }],
        });
        const all = [...(read?.answers ?? []), ...(read?.additional ?? [])];
        expect(all.map((record) => [record.name, record.ttlSec])).toEqual([
          [name, 5],
          [name, 6],
          [name, 7],
        ]);
        expect(all.map(({ data }) => Buffer.from(data))).toEqual([
          recordData('A', four),
          nameBytes(target),
          recordData('AAAA', six),
        ]);
      }),
    );
  });

  test('a compressed name is written out, in small letters', () => {
    const bytes = Buffer.concat([
      Buffer.from([0, 1, 0x80, 0, 0, 1, 0, 1, 0, 0, 0, 0]),
      Buffer.from('\u0003ENT\u0007Example\u0000\u0000\u0005\u0000\u0001', 'latin1'),
      Buffer.from([0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 9, 0, 6, 3]),
      Buffer.from('Old'),
      Buffer.from([0xc0, 16]),
    ]);
    const record = readMessage(bytes)?.answers[0];
    expect(record?.name).toBe('ent.example');
    expect(record?.data).toEqual(nameBytes('old.example'));
  });

  test('bytes of any kind are read or refused, never more, and pointers in circles end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const read = readMessage(Buffer.from(bytes));
        expect(read === null || read.answers.length <= 500).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    const circle = Buffer.from([0, 1, 0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xc0, 12, 0, 1, 0, 1]);
    expect(readMessage(circle)).toBeNull();
  });

  test('a changed byte anywhere in a right message throws nothing', () => {
    const right = encode({
      type: 'response',
      questions: [{ name: 'ent.example', type: 'A' }],
      answers: [{ name: 'ent.example', type: 'CNAME', data: 'a.ent.example' }],
    });
    fc.assert(
      fc.property(fc.nat(right.length - 1), fc.nat(255), (at, octet) => {
        const bytes = Buffer.from(right);
        bytes.writeUInt8(octet, at);
        expect(() => readMessage(bytes)).not.toThrow();
      }),
      { numRuns: 1_000 },
    );
  });

  test('a message that claims more records than there may be is refused', () => {
    const bytes = Buffer.alloc(12, 0);
    bytes.writeUInt16BE(0x8000, 2);
    bytes.writeUInt16BE(60_000, 6);
    expect(readMessage(bytes)).toBeNull();
  });
});

describe('a name', () => {
  test('the root is a zero, with its dot and without', () => {
    expect(nameBytes('')).toEqual(Buffer.from([0]));
    expect(nameBytes('.')).toEqual(Buffer.from([0]));
  });

  test.each(['a..b', '.a', `${'x'.repeat(64)}.fr`, 'école.fr', 'a b.fr', 'x.'.repeat(130)])(
    'is refused when it cannot be sent: "%s"',
    (name) => {
      expect(() => nameBytes(name)).toThrow(/DNS name/);
    },
  );
});

describe('an HTTPS record', () => {
  // The examples of RFC 9460, Appendix D.2, in its own bytes.
  test.each([
    ['16 foo.example.com port=53', '001003666f6f076578616d706c6503636f6d00000300020035'],
    ['1 foo.example.com key667=hello', '000103666f6f076578616d706c6503636f6d00029b000568656c6c6f'],
    [
      '1 foo.example.com ipv6hint="2001:db8::1,2001:db8::53:1"',
      '000103666f6f076578616d706c6503636f6d000006002020010db800000000000000000000000120010db8000000000000000000530001',
    ],
    [
      '16 foo.example.org alpn=h2,h3-19 mandatory=ipv4hint,alpn ipv4hint=192.0.2.1',
      '001003666f6f076578616d706c65036f726700000000040001000400010009026832056833 2d3139000400 04c0000201',
    ],
    ['1 . no-default-alpn alpn=h2', '0001000001000302683200020000'],
  ])('%s is sent as RFC 9460 says', (text, hex) => {
    expect(recordData('HTTPS', text).toString('hex')).toBe(hex.replaceAll(' ', ''));
  });

  test.each([
    '',
    'h2',
    '1',
    '1 . port=0',
    '1 . ipv4hint=2001:db8::1',
    '1 . alpn',
    '1 . mandatory=x',
  ])('"%s" is refused', (text) => {
    expect(() => recordData('HTTPS', text)).toThrow(/HTTPS record such as/);
  });
});
