// Goal: a turn that was cut off at any step is finished by whatever opens the folder next, and two at once
// never mix. Method: every call that changes the disk fails from the n-th on, as when the power is cut;
// the lock that is left is given to a process that has ended.
import { spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { folderTarget } from '../../../../adapters/local/mirror/folder-target.ts';
import { openRelease } from '../../../../adapters/local/mirror/open-release.ts';
import { finishTurn, turnTo } from '../../../../adapters/local/mirror/plain-files.ts';
import { currentBuild } from '../../../../adapters/local/mirror/pointer.ts';
import { folderStore } from '../../../../adapters/local/mirror/store.ts';
import { OWNER } from '../../../../adapters/local/mirror/temporary-name.ts';
import { isThere } from '../../../../adapters/local/is-there.ts';
import { temporaryFolder } from './fixture.ts';
import { commitPages, manifestOf } from './small-release.ts';

const power = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY }));

vi.mock('node:fs/promises', async (original) => {
  const fs: Record<string, unknown> = await original();
  const changing = ['copyFile', 'link', 'mkdir', 'rename', 'rm', 'rmdir', 'symlink', 'writeFile'];
  const cut = Object.fromEntries(
    changing.map((name) => [
      name,
      (...given: unknown[]): unknown => {
        power.left -= 1;
        if (power.left >= 0) return (fs[name] as (...all: unknown[]) => unknown)(...given);
        return Promise.reject(Object.assign(new Error('cut'), { code: 'EIO', syscall: name }));
      },
    ]),
  );
  return { ...fs, ...cut };
});

const folder = temporaryFolder();
beforeEach(() => void (power.left = Number.POSITIVE_INFINITY));

const FIRST = { '/a.html': 'a', '/b/c.html': 'c', '/d.html': 'd' };
const SECOND = { '/a.html': 'A', '/b': 'a file now', '/e/f.html': 'f' };

const ENDED = spawnSync(process.execPath, ['--version']).pid;

async function leaveLockToTheDead(out: string): Promise<void> {
  const lock = join(out, '.preau/turn.lock');
  const text = await readFile(lock, 'utf8').catch(() => null);
  if (text !== null) await writeFile(lock, text.replace(OWNER, OWNER.replace(/\d+$/, `${ENDED}`)));
}

/** The plain files, without the mirror's own. */
async function plain(out: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length))
    .filter((path) => !/^\/(\.preau|_preau|\.well-known)\//.test(path));
  const texts = await Promise.all(paths.map((path) => readFile(join(out, path), 'utf8')));
  return Object.fromEntries(paths.map((path, index) => [path, texts[index] ?? '']));
}

/** @returns false when the turn came to its end before the n-th call */
async function turnCutOff(out: string, calls: number): Promise<boolean> {
  power.left = calls;
  const ended = await turnTo(out, manifestOf(SECOND)).then(
    () => true,
    () => false,
  );
  const isCut = power.left < 0;
  power.left = Number.POSITIVE_INFINITY;
  await leaveLockToTheDead(out);
  return isCut || !ended;
}

const openings: readonly (readonly [string, (out: string) => Promise<unknown>])[] = [
  ['a home that starts', finishTurn],
  ['a build', async (out) => (await folderStore(out).draft()).discard()],
  ['a publication', (out) => openRelease({ folder: out })],
];

describe.each(openings)('a turn cut off at any step is finished by %s', (_, open) => {
  it('to the release that the pointer names', { timeout: 60_000 }, async () => {
    const out = join(await folder(), 'out');
    const first = await commitPages(out, FIRST);
    const second = await commitPages(out, SECOND);
    let calls = 0;
    for (; calls < 200; calls += 1) {
      await turnTo(out, first);
      expect(await plain(out)).toEqual(FIRST);
      if (!(await turnCutOff(out, calls))) break;
      await open(out);
      const isTurned = (await currentBuild(out)) === second.buildId;
      expect(await plain(out), `call ${calls}`).toEqual(isTurned ? SECOND : FIRST);
      expect(await isThere(join(out, '.preau/turning'))).toBe(false);
    }
    expect(calls).toBeGreaterThan(15);
    expect(calls).toBeLessThan(200);
  });
});

it('two turns at once end with the files of one release, the pointer’s', async () => {
  const out = join(await folder(), 'out');
  const both = [await commitPages(out, FIRST), await commitPages(out, SECOND)];
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(both.map((manifest) => turnTo(out, manifest)));
    const isSecond = (await currentBuild(out)) === both[1]?.buildId;
    expect(await plain(out)).toEqual(isSecond ? SECOND : FIRST);
  }
  expect(await isThere(join(out, '.preau/turn.lock'))).toBe(false);
});

it('two builds at once, and a roll-back meanwhile, end with the files of the pointer’s release', async () => {
  const out = join(await folder(), 'out');
  const first = await commitPages(out, FIRST);
  const third = { '/a.html': '3' };
  await Promise.all([
    commitPages(out, SECOND),
    commitPages(out, third),
    folderTarget(out).turnBack(first.buildId),
  ]);
  const all = [FIRST, SECOND, third];
  const id = await currentBuild(out);
  const served = all.find((pages) => manifestOf(pages).buildId === id);
  expect(await plain(out)).toEqual(served);
});
