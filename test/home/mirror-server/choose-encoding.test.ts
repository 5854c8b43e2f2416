// Goal: a text leaves in the encoding that the client likes best, and never in one that it refuses.
// Method: headers as browsers and programs send them; a property for whatever else comes.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ENCODINGS } from '../../../core/mirror/derived-file.ts';
import { chooseEncoding } from '../../../home/mirror-server/choose-encoding.ts';

it.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate, zstd', 'zstd'],
  ['gzip', 'gzip'],
  ['GZIP;q=0.5, identity', 'gzip'],
  ['br;q=0.1, gzip;q=0.9', 'gzip'],
  ['br;q=0, gzip;q=0.0', null],
  ['*', 'br'],
  ['br;q=0, *', 'zstd'],
  ['*;q=0', null],
  ['', null],
  ['deflate', null],
  ['xbr, gzipped', null],
  ['br;q=2', null],
  ['br;q=abc, gzip;q=0.001', 'gzip'],
])('"%s" gets %s', (header, expected) => {
  expect(chooseEncoding(header, ENCODINGS)).toBe(expected);
});

it('offers only what there is', () => {
  expect(chooseEncoding('br, gzip', ['gzip'])).toBe('gzip');
  expect(chooseEncoding('br', ['gzip'])).toBeNull();
});

it('never chooses what the header does not name', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      const chosen = chooseEncoding(header, ENCODINGS);
      const lower = header.toLowerCase();
      return chosen === null || lower.includes(chosen) || lower.includes('*');
    }),
  );
});
