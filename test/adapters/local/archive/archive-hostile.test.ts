// Goal: P10: no archive climbs, links, grows past its limits, crashes or hangs whoever opens it.
// Method: archives written by hand with one lie each; then any mutation of honest ones.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../../../adapters/local/archive/open-archive.ts';
import { PreauError } from '../../../../core/errors.ts';
import { namesOf, packages, spaceLeftBy, textOf, writeTar, writeTarGz } from './archive-fixture.ts';
import { temporaryFolder } from '../mirror/fixture.ts';
import { writeZip, type ZipPart } from './write-zip.ts';

const open = packages();
const folder = temporaryFolder();

async function spaceLeftByOpening(bytes: Uint8Array): Promise<readonly string[]> {
  const path = join(await folder(), 'package.bin');
  await writeFile(path, bytes);
  return spaceLeftBy(() => openArchive(path));
}

const refusals = async (...parts: readonly ZipPart[]): Promise<readonly string[]> => {
  const archive = await open(writeZip([{ name: 'good.txt', content: 'good' }, ...parts]));
  expect(await textOf(archive, 'good.txt')).toBe('good');
  expect(namesOf(archive)).toEqual(['good.txt']);
  return archive.leftOut.map(({ reason }) => reason);
};

describe('an entry of a ZIP', () => {
  it('that climbs, is absolute, or hides what it is, is left out by its reason', async () => {
    expect(
      await refusals(
        { name: '../../evil.txt' },
        { name: 'a/../../evil.txt' },
        { name: '..\\evil.txt' },
        { name: '/etc/passwd' },
        { name: 'C:\\evil.txt' },
        { name: 'a\u0000.html' },
        { name: 'x'.repeat(300) },
        { name: 'y'.repeat(60_000) },
        { name: `${'d/'.repeat(30)}e` },
        { name: '' },
      ),
    ).toEqual([
      'leaves-the-folder',
      'leaves-the-folder',
      'leaves-the-folder',
      'absolute',
      'absolute',
      'control-character',
      'too-long',
      'too-long',
      'too-deep',
      'empty',
    ]);
  });

  it('that is a link, a device, encrypted, or packed in an unknown way, is left out', async () => {
    expect(
      await refusals(
        { name: 'link', content: '/etc/passwd', mode: 0o120777 },
        { name: 'device', mode: 0o020666 },
        { name: 'secret', content: 'x', flags: 1 },
        { name: 'lzma', content: 'x', method: 14 },
      ),
    ).toEqual(['link', 'special', 'encrypted', 'unknown-packing']);
  });

  it('that has the name of another is left out: the first stays', async () => {
    expect(await refusals({ name: 'good.txt', content: 'evil' })).toEqual(['name-taken']);
  });

  it('that shares its bytes with another is left out', async () => {
    expect(await refusals({ name: 'same', content: 'good', at: 0 })).toEqual(['overlapping']);
  });

  it('whose bytes are not what is stated is read as damaged', async () => {
    const archive = await open(
      writeZip([
        { name: 'wrong-crc', content: 'abc', crc: 1 },
        { name: 'says-less', content: 'x'.repeat(9_000), method: 8, statedBytes: 10 },
        { name: 'says-more', content: 'abc', method: 8, statedBytes: 4 },
        { name: 'cut', content: 'abc', statedBytes: 4 },
        { name: 'whole', content: 'abc', method: 8 },
      ]),
    );
    const texts = await Promise.all(namesOf(archive).map((name) => textOf(archive, name)));
    expect(texts).toEqual([null, null, null, null, 'abc']);
  });
});

describe('a bomb', () => {
  const zeros = Buffer.alloc(6 * 1024 * 1024);

  it('is seen by what it states, and cut where it states less', async () => {
    expect(
      await refusals(
        { name: 'honest', content: zeros, method: 8 },
        { name: 'huge', statedBytes: 0xf0000000 },
      ),
    ).toEqual(['bomb', 'too-big']);
    // Small ones are unpacked at once, larger ones in pieces: neither gives more than is stated.
    for (const statedBytes of [9, 2 * 1024 * 1024]) {
      const liar = await open(writeZip([{ name: 'liar', content: zeros, method: 8, statedBytes }]));
      let bytes = 0;
      const all = async (): Promise<void> => {
        for await (const piece of liar.pieces('liar')) bytes += piece.length;
      };
      await expect(all()).rejects.toMatchObject({ code: 'mirror-source-unreadable' });
      expect(bytes).toBeLessThanOrEqual(statedBytes);
    }
  });

  it('in gzip is refused as a whole, and leaves no temporary space behind', async () => {
    const bomb = await writeTarGz([{ name: 'zeros', content: zeros }]);
    await expect(open(bomb)).rejects.toThrow(/250 times its size/);
    expect(await spaceLeftByOpening(bomb)).toEqual([]);
  });

  it('of many entries is refused with what to do, in both kinds', async () => {
    const parts = Array.from({ length: 5 }, (_, index) => ({ name: `${index}` }));
    for (const bytes of [writeZip(parts), await writeTar(parts)]) {
      await expect(open(bytes, { entries: 4 })).rejects.toThrow(/at most 4 entries.*split/);
    }
  });

  it('of all entries together ends where the limit is', async () => {
    const parts = ['a', 'b', 'c'].map((name) => ({ name, content: 'xxxx' }));
    const archive = await open(writeZip(parts), { totalBytes: 9 });
    expect(namesOf(archive)).toEqual(['a', 'b']);
    expect(archive.leftOut).toEqual([{ name: 'c', reason: 'source-too-big' }]);
    await expect(open(await writeTarGz(parts), { totalBytes: 9 })).rejects.toThrow(
      /at most 9 bytes/,
    );
  });

  it('of a file too large to hold can still be read in pieces', async () => {
    const archive = await open(writeZip([{ name: 'a', content: 'xxxx' }]), { readBytes: 3 });
    expect(await archive.read('a')).toBeNull();
    const pieces: Uint8Array[] = [];
    for await (const piece of archive.pieces('a')) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe('xxxx');
  });
});

it('a TAR with links, devices and names that climb keeps what is a file', async () => {
  const archive = await open(
    await writeTarGz([
      { name: 'link', type: 'symlink', linkname: '/etc/passwd' },
      { name: 'hard', type: 'link', linkname: '../x' },
      { name: 'null', type: 'character-device' },
      { name: '../climbs', content: 'x' },
      { name: '/absolute', content: 'x' },
      { name: 'é'.repeat(80), content: 'long but good' },
      { name: 'twice', content: '1' },
      { name: './twice', content: '2' },
      // As plain tar writes a file that it was given twice: nothing is lost with the link.
      { name: './twice', type: 'link', linkname: 'twice' },
    ]),
  );
  expect(namesOf(archive)).toEqual(['é'.repeat(80), 'twice']);
  expect(await textOf(archive, 'twice')).toBe('1');
  expect(archive.leftOut.map(({ reason }) => reason)).toEqual([
    'link',
    'link',
    'special',
    'leaves-the-folder',
    'absolute',
    'name-taken',
  ]);
});

const honest = {
  zip: Buffer.from(zipSync({ 'a/é.txt': Buffer.from('é'.repeat(300)), b: Buffer.from('b') })),
  stored: writeZip([
    { name: 'a', content: 'aaaa' },
    { name: 'b', content: 'bbbb' },
  ]),
  tar: await writeTar([
    { name: 'a', content: 'x'.repeat(600) },
    { name: 'é', content: 'y' },
  ]),
};

describe('any archive', () => {
  it('that was cut off is refused, and leaves no temporary space behind', async () => {
    for (const bytes of [honest.zip, honest.stored, gzipSync(honest.tar)]) {
      const cut = bytes.subarray(0, bytes.length - 12);
      await expect(open(cut)).rejects.toMatchObject({ code: 'mirror-source-unreadable' });
    }
    const half = honest.tar.subarray(0, 700);
    await expect(open(half)).rejects.toMatchObject({ code: 'mirror-source-unreadable' });
    expect(await spaceLeftByOpening(gzipSync(half))).toEqual([]);
  });

  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });

  it.each(['zip', 'stored', 'tar', 'gzip'] as const)(
    'with any bytes of it changed (%s) is read within its limits, or refused',
    async (kind) => {
      const whole = kind === 'gzip' ? gzipSync(honest.tar) : honest[kind];
      await fc.assert(
        fc.asyncProperty(changes, async (list) => {
          const bytes = Buffer.from(whole);
          for (const [at, value] of list) bytes[at % bytes.length] = value;
          await readAll(bytes);
        }),
        { numRuns: 150 },
      );
    },
  );
});

async function readAll(bytes: Buffer): Promise<void> {
  const limits = { entryBytes: 2_000, readBytes: 1_000, totalBytes: 8_000, entries: 20 };
  const archive = await open(bytes, limits).catch((error: unknown) => {
    if (error instanceof PreauError && error.code === 'mirror-source-unreadable') return null;
    throw error;
  });
  for (const { name } of archive?.entries ?? []) {
    expect((await archive?.read(name))?.length ?? 0).toBeLessThanOrEqual(limits.readBytes);
  }
  await archive?.close();
}
