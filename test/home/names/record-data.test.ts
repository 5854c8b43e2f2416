import { decode, encode } from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordData } from '../../../home/names/record-data.ts';
import { keysUpwards, nameKey, wireName } from '../../../home/names/record-wire.ts';

// Goal: what is written in a record is what goes on the wire, and nothing else is taken.
// Method: dns-packet, which is not ours, encodes or reads the same; HTTPS against bytes of RFC 9460.

/** RDATA as dns-packet writes it: after a header of 12, root name, type, class, TTL, length. */
const theirs = (type: 'A' | 'AAAA' | 'CNAME', data: string) =>
  encode({ type: 'response', answers: [{ type, name: '.', ttl: 1, data }] }).subarray(23);

describe('addresses', () => {
  test('of both kinds are as dns-packet encodes them', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV6(), (four, six) => {
        expect(recordData('A', four)).toEqual(theirs('A', four));
        // In its shortest form: dns-packet misreads a `::` that stands for one group alone.
        const shortest = URL.parse(`http://[${six}]`)?.hostname.slice(1, -1) ?? '';
        expect(recordData('AAAA', six)).toEqual(theirs('AAAA', shortest));
      }),
    );
  });

  test.each(['::', '::1', '1::', '2001:db8::1.2.3.4', '1:2:3:4:5:6:7::'])('%s is one', (six) => {
    expect(recordData('AAAA', six)).toEqual(theirs('AAAA', six));
  });

  test.each(['', '1.2.3', '1.2.3.256', '01.2.3.4', '::1', '1.2.3.4 '])('%s is no A', (value) => {
    expect(recordData('A', value)).toBeNull();
  });

  test.each(['', '1.2.3.4', ':::', 'fe80::1%eth0', '1:2:3:4:5:6:7:8:9'])('%s is no AAAA', (value) =>
    expect(recordData('AAAA', value)).toBeNull(),
  );
});

describe('names', () => {
  test('are as dns-packet encodes them, with and without the last dot', () => {
    const label = fc.stringMatching(/^[A-Za-z0-9_-]{1,63}$/);
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 3 }), (labels) => {
        const name = labels.join('.');
        expect(recordData('CNAME', name)).toEqual(theirs('CNAME', name));
        expect(recordData('CNAME', `${name}.`)).toEqual(recordData('CNAME', name));
      }),
    );
  });

  test('longer than 253 characters, of empty or long labels, of other characters are none', () => {
    const long = Array.from({ length: 4 }, () => 'a'.repeat(63)).join('.');
    expect(wireName(long.slice(2))?.length).toBe(255);
    for (const name of [
      long.slice(1),
      'a..b',
      '.a',
      'a'.repeat(64),
      'é.fr',
      'a b',
      '*.fr',
      'a\\.b',
    ])
      expect(recordData('CNAME', name)).toBeNull();
  });

  test('are found in any case, by themselves and from below', () => {
    expect(nameKey('A.Example.')).toBe(nameKey('a.example'));
    expect([...keysUpwards(nameKey('a.example'))]).toEqual(
      ['a.example', 'example', '.'].map(nameKey),
    );
    expect([...keysUpwards(nameKey('*.example'))]).toEqual([]);
  });
});

describe('text', () => {
  const read = (value: string) => {
    const data = recordData('TXT', value);
    if (!data) return null;
    const head = Buffer.from([0, 0, 16, 0, 1, 0, 0, 0, 0, data.length >> 8, data.length & 255]);
    const message = encode({ type: 'response', answers: [] });
    message.writeUInt16BE(1, 6);
    const { answers } = decode(Buffer.concat([message, head, data]));
    const [one] = answers ?? [];
    return one?.type === 'TXT' && Array.isArray(one.data) ? one.data.join() : null;
  };

  test('is one string or several, with quotes, backslashes and octal bytes', () => {
    expect(read('"Bonjour à tous"')).toBe('Bonjour à tous');
    expect(read('"a" "b"')).toBe('a,b');
    expect(read(String.raw`"\"\\\101\303\251"`)).toBe('"\\Aé');
    expect(read('""')).toBe('');
    expect(read(`"${'x'.repeat(255)}"`)).toHaveLength(255);
  });

  test.each([
    'bare',
    '"open',
    '"a" b',
    String.raw`"\400"`,
    String.raw`"\x"`,
    `"${'x'.repeat(256)}"`,
    `"${'é'.repeat(128)}"`,
    `${'"a" '.repeat(1_001)}`,
  ])('%s is none', (value) => expect(recordData('TXT', value)).toBeNull());
});

describe('HTTPS', () => {
  // RFC 9460, appendix D.2.
  test.each([
    ['0 foo.example.com.', '0000 03666f6f 076578616d706c65 03636f6d 00'],
    ['1 .', '0001 00'],
    ['16 foo.example.com. port=53', '0010 03666f6f 076578616d706c65 03636f6d 00 0003 0002 0035'],
    [
      '1 foo.example.com. ipv6hint="2001:db8::1,2001:db8::53:1"',
      '0001 03666f6f 076578616d706c65 03636f6d 00 0006 0020 20010db8000000000000000000000001 20010db8000000000000000000530001',
    ],
    [
      '16 foo.example.org. alpn=h2,h3-19 mandatory=ipv4hint,alpn ipv4hint=192.0.2.1',
      '0010 03666f6f 076578616d706c65 036f7267 00 0000 0004 0004 0001 0001 0009 02 6832 05 68332d3139 0004 0004 c0000201',
    ],
    ['1 . alpn="h2" no-default-alpn', '0001 00 0001 0003 026832 0002 0000'],
  ])('%s', (value, hex) => {
    expect(recordData('HTTPS', value)?.toString('hex')).toBe(hex.replaceAll(' ', ''));
  });

  test.each([
    '',
    '1',
    '65536 .',
    '1 a..b',
    '0 . alpn=h2',
    '1 . alpn=',
    '1 . alpn="h2',
    '1 . port=65536',
    '1 . port=80,81',
    '1 . ipv4hint=::1',
    '1 . ipv6hint=1.2.3.4',
    '1 . no-default-alpn',
    '1 . alpn=h2 no-default-alpn=x',
    '1 . mandatory=port',
    '1 . mandatory=mandatory port=1',
    '1 . mandatory=port,port port=1',
    '1 . ech=###',
    '1 . alpn=h2 alpn=h3',
    '1 . key7=x',
    `1 . alpn=${'a'.repeat(2_000)}`,
  ])('%s is none', (value) => expect(recordData('HTTPS', value)).toBeNull());

  test('no text makes it throw', () => {
    const near = fc.stringMatching(
      /^[01 .]{1,4}( (alpn|port|mandatory|ech|ipv4hint)=?"?[\w,:."=]{0,9}){0,3}$/,
    );
    fc.assert(
      fc.property(fc.oneof(near, fc.string()), (text) => {
        const data = recordData('HTTPS', text);
        expect(data === null || data.length >= 3).toBe(true);
      }),
    );
  });
});
