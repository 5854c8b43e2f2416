// Goal: a French name comes right whatever machine packed it.
// Method: names in the bytes that real tools write, each with what must come out.
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { zipNames } from '../../../../adapters/local/archive/zip-names.ts';
import { namesOf, packages } from './archive-fixture.ts';
import { writeZip, type ZipPart } from './write-zip.ts';

const open = packages();

const names = async (...parts: readonly ZipPart[]): Promise<readonly string[]> =>
  namesOf(await open(writeZip(parts)));

it('reads UTF-8, with the flag and without', async () => {
  expect(await names({ name: 'été.txt', flags: 0x800 }, { name: 'leçon.txt' })).toEqual([
    'été.txt',
    'leçon.txt',
  ]);
});

it('writes one accent one way: NFC', async () => {
  expect(await names({ name: 'e\u0301te\u0301.txt' })).toEqual(['été.txt']);
});

it.each([
  ['CP437', [0x72, 0x8a, 0x67, 0x6c, 0x65], 'règle'],
  ['CP437', [0x6d, 0x61, 0x8c, 0x74, 0x72, 0x65], 'maître'],
  ['CP437', [0x90, 0x63, 0x6f, 0x6c, 0x65], 'École'],
  ['CP437', [0x82, 0x74, 0x82], 'été'],
  ['Windows-1252', [0x72, 0xe8, 0x67, 0x6c, 0x65], 'règle'],
  ['Windows-1252', [0xe9, 0x74, 0xe9], 'été'],
  ['Windows-1252', [0x63, 0x9c, 0x75, 0x72], 'cœur'],
  ['Windows-1252', [0x43, 0x8c, 0x55, 0x52], 'CŒUR'],
  ['Windows-1252', [0xc9, 0x43, 0x4f, 0x4c, 0x45], 'ÉCOLE'],
])('reads %s where the bytes are that', async (_, bytes, expected) => {
  expect(await names({ name: Buffer.from(bytes) })).toEqual([expected]);
});

it('lets all names of one archive speak for one encoding', async () => {
  const both = await names(
    { name: Buffer.from([0xe9, 0x74, 0xe9]) },
    { name: Buffer.from([0x63, 0x8c, 0x75, 0x72]) },
  );
  expect(both[0]).toBe('été');
  expect(both[1]).toBe('cŒur');
});

it('believes the Unicode field when it speaks of this very name', async () => {
  const plain = Buffer.from('ete.txt');
  const field = (sum: number): Buffer => {
    const name = Buffer.from('été.txt');
    const head = Buffer.alloc(9);
    head.writeUInt16LE(0x7075, 0);
    head.writeUInt16LE(5 + name.length, 2);
    head.writeUInt8(1, 4);
    head.writeUInt32LE(sum, 5);
    return Buffer.concat([head, name]);
  };
  expect(await names({ name: plain, extra: field(crc32(plain)) })).toEqual(['été.txt']);
  expect(await names({ name: plain, extra: field(1) })).toEqual(['ete.txt']);
});

it('reads backslashes alone as the slashes that some Windows tools meant', async () => {
  expect(await names({ name: 'cours\\a.txt' }, { name: 'b\\c/d.txt' })).toEqual(['cours/a.txt']);
});

it('any bytes give a name, and UTF-8 gives itself', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 20 })), (raw) => {
      const read = zipNames(raw.map((bytes) => ({ bytes: Buffer.from(bytes), unicodePath: null })));
      expect(read).toHaveLength(raw.length);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      fc.pre(!name.includes('\\') && name.isWellFormed() && !name.startsWith('\uFEFF'));
      expect(zipNames([{ bytes: Buffer.from(name), unicodePath: null }])).toEqual([name]);
    }),
  );
});
