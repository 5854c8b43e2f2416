import fc from 'fast-check';
import { expect, test } from 'vitest';
import { basicInstant } from '../../../core/incident/instant.ts';
import { epochMs } from '../../../core/units.ts';

// Goal: ids carry their instant in a form that sorts and that file names take.
// Method: one known instant, and properties over all that four-digit years hold.

const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const instants = fc.integer({ min: 0, max: LAST }).map(epochMs);

test('is ISO 8601 basic, in UTC', () => {
  expect(basicInstant(epochMs(Date.UTC(2021, 3, 6, 6, 3, 0, 999)))).toBe('20210406T060300Z');
});

test('sorts as time does, and tells whole seconds apart', () => {
  fc.assert(
    fc.property(instants, instants, (one, other) => {
      const sooner = Math.floor(one / 1_000) < Math.floor(other / 1_000);
      expect(basicInstant(one) < basicInstant(other)).toBe(sooner);
    }),
  );
});

test('has nothing that a file name or a key must not', () => {
  fc.assert(fc.property(instants, (at) => /^\d{8}T\d{6}Z$/.test(basicInstant(at))));
});
