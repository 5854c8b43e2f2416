// Goal: a package is opened once as long as neither it nor the importers change, and one that ends the
// function stops no build. Method: a shelf that is a map, sources of a few lines.
import { beforeEach, expect, test } from 'vitest';
import type { PackageRecord, PackageShelf } from '../../../app/mirror/package-shelf.ts';
import type { LessonFile, LessonSource } from '../../../app/mirror/ports.ts';
import { unpackPackage } from '../../../app/mirror/unpack-package.ts';
import { PreauError } from '../../../core/errors.ts';
import { epochMs, sha256 } from '../../../core/units.ts';

const DAY_MS = 24 * 3_600_000;
const OF = { name: 'cours.mbz', edition: '"e1"' };
const fileOf = (name: string): LessonFile => ({ name, path: `/${name}`, sizeBytes: 9 });

const source: LessonSource = {
  sets: async () => [{ folder: '/', title: 'Cours', aliases: {}, exclude: [] }],
  list: async () => ({
    files: [fileOf('a.html'), fileOf('trou.png')],
    leftOut: [{ name: 'users.xml', reason: 'personal' }],
  }),
  read: async ({ name }) => (name === 'trou.png' ? null : new TextEncoder().encode('A')),
  outline: async () => [{ title: 'A', depth: 0, path: '/a.html' }],
};

let records: Map<string, PackageRecord>;
let begun: number;
let kept: string[];
let opened: number;
let time: number;

beforeEach(() => {
  records = new Map();
  kept = [];
  [begun, opened, time] = [0, 0, 0];
});

const shelf: PackageShelf = {
  record: async ({ edition }) => records.get(edition) ?? null,
  save: async ({ edition }, record) => void records.set(edition, record),
  keep: async (bytes) => {
    kept.push(Buffer.from(bytes).toString());
    return { sha256: sha256('a'.repeat(64)), until: epochMs(time + 3 * DAY_MS) };
  },
  begin: async () => (begun += 1) - 1,
  end: async () => void (begun -= 1),
};

const unpack = (
  changes: { readonly by?: string; readonly whole?: boolean; readonly edition?: string } = {},
  open: () => Promise<LessonSource> = async () => source,
) => {
  const { by = 'v1', whole = false, edition = OF.edition } = changes;
  const now = () => epochMs(time);
  const counted = () => {
    opened += 1;
    return open();
  };
  return unpackPackage({ shelf, by, now, open: counted }, { ...OF, edition }, whole);
};

test('what is in it is kept, and what could not be read is known to be missing', async () => {
  expect(await unpack()).toEqual({ kind: 'unpacked', files: 2 });
  expect(kept).toEqual(['A']);
  expect(records.get(OF.edition)).toEqual({
    kind: 'unpacked',
    by: 'v1',
    until: 3 * DAY_MS,
    sets: await source.sets(),
    files: [
      { ...fileOf('a.html'), kept: 'a'.repeat(64) },
      { ...fileOf('trou.png'), kept: null },
    ],
    leftOut: [{ name: 'users.xml', reason: 'personal' }],
    outline: [{ title: 'A', depth: 0, path: '/a.html' }],
  });
});

test('it is opened again when it, the importers or a person ask for it, or when its bytes grow old', async () => {
  await unpack();
  time = 2 * DAY_MS;
  expect(await unpack()).toEqual({ kind: 'known', files: 2 });
  expect(opened).toBe(1);
  time = 2.9 * DAY_MS;
  await unpack();
  expect(opened).toBe(2);
  await unpack({ by: 'v2' });
  await unpack({ by: 'v2', edition: '"e2"' });
  await unpack({ by: 'v2', whole: true });
  expect(opened).toBe(5);
});

test('one that cannot be read is told as such, and tried again by the next build', async () => {
  const broken = () =>
    Promise.reject(new PreauError('mirror-source-unreadable', 'no organisation'));
  const why = { kind: 'unreadable', why: 'no organisation' };
  expect(await unpack({}, broken)).toEqual(why);
  expect(records.get(OF.edition)).toEqual(why);
  expect(await unpack()).toEqual({ kind: 'unpacked', files: 2 });
});

test('one that ends the function twice is not opened a third time', async () => {
  // The function is gone: nothing of it comes back.
  const never = () => new Promise<LessonSource>(() => undefined);
  for (const times of [1, 2]) {
    void unpack({}, never);
    await expect.poll(() => opened).toBe(times);
  }
  expect(await unpack()).toMatchObject({ kind: 'unreadable', why: /within a function’s time/ });
  expect(opened).toBe(2);
});

test('a store that does not answer is nobody’s fault, however often', async () => {
  const down = () => Promise.reject(new PreauError('store-unavailable', 'no answer'));
  for (let tries = 0; tries < 4; tries += 1)
    await expect(unpack({}, down)).rejects.toMatchObject({ code: 'store-unavailable' });
  expect(records.size).toBe(0);
  expect(await unpack()).toEqual({ kind: 'unpacked', files: 2 });
});
