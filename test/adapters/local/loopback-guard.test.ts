import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loopbackOnly } from '../../../adapters/local/loopback-guard.ts';

// Goal: in a rehearsal nothing leaves this machine, however an address is written.
// Method: the known ways to write one, and any text by property.

const refused = expect.objectContaining({ code: 'off-loopback' });

test.each(['127.0.0.1', '127.0.10.30', '127.255.255.254', '::1', '[::1]'])(
  '%s is loopback',
  (host) => {
    expect(() => loopbackOnly(host)).not.toThrow();
  },
);

test.each([
  'localhost',
  'smtp.example',
  '127.0.0.1.example.com',
  'localtest.me',
  '127.0.0.1.',
  ' 127.0.0.1',
  '127.0.0.1\n8.8.8.8',
  '127.0.0.1:25',
  '',
  '0.0.0.0',
  '0',
  '::',
  '[::]',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '0:0:0:0:0:0:0:1',
  'fe80::1',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '127.1',
  '127.0.0.01',
  '127.0.0.256',
  '127.0.0.1e0',
  '10.0.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '128.0.0.1',
  '8.8.8.8',
  '１２７.0.0.1',
])('%j is not', (host) => {
  expect(() => loopbackOnly(host)).toThrow(refused);
});

test('nothing else gets through', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.ipV4(), fc.ipV6(), fc.domain()),
      (host) => {
        fc.pre(!/^127(?:\.(?:0|[1-9]\d{0,2})){3}$/u.test(host) && host !== '::1');
        expect(() => loopbackOnly(host)).toThrow(refused);
      },
    ),
  );
});
