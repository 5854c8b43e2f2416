import { decode, encode, type OptAnswer, type Packet } from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerQuery, type Authority } from '../../../home/names/answer-query.ts';
import type { NameRecord } from '../../../home/names/name-record.ts';
import { recordBook } from '../../../home/names/record-book.ts';

// Goal: the name server answers as an authority should, and no message can hurt it.
// Method: bytes in, bytes out; dns-packet reads them back, random bytes come from fast-check.

const record = (name: string, values: readonly string[], type: NameRecord['type'] = 'A') => ({
  name,
  type,
  setIdentifier: '',
  weight: 0,
  ttlSec: 5,
  values,
  healthCheck: null,
});
const many = Array.from({ length: 60 }, (_, index) => `192.0.2.${index + 1}`);
const book = recordBook([
  record('ent-x.example', ['127.0.0.2']),
  record('many.example', many),
  record('note.example', ['"Bonjour à tous"'], 'TXT'),
  record('a.b.deep.example', ['127.0.0.4']),
]);
const authority: Authority = {
  zones: [{ id: 'Z1', name: 'example', ns: ['ns1.example', 'ns2.example'] }],
  book: () => book,
  serial: () => 42,
  choose: ([first]) => first ?? null,
};

const opt = (more: Partial<OptAnswer> = {}): OptAnswer => ({
  type: 'OPT',
  name: '.',
  udpPayloadSize: 1_232,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
  ...more,
});
function ask(query: Packet, transport: 'udp' | 'tcp' = 'udp') {
  const bytes = answerQuery(encode({ type: 'query', id: 9, ...query }), transport, authority);
  if (!bytes) throw new Error('dropped');
  const reply = decode(bytes);
  const flags = reply.flags ?? 0;
  return {
    size: bytes.length,
    id: reply.id,
    rcode: flags & 0xf,
    authoritative: (flags & 0x400) !== 0,
    truncated: (flags & 0x200) !== 0,
    question: reply.questions?.[0]?.name,
    answers: reply.answers ?? [],
    authorities: reply.authorities?.map(({ type }) => type),
    opt: reply.additionals?.find((one): one is OptAnswer => one.type === 'OPT'),
  };
}
const about = (name: string, type: string): Packet => ({
  questions: [{ name, type: type as 'A' }],
});

describe('answers', () => {
  test('an address, with its TTL, as an authority, in the case it was asked in', () => {
    const { answers, authoritative, question, id } = ask(about('Ent-X.EXAMPLE', 'A'));
    expect(answers).toMatchObject([
      { type: 'A', name: 'Ent-X.EXAMPLE', ttl: 5, data: '127.0.0.2', class: 'IN' },
    ]);
    expect({ authoritative, question, id }).toEqual({
      authoritative: true,
      question: 'Ent-X.EXAMPLE',
      id: 9,
    });
  });

  test.each([
    { name: 'ent-x.example', type: 'AAAA', rcode: 0 },
    { name: 'ent-x.example', type: 'UNKNOWN_65', rcode: 0 },
    { name: 'deep.example', type: 'A', rcode: 0 },
    { name: 'example', type: 'A', rcode: 0 },
    { name: 'nobody.example', type: 'A', rcode: 3 },
    { name: 'ent-x.example.example', type: 'A', rcode: 3 },
  ])('$name $type has no data: rcode $rcode with the SOA', ({ name, type, rcode }) => {
    expect(ask(about(name, type))).toMatchObject({ rcode, answers: [], authorities: ['SOA'] });
  });

  test.each(['example.org', 'notexample', '.', 'com'])('%s is refused', (name) => {
    expect(ask(about(name, 'A'))).toMatchObject({ rcode: 5, authoritative: false, answers: [] });
  });

  test('SOA and NS at the apex, text, and ANY by one line of RFC 8482', () => {
    expect(ask(about('example', 'SOA')).answers).toMatchObject([{ data: { serial: 42 } }]);
    expect(ask(about('example', 'NS')).answers).toMatchObject([
      { data: 'ns1.example' },
      { data: 'ns2.example' },
    ]);
    expect(ask(about('note.example', 'TXT')).answers).toMatchObject([
      { data: [Buffer.from('Bonjour à tous')] },
    ]);
    expect(ask(about('ent-x.example', 'ANY')).answers).toMatchObject([{ type: 'HINFO' }]);
    expect(ask(about('ent-x.example', 'SOA'))).toMatchObject({ answers: [], rcode: 0 });
  });

  test('another class is refused', () => {
    const chaos: Packet = { questions: [{ name: 'ent-x.example', type: 'TXT', class: 'CH' }] };
    expect(ask(chaos).rcode).toBe(5);
  });
});

describe('sizes', () => {
  test('what a client cannot take by UDP is truncated, and whole by TCP', () => {
    expect(ask(about('many.example', 'A'))).toMatchObject({ truncated: true, answers: [] });
    expect(ask(about('many.example', 'A'), 'tcp').answers).toHaveLength(60);
    const wide = { ...about('many.example', 'A'), additionals: [opt({ udpPayloadSize: 4_096 })] };
    expect(ask(wide)).toMatchObject({ truncated: false, opt: { udpPayloadSize: 1_232 } });
  });

  test('OPT is answered only to those who send it, and a later version of it is not understood', () => {
    expect(ask(about('ent-x.example', 'A')).opt).toBeUndefined();
    const later = { ...about('ent-x.example', 'A'), additionals: [opt({ ednsVersion: 1 })] };
    expect(ask(later)).toMatchObject({ answers: [], opt: { extendedRcode: 1, ednsVersion: 0 } });
  });
});

describe('bad messages', () => {
  const good = encode({ type: 'query', id: 9, ...about('ent-x.example', 'A') });
  const changed = (edit: (bytes: Buffer) => void) => {
    const bytes = Buffer.from(good);
    edit(bytes);
    return answerQuery(bytes, 'udp', authority);
  };
  const rcode = (bytes: Buffer | null) => bytes && bytes.readUInt16BE(2) & 0xf;

  test('a response and less than a header are dropped', () => {
    expect(changed((bytes) => bytes.writeUInt16BE(0x8000, 2))).toBeNull();
    expect(answerQuery(good.subarray(0, 11), 'udp', authority)).toBeNull();
  });

  test('a cut or compressed question and bytes after the end are a format error', () => {
    expect(rcode(answerQuery(good.subarray(0, 20), 'udp', authority))).toBe(1);
    expect(rcode(changed((bytes) => bytes.writeUInt16BE(0xc00c, 12)))).toBe(1);
    expect(rcode(answerQuery(Buffer.concat([good, Buffer.alloc(1)]), 'udp', authority))).toBe(1);
  });

  test('a dot inside a label is no end of it', () => {
    const [dotted, whole] = ['a.b.deep.example', 'deep.example'].map((name) =>
      encode({ type: 'query', id: 9, ...about(name, 'A') }),
    );
    // `a.b` as one label of three bytes.
    const joined = Buffer.concat([
      dotted!.subarray(0, 12),
      Buffer.from([3, 97, 46, 98]),
      whole!.subarray(12),
    ]);
    expect(rcode(answerQuery(dotted!, 'udp', authority))).toBe(0);
    expect(rcode(answerQuery(joined, 'udp', authority))).toBe(3);
  });

  test('another opcode is not implemented, and other counts are a format error', () => {
    expect(rcode(changed((bytes) => bytes.writeUInt16BE(5 << 11, 2)))).toBe(4);
    expect(rcode(changed((bytes) => bytes.writeUInt16BE(0, 4)))).toBe(1);
    expect(rcode(changed((bytes) => bytes.writeUInt16BE(2, 4)))).toBe(1);
    expect(rcode(changed((bytes) => bytes.writeUInt16BE(1, 6)))).toBe(1);
    expect(rcode(changed((bytes) => bytes.writeUInt16BE(9, 10)))).toBe(1);
  });

  test('no bytes make it throw, or answer more than is asked for or than what a path takes', () => {
    const extended = encode({
      type: 'query',
      id: 9,
      ...about('many.example', 'A'),
      additionals: [opt()],
    });
    const mutated = fc
      .tuple(
        fc.constantFrom(good, extended),
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 }),
        fc.uint8Array({ maxLength: 60 }),
      )
      .map(([start, edits, tail]) => {
        const bytes = Buffer.concat([start, tail.length > 40 ? tail : Buffer.alloc(0)]);
        for (const [at, value] of edits) bytes[at] = value;
        return bytes;
      });
    const anything = fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.oneof(mutated, anything), (bytes) => {
        const before = Buffer.from(bytes);
        const reply = answerQuery(bytes, 'udp', authority);
        expect(bytes).toEqual(before);
        if (!reply) return;
        // Who sends rubbish, or asks about others, gets no more bytes than were sent.
        const isRefused = [1, 4, 5].includes(rcode(reply) ?? 0);
        const mostBytes = bytes.readUInt16BE(10) === 0 ? 512 : 1_232;
        expect(reply.length).toBeLessThanOrEqual(isRefused ? bytes.length : mostBytes);
        expect(reply.readUInt16BE(0)).toBe(bytes.readUInt16BE(0));
        expect(reply.readUInt16BE(2) & 0x8000).toBe(0x8000);
        expect(decode(reply).type).toBe('response');
      }),
      { numRuns: 4_000 },
    );
  });

  test('the question comes back letter by letter, whatever its case', () => {
    const cased = fc.mixedCase(fc.constantFrom('ent-x.example', 'nobody.example', 'example.org'));
    fc.assert(
      fc.property(cased, fc.constantFrom('A', 'AAAA', 'TXT', 'ANY'), (name, type) => {
        const query = encode({ type: 'query', id: 9, ...about(name, type) });
        const reply = answerQuery(query, 'udp', authority);
        expect(reply?.subarray(12, query.length)).toEqual(query.subarray(12));
      }),
    );
  });

  test('what it answers is what the records say, by every type and from any name', () => {
    const names = fc.constantFrom(
      'ent-x.example',
      'note.example',
      'a.b.deep.example',
      'b.deep.example',
    );
    fc.assert(
      fc.property(names, fc.constantFrom('A', 'AAAA', 'TXT', 'CNAME'), (name, type) => {
        const { answers, authorities, rcode: code } = ask(about(name, type));
        const known = book.of(name, type)[0];
        expect(code).toBe(0);
        expect(answers).toHaveLength(known?.values.length ?? 0);
        expect(authorities).toEqual(known ? [] : ['SOA']);
      }),
    );
  });
});
