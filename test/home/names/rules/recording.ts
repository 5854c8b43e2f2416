import { expect } from 'vitest';
import { kit, line, type Rule } from './kit.ts';

const TYPES = 'ResourceRecordTypes';
const FORMAT = 'DomainNameFormat';

const codeOf = async (...changes: readonly string[]) => (await kit().change(changes)).code;
const cname = (value: string | readonly string[], name = 'www.example.com') =>
  line(value, { type: 'CNAME', name });
const isTaken = async (type: string, value: string) => (await codeOf(line(value, { type }))) === '';
const answersOf = async (changes: readonly string[], name: string, type: string) => {
  const route53 = kit();
  await route53.change(changes);
  return (route53.reply(name, type).answers ?? []).map((one) => ('data' in one ? one.data : null));
};

/** What records say, and how their names are answered. */
export const RECORDING: readonly Rule[] = [
  {
    sentence: 'an A value is an IPv4 address in dotted decimals',
    page: TYPES,
    holds: async () =>
      expect([
        await isTaken('A', '192.0.2.1'),
        await isTaken('A', '192.0.2'),
        await isTaken('A', '::1'),
      ]).toEqual([true, false, false]),
  },
  {
    sentence: 'an AAAA value is an IPv6 address in hexadecimals with colons',
    page: TYPES,
    holds: async () =>
      expect([
        await isTaken('AAAA', '2001:0db8:85a3:0:0:8a2e:0370:7334'),
        await isTaken('AAAA', '192.0.2.1'),
      ]).toEqual([true, false]),
  },
  {
    sentence: 'no CNAME is at the zone’s own name',
    page: TYPES,
    holds: async () =>
      expect(await codeOf(cname('a.example.org', 'example.com'))).toBe('InvalidChangeBatch'),
  },
  {
    sentence: 'beside a CNAME there is no other record of its name',
    page: TYPES,
    async holds() {
      const address = line('192.0.2.1');
      expect(await codeOf(cname('a.example.org'), address)).toBe('InvalidChangeBatch');
      expect(await codeOf(address, cname('a.example.org'))).toBe('InvalidChangeBatch');
    },
  },
  {
    sentence: 'a CNAME may take the place of what is deleted in the same batch',
    page: 'API_ChangeResourceRecordSets',
    async holds() {
      const remove = line('192.0.2.1', { action: 'DELETE' });
      expect(await codeOf(line('192.0.2.1'), remove, cname('a.example.org'))).toBe('');
    },
  },
  {
    sentence: 'all types but CNAME may have several values',
    page: 'resource-record-sets-values-weighted',
    async holds() {
      expect(await codeOf(cname(['a.example.org', 'b.example.org']))).toBe('InvalidChangeBatch');
      expect(await codeOf(line(['192.0.2.1', '192.0.2.2']))).toBe('');
    },
  },
  {
    sentence: 'a name with the dot at its end is the same as without',
    page: TYPES,
    async holds() {
      const remove = line('A.example.org', {
        type: 'CNAME',
        action: 'DELETE',
        name: 'www.example.com.',
      });
      expect(await codeOf(cname('a.example.org.'), remove)).toBe('');
    },
  },
  {
    sentence: 'a CNAME is answered whatever type is asked, with what it leads to in the zone',
    page: TYPES,
    async holds() {
      const changes = [cname('a.example.com'), line('192.0.2.1', { name: 'a.example.com' })];
      expect(await answersOf(changes, 'www.example.com', 'A')).toEqual([
        'a.example.com',
        '192.0.2.1',
      ]);
      expect(await answersOf(changes, 'www.example.com', 'TXT')).toEqual(['a.example.com']);
    },
  },
  {
    sentence: 'a TXT value is strings in double quotes',
    page: TYPES,
    holds: async () =>
      expect([await isTaken('TXT', '"a" "b"'), await isTaken('TXT', 'a')]).toEqual([true, false]),
  },
  {
    sentence: 'one string of a TXT value has at most 255 characters',
    page: TYPES,
    holds: async () =>
      expect([
        await isTaken('TXT', `"${'x'.repeat(255)}"`),
        await isTaken('TXT', `"${'x'.repeat(256)}"`),
      ]).toEqual([true, false]),
  },
  {
    sentence: 'a TXT value has at most 4,000 characters',
    page: TYPES,
    holds: async () =>
      expect([
        await isTaken('TXT', `"${'x'.repeat(198)}"`.repeat(20)),
        await isTaken('TXT', `"${'x'.repeat(198)}"`.repeat(21)),
      ]).toEqual([true, false]),
  },
  {
    sentence: 'in a TXT value a backslash is before three octal digits, a quote or a backslash',
    page: TYPES,
    async holds() {
      const value = String.raw`"\303\251\"\\"`;
      const data = await answersOf([line(value, { type: 'TXT' })], 'www.example.com', 'TXT');
      expect(data).toEqual([[Buffer.from('é"\\')]]);
    },
  },
  {
    sentence: 'capitals in a name say nothing',
    page: FORMAT,
    async holds() {
      const changes = [line('192.0.2.1', { name: 'WWW.Example.Com' })];
      expect(await answersOf(changes, 'www.example.com', 'A')).toEqual(['192.0.2.1']);
      expect(await codeOf(...changes, line('192.0.2.2'))).toBe('InvalidChangeBatch');
    },
  },
  {
    sentence: 'a label has at most 63 characters, a name 255 bytes',
    page: FORMAT,
    async holds() {
      const named = (name: string) => codeOf(line('192.0.2.1', { name: `${name}.example.com` }));
      const label = 'a'.repeat(63);
      expect(await named(label)).toBe('');
      expect(await named(`${label}a`)).toBe('InvalidChangeBatch');
      expect(await named(`${label}.${label}.${label}.${'a'.repeat(49)}`)).toBe('');
      expect(await named(`${label}.${label}.${label}.${'a'.repeat(50)}`)).toBe(
        'InvalidChangeBatch',
      );
    },
  },
  {
    sentence: 'a record’s TTL is what its answers say',
    page: 'resource-record-sets-values-shared',
    async holds() {
      const route53 = kit();
      await route53.change([line('192.0.2.1', { ttl: 17 })]);
      expect(route53.reply('www.example.com').answers).toMatchObject([{ ttl: 17 }]);
    },
  },
  {
    sentence:
      'that a name is not there is remembered for the lesser of the SOA’s TTL and its minimum',
    page: 'SOA-NSrecords',
    holds() {
      const { reply } = kit();
      const [soa] = reply('example.com', 'SOA').answers ?? [];
      const minimum = soa?.type === 'SOA' ? (soa.data.minimum ?? 0) : 0;
      const lesser = Math.min(soa?.type === 'SOA' ? (soa.ttl ?? 0) : 0, minimum);
      expect(reply('nobody.example.com').authorities).toMatchObject([{ type: 'SOA', ttl: lesser }]);
    },
  },
  {
    sentence: 'a zone has an SOA and an NS record with its name servers',
    page: 'SOA-NSrecords',
    async holds() {
      const { reply } = kit();
      expect(reply('example.com', 'SOA').answers).toHaveLength(1);
      const ns = (reply('example.com', 'NS').answers ?? []).map((one) =>
        'data' in one ? one.data : '',
      );
      expect(ns).toEqual(['ns1.example.com', 'ns2.example.com']);
    },
  },
];
