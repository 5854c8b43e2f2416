// Goal: a file counts as the same for its very bytes alone, however it is cut into parts on the way.
// Method: files around the size of one part, and any change of them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOf } from '../../../../adapters/local/hash.ts';
import { hasBytes, hasHash } from '../../../../adapters/local/mirror/same-file.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-same-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The part is 256 KiB. */
const PART = 262_144;
const size = fc.oneof(
  fc.nat({ max: 40 }),
  fc.nat({ max: 4 }).map((more) => PART - 2 + more),
);

/** A file that is `bytes`, asked whether it is `wanted`. */
function isSame(bytes: Uint8Array, wanted: Uint8Array): readonly boolean[] {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  const known = { sha256: hashOf(wanted), sizeBytes: wanted.length };
  return [hasBytes(path, wanted), hasHash(path, known)];
}

describe('a file', () => {
  it.each([0, 1, PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 7])(
    'of %i bytes is what it is',
    (length) => {
      const bytes = new Uint8Array(length).fill(7);
      expect(isSame(bytes, bytes)).toEqual([true, true]);
    },
  );

  it('is no other', () => {
    fc.assert(
      fc.property(size, fc.nat(), fc.integer({ min: -2, max: 2 }), (length, at, more) => {
        const bytes = new Uint8Array(length).fill(7);
        const other = new Uint8Array(Math.max(0, length + more)).fill(7);
        if (other.length > 0) other[at % other.length] = more === 0 ? 8 : 7;
        const same = Buffer.compare(bytes, other) === 0;
        expect(isSame(bytes, other)).toEqual([same, same]);
      }),
      { numRuns: 60 },
    );
  });

  it('that is not there, or is a folder, is none', () => {
    const nothing = { sha256: hashOf(''), sizeBytes: 0 };
    for (const path of [join(folder, 'none'), folder])
      expect([hasBytes(path, new Uint8Array()), hasHash(path, nothing)]).toEqual([false, false]);
  });
});
