import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { packDossier } from '../../../adapters/local/dossier-zip.ts';
import { archiveTail, localHeader } from '../../../adapters/local/dossier-zip-headers.ts';
import { unpackDossier } from '../../../adapters/local/dossier-unzip.ts';
import { verifyBytes } from '../../../cli/dossier-verify.ts';
import { PreauError } from '../../../core/errors.ts';
import { aDossier } from '../../fixtures/a-dossier.ts';

// Goal: whatever byte of a dossier is changed is found and named, the same files give the same
// bytes, and an archive made to harm its reader ends at a bound (P8, P10).
// Method: a real dossier, changed in every way that fast-check comes to; archives built by hand.

let files: ReadonlyMap<string, string> = new Map();
let archive = Buffer.alloc(0);
beforeAll(async () => {
  ({ files } = await aDossier());
  archive = Buffer.from(packDossier(files));
});

describe('a dossier', () => {
  test('is whole as it was packed, and any other program can unpack it', () => {
    expect(verifyBytes(archive).kind).toBe('whole');
    const foreign = unzipSync(archive);
    expect(Object.keys(foreign)).toEqual([...files.keys()]);
    for (const [name, text] of files)
      expect(Buffer.from(foreign[name] ?? []).toString()).toBe(text);
  });

  test('packed again is the same, byte by byte', async () => {
    const again = await aDossier();
    expect(Buffer.from(packDossier(again.files)).equals(archive)).toBe(true);
  });

  test('with any bit of any byte flipped is found to be changed', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: archive.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, mask) => {
          const changed = Buffer.from(archive);
          changed.writeUInt8(changed.readUInt8(at) ^ mask, at);
          expect(verifyBytes(changed)).toMatchObject({ kind: 'changed' });
        },
      ),
      { numRuns: 1_500 },
    );
  });

  test('cut, lengthened or patched anywhere is found to be changed', () => {
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

  test('names the file whose content was changed, and the byte', () => {
    let offset = 0;
    for (const [name, text] of files) {
      if (text === '') continue;
      offset = archive.indexOf(`${name}`, offset) + name.length;
      const changed = Buffer.from(archive);
      changed.writeUInt8(changed.readUInt8(offset + 8) ^ 0xff, offset + 8);
      expect(verifyBytes(changed)).toMatchObject({
        file: name,
        byte: offset,
        why: 'content-changed',
      });
    }
  });

  test('sealed anew after a change is given away by its manifest, then by its chain', () => {
    const swap = (name: string, from: string | RegExp, to: string): Map<string, string> => {
      const changed = (files.get(name) ?? '').replace(from, to);
      expect(changed).not.toBe(files.get(name));
      return new Map(files).set(name, changed);
    };
    const verify = (forged: ReadonlyMap<string, string>) =>
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
  });
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
      why: 'header-cut',
    },
  ])('with $name is not unpacked', ({ bytes, why }) => {
    expect(unpackDossier(bytes)).toMatchObject({ kind: 'changed', why });
  });

  test('with one file twice, or thousands, is not unpacked', () => {
    const empty = deflateRawSync('');
    const one = packed('a.txt', empty, 0);
    expect(unpackDossier(Buffer.concat([one, one]))).toMatchObject({ why: 'file-twice' });
    const many = Array.from({ length: 2_001 }, (_, index) => packed(`a${index}.txt`, empty, 0));
    expect(unpackDossier(Buffer.concat(many))).toMatchObject({ why: 'too-many-files' });
  });

  test('without its digest is not whole', () => {
    const end = archiveTail([], 71);
    expect(unpackDossier(end)).toMatchObject({ why: 'digest-missing' });
  });
});

test('more than its own reader would take is not packed', () => {
  const large = 'x'.repeat(257_000_000);
  expect(() => packDossier(new Map([['a.txt', large]]))).toThrow(PreauError);
});
