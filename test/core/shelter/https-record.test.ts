import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  comparableHttps,
  httpsKeyNumber,
  httpsKeyOf,
  parseHttpsRecord,
} from '../../../core/shelter/https-record.ts';

// Goal: an HTTPS record is read as RFC 9460 writes it, and two that say the same compare equal.
// Method: records of the RFC and of everyday zones, others that are none, and any text at all.

describe('reading', () => {
  test('reads priority, target and parameters, in the order of their numbers', () => {
    expect(parseHttpsRecord('1 . ipv4hint=192.0.2.1,192.0.2.2 alpn="h2,h3"')).toEqual({
      priority: 1,
      target: '',
      params: [
        { key: 'alpn', values: ['h2', 'h3'] },
        { key: 'ipv4hint', values: ['192.0.2.1', '192.0.2.2'] },
      ],
    });
    expect(parseHttpsRecord('0 Pool.SVC.example.')).toEqual({
      priority: 0,
      target: 'pool.svc.example',
      params: [],
    });
    expect(parseHttpsRecord('16 foo.example no-default-alpn alpn=h3 key667=hello')?.params).toEqual(
      [
        { key: 'alpn', values: ['h3'] },
        { key: 'no-default-alpn', values: [] },
        { key: 'key667', values: ['hello'] },
      ],
    );
  });

  test.each([
    '',
    '1',
    'one .',
    '65536 .',
    '1 . alpn="h2',
    '1 . alpn=h2 alpn=h3',
    '1 . alpn=h2 key1=h3',
    '1 . colour=red',
    '1 . key65536=x',
    '1 . alpn="h2"port=8443',
    '1 . alpn=a\\,b',
    '1 ex ample. alpn=h2',
    `1 . alpn=${'x'.repeat(1_024)}`,
  ])('%j is none', (text) => {
    expect(parseHttpsRecord(text)).toBeNull();
  });

  test.each([
    ['65535 .', 65_535, []],
    ['1\t.   ', 1, []],
    ['1 . mandatory=alpn', 1, [{ key: 'mandatory', values: ['alpn'] }]],
    ['1 . port=8443 ech="AA=="', 1, ['port', 'ech']],
    ['1 . key65535=x', 1, [{ key: 'key65535', values: ['x'] }]],
    ['1 . key0=alpn', 1, [{ key: 'mandatory', values: ['alpn'] }]],
    ['1 . alpn=""', 1, [{ key: 'alpn', values: [''] }]],
    [`1 . alpn=${'x'.repeat(1_024 - 9)}`, 1, ['alpn']],
  ])('%j is one, at a bound', (text, priority, params) => {
    const read = parseHttpsRecord(text);
    expect(read).toMatchObject({ priority, target: '' });
    const wanted = params.map((one) => (typeof one === 'string' ? { key: one } : one));
    expect(read?.params).toMatchObject(wanted);
    expect(read?.params).toHaveLength(params.length);
  });

  test.each(['x1 .', 'n 1 .', '1 . akey7=x', '1 . key7a=x', '1 . key07=x', '1 . alpn=a"b"'])(
    '%j is none, for a letter',
    (text) => {
      expect(parseHttpsRecord(text)).toBeNull();
    },
  );

  test('never throws, and never ponders, over any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2_000 }), (text) => {
        expect(() => comparableHttps(text)).not.toThrow();
      }),
    );
    parseHttpsRecord(`1 . ${' '.repeat(900)}"`);
    parseHttpsRecord(`1 .${' a'.repeat(500)}"`);
  });
});

test('spellings of one record compare equal, and other records do not', () => {
  const one = comparableHttps(
    '1 . alpn="h2,h3" ipv6hint=2001:db8:0::1 ipv4hint=192.0.2.2,192.0.2.1',
  );
  expect(
    comparableHttps(' 1  .  ipv4hint="192.0.2.1,192.0.2.2" ipv6hint=2001:DB8::1 alpn=h2,h3 '),
  ).toBe(one);
  for (const other of ['1 . alpn="h3,h2"', '2 . alpn="h2,h3"', '1 a. alpn="h2,h3"', '1 .'])
    expect(comparableHttps(other)).not.toBe(one);
  expect(comparableHttps(one)).toBe(one);
});

test.each([
  [
    '16 Pool.example. ipv6hint=2001:DB8:0::2,2001:db8::1 alpn=h3,h2 no-default-alpn',
    '16 pool.example. alpn="h3,h2" no-default-alpn ipv6hint="[2001:db8::1],[2001:db8::2]"',
  ],
  ['1 . mandatory=port,alpn alpn=h2 port=8443', '1 . mandatory="alpn,port" alpn="h2" port="8443"'],
  ['1 . ipv6hint=nobody', '1 . ipv6hint="nobody"'],
  ['1 . alpn=2001:DB8::1', '1 . alpn="2001:DB8::1"'],
  ['  no record at all ', 'no record at all'],
])('%j is spelt %j', (text, spelt) => {
  expect(comparableHttps(text)).toBe(spelt);
});

test('a key and its number are the same on both ways', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 65_535 }), (number) => {
      expect(httpsKeyNumber(httpsKeyOf(number))).toBe(number);
    }),
  );
});
