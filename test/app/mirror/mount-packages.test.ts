// Goal: a folder's packages stand under the same names wherever the folder is, in whatever order it
// gives them, and one that cannot be read or has no room stops no other. Method: sources of a few lines.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mountPackages } from '../../../app/mirror/mount-packages.ts';
import type { LessonFile, LessonSource } from '../../../app/mirror/ports.ts';
import { PreauError } from '../../../core/errors.ts';

const fileOf = (name: string, sizeBytes = 1): LessonFile => ({ name, path: `/${name}`, sizeBytes });

function sourceOf(files: readonly LessonFile[], closed: string[] = []): LessonSource {
  return {
    sets: async () => [{ folder: '/', aliases: {}, exclude: [] }],
    list: async () => ({ files, leftOut: [] }),
    read: async ({ name }) => new TextEncoder().encode(name),
    close: async () => void closed.push(files[0]?.name ?? ''),
  };
}

const pathsOf = async (source: LessonSource) =>
  (await source.list()).files.map(({ path }) => path).toSorted();

test('packages stand under their own names, whatever the order of the folder', async () => {
  const names = ['a.zip', 'a.mbz', 'b/c.tar.gz', 'd.imscc', 'd/x.html', 'e.md'];
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(names, { minLength: names.length }), async (order) => {
      const root = sourceOf(order.map((name) => fileOf(name)));
      const source = await mountPackages(root, async () => sourceOf([fileOf('p.html')]));
      expect(await pathsOf(source)).toEqual(
        [
          '/a-mbz/p.html',
          '/a-zip/p.html',
          '/b/c/p.html',
          '/d-imscc/p.html',
          '/d/x.html',
          '/e.md',
        ].toSorted(),
      );
      expect((await source.sets()).map(({ folder, title }) => [folder, title])).toEqual([
        ['/', undefined],
        ['/a-mbz/', 'a'],
        ['/a-zip/', 'a'],
        ['/b/c/', 'c'],
        ['/d-imscc/', 'd'],
      ]);
    }),
  );
});

test('packages that cannot be listed, that are too many or too large are reported', async () => {
  const closed: string[] = [];
  const broken: LessonSource = {
    ...sourceOf([fileOf('broken')], closed),
    list: () => Promise.reject(new PreauError('mirror-source-unreadable', 'no organisation')),
  };
  const root = sourceOf(['a.zip', 'b.zip', 'c.zip', 'd.zip', 'e.md'].map((name) => fileOf(name)));
  const opened: Record<string, LessonSource | null> = {
    'a.zip': broken,
    'b.zip': sourceOf([fileOf('b.html', 6)], closed),
    'c.zip': sourceOf([fileOf('c.html', 6)], closed),
    'd.zip': null,
  };
  const open = async ({ name }: LessonFile) => opened[name] ?? null;
  const source = await mountPackages(root, open, { files: 3, totalBytes: 11 });
  expect(await pathsOf(source)).toEqual(['/b/b.html', '/e.md']);
  expect((await source.list()).leftOut).toEqual([
    { name: 'a.zip', reason: 'package-unreadable' },
    { name: 'c.zip', reason: 'source-too-big' },
    { name: 'd.zip', reason: 'package-unreadable' },
  ]);
  expect(closed).toEqual(['broken', 'c.html']);

  const pair = sourceOf(['a.zip', 'b.zip', 'c.zip'].map((name) => fileOf(name)));
  const two = async () => sourceOf([fileOf('x.html'), fileOf('y.html')]);
  const fewer = await mountPackages(pair, two, { files: 5, totalBytes: 99 });
  expect((await fewer.list()).leftOut).toEqual([{ name: 'c.zip', reason: 'source-too-big' }]);

  const many = Array.from({ length: 102 }, (_, at) => fileOf(`${String(at).padStart(3, '0')}.zip`));
  const first = await mountPackages(sourceOf(many), async ({ name }) => sourceOf([fileOf(name)]));
  expect((await first.list()).leftOut.map(({ name }) => name)).toEqual(['100.zip', '101.zip']);
});

test('a fault that is not a package’s goes on up, and what is open is closed', async () => {
  const closed: string[] = [];
  const root = sourceOf(['a.zip', 'b.zip'].map((name) => fileOf(name)));
  const open = async ({ name }: LessonFile) => {
    if (name === 'b.zip') throw new PreauError('store-unavailable', 'no answer');
    return sourceOf([fileOf('a.html')], closed);
  };
  await expect(mountPackages(root, open)).rejects.toMatchObject({ code: 'store-unavailable' });
  expect(closed).toEqual(['a.html']);
});
