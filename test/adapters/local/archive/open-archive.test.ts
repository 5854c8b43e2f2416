// Goal: a package opens by what it is, and gives each of its files back byte for byte.
// Method: archives by fflate and tar-stream, one content in three kinds; real files.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openArchive } from '../../../../adapters/local/archive/open-archive.ts';
import { namesOf, packages, spaceLeftBy, textOf, writeTar, writeTarGz } from './archive-fixture.ts';
import { temporaryFolder } from '../mirror/fixture.ts';

const open = packages();
const folder = temporaryFolder();

afterEach(() => {
  vi.unstubAllEnvs();
});

const TEXTS = {
  '.ARCHIVE_INDEX': 'Moodle archive file index. Count: 3',
  'cours/leçon.html': '<p>é</p>'.repeat(20_000),
  'vide.txt': '',
} as const;

const parts = Object.entries(TEXTS).map(([name, content]) => ({ name, content }));

const zipped = (): Uint8Array =>
  zipSync(Object.fromEntries(parts.map(({ name, content }) => [name, strToU8(content)])));

describe('a package', () => {
  it.each([
    ['a ZIP', async () => zipped()],
    [
      'a ZIP behind something else',
      async () => Buffer.concat([Buffer.from('#!/bin/sh\n'), zipped()]),
    ],
    ['a TAR', async () => writeTar(parts)],
    ['a gzipped TAR', async () => writeTarGz(parts)],
  ])('that is %s gives its files, hidden, large and empty ones too', async (_, make) => {
    const archive = await open(await make());
    expect(namesOf(archive)).toEqual(Object.keys(TEXTS));
    for (const [name, text] of Object.entries(TEXTS)) {
      expect(await textOf(archive, name)).toBe(text);
    }
    expect(archive.leftOut).toEqual([]);
    expect(await archive.read('cours')).toBeNull();
  });

  it('packed by plain tar has the same names without "./"', async () => {
    const archive = await open(
      await writeTarGz([
        { name: './', type: 'directory' },
        { name: './a.txt', content: 'a' },
      ]),
    );
    expect(namesOf(archive)).toEqual(['a.txt']);
  });

  it('gives a file in pieces, and says which one is not there', async () => {
    const archive = await open(await writeTarGz(parts));
    let bytes = 0;
    for await (const piece of archive.pieces('cours/leçon.html')) bytes += piece.length;
    expect(bytes).toBe(180_000);
    const absent = archive.pieces('absent.xml')[Symbol.asyncIterator]().next();
    await expect(absent).rejects.toMatchObject({ code: 'mirror-source-unreadable' });
    await expect(absent).rejects.toThrow(/absent\.xml/);
  });

  it('gives nothing after it was closed, and its temporary space back', async () => {
    const path = join(await folder(), 'course.mbz');
    await writeFile(path, await writeTarGz(parts));
    const left = await spaceLeftBy(async () => {
      const archive = await openArchive(path);
      expect(await archive.read('vide.txt')).toHaveLength(0);
      await archive.close();
      await archive.close();
      expect(await archive.read('vide.txt')).toBeNull();
    });
    expect(left).toEqual([]);
  });

  it('that has no room to be unpacked in is not called damaged', async () => {
    const path = join(await folder(), 'course.mbz');
    await writeFile(path, await writeTarGz(parts));
    vi.stubEnv('TMPDIR', '/nowhere/at-all');
    const opened = openArchive(path);
    await expect(opened).rejects.toMatchObject({ code: 'mirror-source-unreadable' });
    await expect(opened).rejects.toThrow(/room in \/nowhere\/at-all.*TMPDIR/);
  });

  it.each([
    ['text', Buffer.from('<html>')],
    ['nothing', Buffer.alloc(0)],
    ['a picture in gzip', gzipSync(Buffer.alloc(4_096, 7))],
  ])('that is %s is refused with what was expected', async (_, bytes) => {
    await expect(open(bytes)).rejects.toMatchObject({ code: 'mirror-source-unreadable' });
    await expect(open(bytes)).rejects.toThrow(/expected a package/);
  });

  it('that is not there, or is a folder, is refused by its place', async () => {
    await expect(openArchive('/nowhere/course.mbz')).rejects.toThrow(/\/nowhere\/course\.mbz/);
    await expect(openArchive('/')).rejects.toMatchObject({ code: 'mirror-source-unreadable' });
  });
});
