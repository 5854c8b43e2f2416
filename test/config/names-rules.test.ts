import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressNetwork } from '../../config/address-network.ts';
import { readConfig } from '../../config/read-config.ts';
import { aConfig } from './a-config.ts';

// Goal: what a protected name publishes is refused where it would keep pupils on a dead origin.
// Method: a right configuration, changed one value at a time, read as `preau check` reads it.

const problemsOf = (changes: Readonly<Record<string, unknown>>) => {
  const read = readConfig(aConfig(changes));
  return read.kind === 'read' ? [] : read.problems;
};
const found = (changes: Readonly<Record<string, unknown>>) =>
  problemsOf(changes).map(({ code, path }) => `${code} ${path}`);

const ORIGIN = 'platforms.0.origin';
const MIRROR = 'platforms.0.mirror';
const twins = { [`${ORIGIN}.https`]: '1 . alpn="h2,h3"', [`${MIRROR}.https`]: '1 . alpn="h2"' };

describe('what is right', () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['a CNAME to the hoster', { [`${ORIGIN}.cname`]: 'ent.hoster.example' }],
    ['a CNAME to the own name of the origin', { [`${ORIGIN}.cname`]: 'origine.region.example' }],
    ['HTTPS records on both sides', twins],
    [
      'hints of each side, in any spelling',
      {
        [`${ORIGIN}.addresses`]: ['192.0.2.10', '2001:db8::1'],
        [`${MIRROR}.addresses`]: ['198.51.100.10', '2001:db8:1::1'],
        [`${ORIGIN}.https`]: '1 . ipv4hint=192.0.2.10 ipv6hint=2001:db8:0::1',
        [`${MIRROR}.https`]: '1 secours.region.example. ipv4hint=198.51.100.10',
      },
    ],
    [
      'an IPv6 address of the origin alone, behind a CNAME',
      {
        [`${ORIGIN}.addresses`]: ['192.0.2.10', '2001:db8::1'],
        [`${ORIGIN}.cname`]: 'ent.hoster.example',
      },
    ],
    [
      'loopback addresses',
      { [`${ORIGIN}.addresses`]: ['127.0.0.1'], [`${MIRROR}.addresses`]: ['127.0.0.10'] },
    ],
  ])('%s is accepted', (_name, changes) => {
    expect(found(changes)).toEqual([]);
  });
});

describe('what is not', () => {
  test.each<[Readonly<Record<string, unknown>>, readonly string[]]>([
    [
      { [`${ORIGIN}.cname`]: 'x.example', 'platforms.0.hostname': 'region.example' },
      ['cname-at-apex platforms[0].origin.cname'],
    ],
    [
      { [`${ORIGIN}.cname`]: 'ent.region.example' },
      ['cname-is-protected platforms[0].origin.cname'],
    ],
    [
      { ...twins, [`${ORIGIN}.cname`]: 'x.example' },
      [
        'https-beside-cname platforms[0].mirror.https',
        'https-beside-cname platforms[0].origin.https',
      ],
    ],
    [{ [`${ORIGIN}.https`]: '1 .' }, ['mirror-lacks-https platforms[0].mirror.https']],
    [{ [`${MIRROR}.https`]: '1 .' }, ['origin-lacks-https platforms[0].origin.https']],
    [{ ...twins, [`${ORIGIN}.https`]: 'h2' }, ['https-form platforms[0].origin.https']],
    [{ ...twins, [`${ORIGIN}.https`]: '0 x.example' }, ['https-alias platforms[0].origin.https']],
    [
      { ...twins, [`${ORIGIN}.https`]: '1 . alpn=h2 ech=AEX+' },
      ['https-ech platforms[0].origin.https'],
    ],
    [{ ...twins, [`${ORIGIN}.https`]: '1 . key9=x' }, ['https-key platforms[0].origin.https']],
    [
      { ...twins, [`${ORIGIN}.https`]: '1 . no-default-alpn' },
      ['https-form platforms[0].origin.https'],
    ],
    [{ ...twins, [`${ORIGIN}.https`]: '1 . port=0' }, ['https-form platforms[0].origin.https']],
    [
      { ...twins, [`${ORIGIN}.https`]: '1 . ipv4hint=2001:db8::1' },
      ['https-form platforms[0].origin.https'],
    ],
    [
      { ...twins, [`${ORIGIN}.https`]: '40000 . alpn=h2' },
      ['https-form platforms[0].origin.https'],
    ],
    [
      { ...twins, [`${MIRROR}.https`]: '1 . ipv4hint=192.0.2.10' },
      ['https-hint-elsewhere platforms[0].mirror.https'],
    ],
    [
      { ...twins, [`${MIRROR}.https`]: '1 cdn.example. alpn=h2' },
      ['https-leads-elsewhere platforms[0].mirror.https'],
    ],
    [
      { [`${MIRROR}.addresses`]: ['192.0.2.77'] },
      ['mirror-same-network platforms[0].mirror.addresses'],
    ],
    [
      {
        [`${ORIGIN}.addresses`]: ['192.0.2.10', '2001:db8:7:1::1'],
        [`${MIRROR}.addresses`]: ['198.51.100.1', '2001:db8:7:2::1'],
      },
      ['mirror-same-network platforms[0].mirror.addresses'],
    ],
    [{ [`${MIRROR}.every`]: '24h' }, ['mirror-tended-on-aws platforms[0].mirror.every']],
    [
      { [`${MIRROR}.publish`]: ['/srv/ent'], aws: undefined },
      ['mirror-publish-without-every platforms[0].mirror.publish'],
    ],
    [
      {
        [`${MIRROR}.publish`]: ['s3://lecons?secretAccessKey=x'],
        [`${MIRROR}.every`]: '24h',
        aws: undefined,
      },
      ['mirror-target platforms[0].mirror.publish[0]'],
    ],
    [
      { [`${ORIGIN}.host`]: 'ent.region.example' },
      ['origin-is-protected platforms[0].origin.host'],
    ],
  ])('%j is refused', (changes, expected) => {
    expect(found(changes).toSorted()).toEqual(expected);
  });

  test('says the place, what was found and the remedy', () => {
    const [problem] = problemsOf({ [`${MIRROR}.addresses`]: ['192.0.2.77'] });
    expect(problem).toMatchObject({ code: 'mirror-same-network', got: '192.0.2.77' });
    expect(problem?.expected).toContain('192.0.2.0/24');
    expect(problem?.line).toBeGreaterThan(1);
    const [lacking] = problemsOf({ [`${ORIGIN}.https`]: '1 . alpn=h2' });
    expect(lacking).toMatchObject({ got: 'rien' });
  });

  test('a rehearsal may have both sides in one network', () => {
    const text = aConfig({ [`${MIRROR}.addresses`]: ['192.0.2.77'] });
    expect(readConfig(text, { rehearsal: true }).kind).toBe('read');
  });
});

test('two IPv4 addresses share a network when their first three numbers are the same', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.ipV4(), (one, other) => {
      fc.pre(!one.startsWith('127.') && !other.startsWith('127.'));
      const head = (address: string) => address.split('.').slice(0, 3).join('.');
      expect(addressNetwork(one) === addressNetwork(other)).toBe(head(one) === head(other));
    }),
  );
});

test('an IPv6 address is in the network of its first 48 bits, in every spelling', () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16));
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), group, (groups, last) => {
      const network = addressNetwork(groups.join(':'));
      fc.pre(network !== null);
      expect(network).toBe(`${groups.slice(0, 3).join(':')}::/48`);
      const padded = groups.map((part) => part.padStart(4, '0').toUpperCase());
      expect(addressNetwork(padded.join(':'))).toBe(network);
      expect(addressNetwork([...groups.slice(0, 7), last === '1' ? '2' : last].join(':'))).toBe(
        network,
      );
    }),
  );
  expect(addressNetwork('::1')).toBeNull();
  expect(addressNetwork('2001:db8::')).toBe('2001:db8:0::/48');
});
