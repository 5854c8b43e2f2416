// Goal: what an agent allows, remembers and counts is exact at its edges. Method: plain calls with
// times as arguments, and properties.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readAllowList } from '../../../home/vantage/allow-list.ts';
import { createNonceBook } from '../../../home/vantage/nonce-book.ts';
import { isPublicAddress } from '../../../adapters/local/public-address.ts';
import { createTargetRates } from '../../../home/vantage/target-rates.ts';

describe('a public address', () => {
  test.each([
    '8.8.8.8',
    '192.0.3.1',
    '172.32.0.1',
    '100.128.0.1',
    '223.255.255.255',
    '2a01:e0a::1',
  ])('%s is one', (address) => expect(isPublicAddress(address)).toBe(true));

  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.255',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'ff02::1',
    'localhost',
    '127.1',
    '0x7f000001',
    '',
  ])('%j is none', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('an allow list', () => {
  it('is read apart by commas, blanks and lines, with remarks', () => {
    const { hosts } = readAllowList(
      'A.example,b.example:8443 # the mirror\n\n  c.example\t10.0.0.1',
    );
    expect(hosts).toEqual(['a.example', 'b.example', 'c.example', '10.0.0.1']);
  });

  test.each([
    '',
    ' , # only a remark',
    '*.example',
    'a.example:0',
    'a.example:65536',
    'https://a',
    '-a',
  ])('%j is refused', (text) => expect(() => readAllowList(text)).toThrow('1 to 1500 hosts'));

  it('of too many is refused', () => {
    const many = Array.from({ length: 1_501 }, (_, n) => `h${n}.example`).join(',');
    expect(() => readAllowList(many)).toThrow('1501 hosts');
  });

  it('allows nothing that it does not name, whatever is asked', () => {
    const list = readAllowList('a.example,b.example:8443');
    const name = fc.oneof(fc.constantFrom('a.example', 'b.example', 'A.EXAMPLE'), fc.string());
    const port = fc.oneof(fc.constantFrom(443, 8_443), fc.integer({ min: 1, max: 65_535 }));
    fc.assert(
      fc.property(name, name, port, (resolve, serverName, at) => {
        const known = ['a.example:443', 'b.example:8443'].includes(
          `${resolve.toLowerCase()}:${at}`,
        );
        const named = ['a.example', 'b.example'].includes(serverName.toLowerCase());
        expect(list.allows({ resolve, serverName, port: at })).toBe(known && named);
      }),
    );
  });
});

describe('a nonce book', () => {
  it('takes each nonce once until it would be stale anyway, in any order', () => {
    const steps = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 40 })),
    );
    fc.assert(
      fc.property(steps, (all) => {
        const book = createNonceBook(1_000);
        const seen = new Set<number>();
        for (const [nonce, now] of all) {
          expect(book.takes(String(nonce), now + 100, now)).toBe(!seen.has(nonce));
          seen.add(nonce);
        }
      }),
    );
  });

  it('that is full refuses, until what it holds is stale', () => {
    const book = createNonceBook(2);
    expect(book.takes('a', 10, 0)).toBe(true);
    expect(book.takes('b', 20, 0)).toBe(true);
    expect(book.takes('c', 20, 10)).toBe(false);
    expect(book.takes('c', 20, 11)).toBe(true);
    expect(book.takes('b', 20, 11)).toBe(false);
  });
});

describe('the rate of a page', () => {
  const page = { perSecond: 2, burst: 5 };

  it('never exceeds its burst and its two a second, however it is asked', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 300 });
    fc.assert(
      fc.property(gaps, (all) => {
        const rates = createTargetRates({ page });
        let [now, taken] = [0, 0];
        for (const gap of all) {
          now += gap;
          if (rates.takes('a', '/', now)) taken += 1;
          expect(taken).toBeLessThanOrEqual(5 + (2 * now) / 1_000);
        }
      }),
    );
  });

  it('of one is not the rate of another, nor that of its host', () => {
    const rates = createTargetRates({ page: { perSecond: 2, burst: 1 } });
    const pages = [
      ['a', '/'],
      ['a', '/'],
      ['b', '/'],
      ['a', 'x/'],
    ] as const;
    const taken = pages.map(([target, of]) => rates.takes(target, of, 0));
    expect(taken).toEqual([true, false, true, true]);
    expect(rates.takes('a', '/', 500)).toBe(true);
  });

  it('lets 500 platforms behind one host be probed in each round of 10 s', () => {
    const rates = createTargetRates();
    for (let round = 0; round < 30; round += 1)
      for (let platform = 0; platform < 500; platform += 1)
        expect(rates.takes('hoster.example:443', `p${platform}/`, round * 10_000)).toBe(true);
  });

  it('cannot be had again by other pages: the host has a rate too, however they vary', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.string()), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(steps, (all) => {
        const rates = createTargetRates({ page, target: { perSecond: 4, burst: 10 } });
        let [now, taken] = [0, 0];
        for (const [gap, of] of all) {
          now += gap;
          if (rates.takes('a', of, now)) taken += 1;
          expect(taken).toBeLessThanOrEqual(10 + (4 * now) / 1_000);
        }
      }),
    );
  });

  it('is kept for so many pages and no more, until one has its whole rate again', () => {
    const rates = createTargetRates({ page, pagesMax: 2 });
    expect(['x', 'y', 'z', 'x'].map((of) => rates.takes('a', of, 0))).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(rates.takes('a', 'z', 499)).toBe(false);
    // y has its one token back, x not yet both of its two.
    expect(rates.takes('a', 'z', 500)).toBe(true);
    expect(rates.takes('a', 'w', 500)).toBe(false);
  });
});
