import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { deflateSync, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { packDossier } from '../../../../adapters/local/dossier/pack.ts';
import { archiveTail, localHeader } from '../../../../adapters/local/dossier/zip-headers.ts';
import { sealOf } from '../../../../adapters/local/dossier/seal.ts';
import {
  type FilePlace,
  unpackDossier,
  type Unpacked,
} from '../../../../adapters/local/dossier/unpack.ts';
import { hashOf } from '../../../../adapters/local/hash.ts';
import { verifyBytes } from '../../../../adapters/local/dossier/verify.ts';
import { PreauError } from '../../../../core/errors.ts';
import { aDossier } from '../../../fixtures/a-dossier.ts';

// Goal: whatever byte of a dossier is changed is found and named, the same files give the same
// bytes, and an archive made to harm its reader ends at a bound (P8, P10).
// Method: a real dossier, changed in every way that fast-check comes to; archives built by hand.

/** The same archive with another table of blocks, sealed as if it were right. */
function resealed(archive: Buffer, table: Buffer): Buffer {
  const { places } = unpackDossier(archive) as Extract<Unpacked, { kind: 'read' }>;
  const last = places.at(-1);
  if (last === undefined) throw new Error('an archive without a table');
  const covered = archive.subarray(0, last.headerFrom);
  const body = deflateSync(table, { level: 6 });
  const sizes = { packedBytes: body.length, sizeBytes: table.length };
  const file = { name: last.name, crc32: crc32(table), ...sizes };
  const listed = places.map((place) => ({
    ...(place === last ? file : headerOf(archive, place)),
    offset: place.headerFrom,
  }));
  const before = Buffer.concat([covered, localHeader(file), body, archiveTail(listed, 86)]);
  return Buffer.concat([before, Buffer.from(sealOf(before))]);
}

const headerOf = (archive: Buffer, { name, headerFrom }: FilePlace) => ({
  name,
  crc32: archive.readUInt32LE(headerFrom + 14),
  packedBytes: archive.readUInt32LE(headerFrom + 18),
  sizeBytes: archive.readUInt32LE(headerFrom + 22),
});

const flipped = (bytes: Buffer, at: number, mask: number): Buffer => {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(at) ^ mask, at);
  return changed;
};

/** Hundreds of archives are read: a second alone, and many on a machine that does other work. */
const SLOW = { timeout: 60_000 };

let files: ReadonlyMap<string, string | Uint8Array> = new Map();
let archive = Buffer.alloc(0);
beforeAll(async () => {
  ({ files } = await aDossier());
  archive = Buffer.from(packDossier(files));
});

describe('a dossier', () => {
  test('is whole as it was packed, and any other program can unpack it', () => {
    expect(verifyBytes(archive).kind).toBe('whole');
    const foreign = unzipSync(archive);
    expect(Object.keys(foreign)).toEqual([...files.keys(), 'octets.bin']);
    for (const [name, content] of files)
      expect(Buffer.from(foreign[name] ?? []).equals(Buffer.from(content))).toBe(true);
  });

  test('packed again is the same, byte by byte', async () => {
    const again = await aDossier();
    expect(Buffer.from(packDossier(again.files)).equals(archive)).toBe(true);
  });

  test('with any bit of any byte flipped is found to be changed, at that very byte', SLOW, () => {
    fc.assert(
      fc.property(
        fc.nat({ max: archive.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, mask) => {
          expect(verifyBytes(flipped(archive, at, mask))).toMatchObject({
            kind: 'changed',
            byte: at,
            why: 'byte-changed',
          });
        },
      ),
      { numRuns: 700 },
    );
  });

  test(
    'that is small, with each of its bytes flipped in turn, is told to the byte and the line',
    SLOW,
    () => {
      const lines = Array.from({ length: 60 }, (_, index) => `${index} ${hashOf(`${index}`)}\n`);
      const small = Buffer.from(packDossier(new Map([['a.txt', lines.join('')]])));
      const { places } = unpackDossier(small) as Extract<Unpacked, { kind: 'read' }>;
      const told: number[] = [];
      for (const at of small.keys()) {
        const found = verifyBytes(flipped(small, at, 1 + (at % 255)));
        if (found.kind !== 'changed') throw new Error(`byte ${at} was not found`);
        expect(found).toMatchObject({ byte: at, why: 'byte-changed' });
        const owner = places.find(({ headerFrom, end }) => at >= headerFrom && at < end);
        expect(found.file).toBe(owner?.name ?? null);
        if (found.line !== null) told.push(found.line);
      }
      expect(told).toEqual(told.toSorted((one, other) => one - other));
      expect([told[0], told.at(-1)]).toEqual([1, 61]);
    },
  );

  test('cut, lengthened or patched anywhere is found to be changed', SLOW, () => {
    fc.assert(
      fc.property(
        fc.nat({ max: archive.length }),
        fc.nat({ max: 40 }),
        fc.uint8Array({ maxLength: 40 }),
        (at, cut, put) => {
          const changed = Buffer.concat([archive.subarray(0, at), put, archive.subarray(at + cut)]);
          fc.pre(!changed.equals(archive));
          expect(verifyBytes(changed)).toMatchObject({ kind: 'changed' });
        },
      ),
      { numRuns: 500 },
    );
  });

  test(
    'with some bytes of a file changed is told to the first of four in a row, else to the block',
    SLOW,
    () => {
      const { places } = unpackDossier(archive) as Extract<Unpacked, { kind: 'read' }>;
      fc.assert(
        fc.property(
          fc.nat({ max: places.length - 2 }),
          fc.nat(),
          fc.integer({ min: 2, max: 400 }),
          (index, offset, length) => {
            const { name = '', headerFrom = 0, contentFrom = 0, end = 0 } = places[index] ?? {};
            const at = headerFrom + (offset % (end - headerFrom));
            const count = Math.min(length, end - at);
            fc.pre(count > 1);
            const changed = Buffer.from(archive);
            for (let byte = at; byte < at + count; byte += 1)
              changed.writeUInt8(changed.readUInt8(byte) ^ (1 + (byte % 255)), byte);
            const found = verifyBytes(changed);
            if (found.kind !== 'changed') throw new Error('it was not found');
            // A header whose name was changed is told by the name that stands there.
            const isNamed = at >= contentFrom || at + count <= headerFrom + 26;
            expect(isNamed ? [name, null] : [found.file]).toContain(found.file);
            const [byte, within] = [found.byte ?? -1, found.within ?? 0];
            expect(byte).toBeLessThanOrEqual(at);
            expect(byte + within).toBeGreaterThan(at);
            expect(within).toBeLessThanOrEqual(256);
            expect(count > 4 || (byte === at && within === 1)).toBe(true);
          },
        ),
        { numRuns: 300 },
      );
    },
  );

  test('with bytes put in or taken out of a file is told to the block', () => {
    const { places } = unpackDossier(archive) as Extract<Unpacked, { kind: 'read' }>;
    const { contentFrom = 0, end = 0 } = places.find(({ name }) => name === 'rules.json') ?? {};
    const at = Math.floor((contentFrom + end) / 2);
    const more = Buffer.concat([archive.subarray(0, at), Buffer.from('xyz'), archive.subarray(at)]);
    const less = Buffer.concat([archive.subarray(0, at), archive.subarray(at + 5)]);
    for (const changed of [more, less]) {
      const found = verifyBytes(changed);
      if (found.kind !== 'changed') throw new Error('it was not found');
      expect(found).toMatchObject({ file: 'rules.json', line: expect.any(Number) });
      expect(Math.abs((found.byte ?? 0) - at)).toBeLessThan(256);
    }
  });

  test('cut at its end is told to the first byte that is missing', () => {
    fc.assert(
      fc.property(fc.nat({ max: archive.length - 1 }), (end) => {
        const found = verifyBytes(archive.subarray(0, end));
        if (found.kind !== 'changed') throw new Error('it was not found');
        expect(found.byte ?? Number.NaN).toBeLessThanOrEqual(end);
        const told = ['content-cut', 'header-cut'].includes(found.why);
        expect(told ? found.byte : end).toBe(end);
      }),
    );
    expect(verifyBytes(archive.subarray(0, 3_000))).toMatchObject({
      byte: 3_000,
      why: 'content-cut',
    });
  });

  test('with another table of blocks is not whole, though all else is', () => {
    const table = Buffer.from(unzipSync(archive)['octets.bin'] ?? []);
    table.writeUInt8(table.readUInt8(20) ^ 1, 20);
    const forged = resealed(archive, table);
    expect(unpackDossier(forged)).toMatchObject({ kind: 'read', sealHolds: true });
    expect(verifyBytes(forged)).toMatchObject({ kind: 'changed', why: 'digest-differs' });
  });

  test('sealed anew after a change is given away by its manifest, then by its chain', () => {
    const swap = (name: string, from: string | RegExp, to: string) => {
      const changed = String(files.get(name) ?? '').replace(from, to);
      expect(changed).not.toBe(files.get(name));
      return new Map(files).set(name, changed);
    };
    const verify = (forged: ReadonlyMap<string, string | Uint8Array>) =>
      verifyBytes(Buffer.from(packDossier(forged)));
    expect(verify(swap('decisions.txt', '[', '('))).toMatchObject({
      file: 'decisions.txt',
      why: 'file-not-as-listed',
    });
    expect(verify(swap('journal.jsonl', 'http-503', 'http-500'))).toMatchObject({
      file: 'journal.jsonl',
      line: expect.any(Number),
    });
    expect(verify(swap('manifest.json', /"seq": \d+/, '"seq": 1'))).toMatchObject({
      file: 'journal.jsonl',
      why: 'last-line-differs',
    });
    const stray = new Map(files).set('zzz.txt', 'x');
    expect(verify(stray)).toMatchObject({ file: 'zzz.txt', why: 'file-not-listed' });
    const without = new Map([...files].filter(([name]) => name !== 'rules.json'));
    expect(verify(without)).toMatchObject({ file: 'rules.json', why: 'file-missing' });
    const [manifest, ...others] = [...files];
    const turned = new Map([manifest ?? ['', ''], ...others.toReversed()]);
    expect(verify(turned)).toMatchObject({ file: others.at(-1)?.[0], why: 'file-elsewhere' });
    const huge = new Map(files).set('manifest.json', JSON.stringify({ a: 'x'.repeat(5_000_000) }));
    expect(verify(huge)).toMatchObject({ file: 'manifest.json', why: 'manifest-too-large' });
  });

  test('with bytes in its journal that a reader of texts passes over is not whole, whatever its manifest says', () => {
    const journal = Buffer.from(files.get('journal.jsonl') ?? '');
    const manifest = JSON.parse(String(files.get('manifest.json')));
    for (const odd of [Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from([0xff])]) {
      const forged = Buffer.concat([odd, journal]);
      const listed = manifest.files.map((file: { readonly name: string }) =>
        file.name === 'journal.jsonl'
          ? { ...file, sha256: hashOf(forged), sizeBytes: forged.length }
          : file,
      );
      const all = new Map(files)
        .set('journal.jsonl', forged)
        .set('manifest.json', JSON.stringify({ ...manifest, files: listed }));
      expect(verifyBytes(Buffer.from(packDossier(all)))).toMatchObject({
        kind: 'changed',
        file: 'journal.jsonl',
        line: 1,
      });
    }
  });

  test('with bytes after its end is told where they begin, and packed by another program where it differs', () => {
    const longer = Buffer.concat([archive, Buffer.from('PK and more')]);
    expect(verifyBytes(longer)).toMatchObject({ byte: archive.length, why: 'bytes-after-end' });
    const foreign = Buffer.from(zipSync(unzipSync(archive)));
    expect(verifyBytes(foreign)).toMatchObject({ kind: 'changed', file: 'manifest.json' });
    const entries = unzipSync(archive);
    const stored = Buffer.from(zipSync(entries, { level: 0, mtime: '1980-01-01T00:00:00' }));
    expect(verifyBytes(stored)).toMatchObject({ kind: 'changed', why: 'header-changed' });
  });
});

test('a raw form that packs too tightly for its reader is laid in as it is', () => {
  const zeros = new Uint8Array(3_000_000);
  const packed = Buffer.from(packDossier(new Map([[`raw/${hashOf(zeros)}`, zeros]])));
  expect(unpackDossier(packed)).toMatchObject({ kind: 'read' });
});

describe('an archive that is none of ours', () => {
  test('ends as changed, whatever its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(unpackDossier(Buffer.from(bytes)).kind).toBe('changed');
      }),
    );
    expect(
      unpackDossier(Buffer.from(zipSync({ 'manifest.json': new Uint8Array(9) }))),
    ).toMatchObject({
      kind: 'changed',
    });
  });

  const packed = (name: string, body: Buffer, sizeBytes: number): Buffer =>
    Buffer.concat([localHeader({ name, crc32: 0, packedBytes: body.length, sizeBytes }), body]);
  const zeros = deflateRawSync(Buffer.alloc(20_000_000));

  test.each([
    { name: 'a bomb', bytes: packed('a.txt', zeros, 20_000_000), why: 'packed-too-tightly' },
    {
      name: 'a bomb that lies of its size',
      bytes: packed('a.txt', zeros, 900_000),
      why: 'content-changed',
    },
    {
      name: 'more than a dossier holds',
      bytes: packed('a.txt', zeros, 0xffffffff),
      why: 'too-large',
    },
    { name: 'a way out of the folder', bytes: packed('../a.txt', zeros, 1), why: 'name-refused' },
    { name: 'a name from the root', bytes: packed('/etc/a.txt', zeros, 1), why: 'name-refused' },
    {
      name: 'a packed part beyond the end',
      bytes: packed('a.txt', zeros, 1).subarray(0, 99),
      why: 'content-cut',
    },
  ])('with $name is not unpacked', ({ bytes, why }) => {
    expect(unpackDossier(bytes)).toMatchObject({ kind: 'changed', why });
  });

  test('that hides bytes behind the end of a packed file is not whole', () => {
    const body = Buffer.concat([deflateRawSync('x'), Buffer.from('nobody unpacks this')]);
    const sizes = { packedBytes: body.length, sizeBytes: 1 };
    const header = localHeader({ name: 'a.txt', crc32: crc32(Buffer.from('x')), ...sizes });
    expect(unpackDossier(Buffer.concat([header, body]))).toMatchObject({
      kind: 'changed',
      file: 'a.txt',
      why: 'content-changed',
    });
  });

  test('with one file twice, or thousands, is not unpacked', () => {
    const empty = deflateRawSync('');
    const one = packed('a.txt', empty, 0);
    expect(unpackDossier(Buffer.concat([one, one]))).toMatchObject({ why: 'file-twice' });
    const many = Array.from({ length: 2_001 }, (_, index) => packed(`a${index}.txt`, empty, 0));
    expect(unpackDossier(Buffer.concat(many))).toMatchObject({ why: 'too-many-files' });
  });

  test('without its digest is not whole', () => {
    const end = archiveTail([], 86);
    expect(unpackDossier(end)).toMatchObject({ why: 'digest-missing' });
  });
});

test('more than its own reader would take is not packed', () => {
  const large = 'x'.repeat(257_000_000);
  expect(() => packDossier(new Map([['a.txt', large]]))).toThrow(PreauError);
});
