// Goal: which release is the one before, and which go, is a matter of how they came, whatever clocks said.
// Method: releases whose hours run backwards, in a folder; clocks at random as a property.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keptReleases } from '../../../../adapters/local/mirror/kept-releases.ts';
import { folderTarget } from '../../../../adapters/local/mirror/folder-target.ts';
import { epochMs, hours } from '../../../../core/units.ts';
import { MORNING, temporaryFolder } from './fixture.ts';
import { commitPages } from './small-release.ts';

const folder = temporaryFolder();

const commit = async (out: string, text: string, atMs: number): Promise<string> =>
  (await commitPages(out, { '/a.html': text }, epochMs(atMs))).buildId;
const ids = async (out: string): Promise<readonly string[]> =>
  (await keptReleases(out)).map(({ manifest }) => manifest.buildId);

it('the last three to come are kept, the last first, whatever clocks said', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 1, maxLength: 6 }),
      async (clocks) => {
        const out = join(await folder(), 'out');
        const came: string[] = [];
        for (const [index, at] of clocks.entries())
          came.unshift(await commit(out, `${index}`, MORNING + hours(1) * at));
        expect(await ids(out)).toEqual(came.slice(0, 3));
      },
    ),
    { numRuns: 15, seed: 12 },
  );
});

it('a roll-back changes no order; a release that comes again is the last', async () => {
  const out = join(await folder(), 'out');
  const [a, b, c] = [
    await commit(out, 'a', MORNING),
    await commit(out, 'b', MORNING - hours(1)),
    await commit(out, 'c', MORNING - hours(2)),
  ];
  await folderTarget(out).turnBack(b);
  expect(await ids(out)).toEqual([c, b, a]);
  await commit(out, 'a', MORNING - hours(3));
  expect(await ids(out)).toEqual([a, c, b]);
});

it('where an older Préau wrote no order the hours of builds count, and new ones come after', async () => {
  const out = join(await folder(), 'out');
  const [a, b] = [await commit(out, 'a', MORNING), await commit(out, 'b', MORNING + hours(1))];
  await rm(join(out, '.preau/sequence.json'));
  expect(await ids(out)).toEqual([b, a]);
  const c = await commit(out, 'c', MORNING - hours(1));
  expect(await ids(out)).toEqual([c, b, a]);
  const d = await commit(out, 'd', MORNING - hours(2));
  expect(await ids(out)).toEqual([d, c, b]);
  expect((await readdir(join(out, '.preau/releases'))).toSorted()).toEqual([b, c, d].toSorted());
});
