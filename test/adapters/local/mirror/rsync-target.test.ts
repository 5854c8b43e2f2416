// Goal: a mirror goes to another machine by rsync whole or not at all, links what is the same there, and turns
// back. Method: rsync itself over a shell of the test's own that runs the other side here; none, no test.
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRelease } from '../../../../adapters/local/mirror/open-release.ts';
import { rsyncTarget } from '../../../../adapters/local/mirror/rsync-target.ts';
import { verifyMirror } from '../../../../adapters/local/mirror/verify.ts';
import type { OutgoingRelease } from '../../../../app/mirror/publish-target.ts';
import { epochMs } from '../../../../core/units.ts';
import { build, MORNING, temporaryFolder, writeTree } from './fixture.ts';

const folder = temporaryFolder();
const hasRsync = (() => {
  try {
    execFileSync('rsync', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
if (!hasRsync) console.warn('rsync is not installed: publication by rsync is not tested here');

/** As ssh does, hands the words of the command to a shell; dies when it is told to. */
const SHELL = `#!/bin/sh
shift
n=$(cat "$COUNT" 2>/dev/null || echo 0); n=$((n + 1)); echo $n > "$COUNT"
[ "$n" -gt "\${DIE_AFTER:-999}" ] && exit 255
exec sh -c "$*"
`;

async function stage(stepMs = 60_000) {
  const root = await folder();
  await writeTree(join(root, 'source'), { 'a.md': '# A', 'été/b.md': '# B', 'n.txt': 'notes' });
  const shell = join(root, 'shell');
  await writeFile(shell, SHELL);
  await chmod(shell, 0o755);
  const there = join(root, 'there');
  let minutes = 0;
  const target = (dieAfter = 999) =>
    rsyncTarget(`hote:${there}`, {
      RSYNC_RSH: shell,
      COUNT: join(root, 'count'),
      DIE_AFTER: String(dieAfter),
    });
  return {
    root,
    there,
    target,
    revive: () => rm(join(root, 'count'), { force: true }),
    write: (name: string, text: string) => writeFile(join(root, 'source', name), text),
    release: async (): Promise<OutgoingRelease> => {
      minutes += 1;
      await build(root, { builtAt: epochMs(MORNING + minutes * stepMs) });
      return openRelease({ folder: join(root, 'out') });
    },
  };
}

describe.skipIf(!hasRsync)('publishing by rsync', { timeout: 60_000 }, () => {
  it('lays out what a mirror’s folder has, intact, and counts what travels', async () => {
    const { there, target, release } = await stage();
    const outgoing = await release();
    const told: number[] = [];
    const plan = await target().plan(outgoing);
    const travel = await target().publish(outgoing, (done) => told.push(done.files));
    expect(travel).toEqual(plan);
    expect(travel.files).toBe(outgoing.manifest.files.length + outgoing.compressed.length);
    expect(told.at(-1)).toBe(travel.files);
    expect(await readlink(join(there, '.preau/current'))).toBe(
      `releases/${outgoing.manifest.buildId}`,
    );
    expect((await verifyMirror(there)).faults).toEqual([]);
    expect(await target().publish(outgoing)).toMatchObject({ files: 0, bytes: 0 });
  });

  it('links what the release before has, and turns back to it', async () => {
    const { there, target, release, write } = await stage();
    const first = await release();
    const all = await target().publish(first);
    await write('a.md', '# A, autrement');
    const second = await release();
    const travel = await target().publish(second);
    expect(travel.files).toBeLessThan(all.files);
    const inode = async ({ manifest }: OutgoingRelease, path: string) =>
      (await stat(join(there, '.preau/releases', manifest.buildId, path))).ino;
    expect(await inode(second, 'n.txt')).toBe(await inode(first, 'n.txt'));
    expect(await inode(second, 'a.html')).not.toBe(await inode(first, 'a.html'));
    const kept = await target().kept();
    expect(kept.map(({ isServed }) => isServed)).toEqual([true, false]);
    await target().turnBack(first.manifest.buildId);
    expect(await readFile(join(there, '.preau/current/a.html'), 'utf8')).not.toContain('autrement');
    const unknown = target().turnBack('0'.repeat(16));
    await expect(unknown).rejects.toMatchObject({ code: 'not-found' });
    await rm(join(there, '.preau/releases', second.manifest.buildId, 'n.txt'));
    const torn = target().turnBack(second.manifest.buildId);
    await expect(torn).rejects.toMatchObject({ code: 'mirror-unverified' });
  });

  it('keeps the last three releases to come, in their order, though their hours run backwards', async () => {
    const { target, release, write } = await stage(-60_000);
    const came: string[] = [];
    for (const title of ['un', 'deux', 'trois', 'quatre']) {
      await write('a.md', `# ${title}`);
      const next = await release();
      await target().publish(next);
      came.unshift(next.manifest.buildId);
    }
    expect((await target().kept()).map(({ buildId }) => buildId)).toEqual(came.slice(0, 3));
  }, 30_000);

  it('serves the release before, whole, wherever the line breaks, and goes on after', async () => {
    const { there, target, release, write, revive } = await stage();
    const first = await release();
    await target().publish(first);
    await write('a.md', '# A, autrement');
    const second = await release();
    let died = 0;
    for (let calls = 0; ; calls += 1) {
      await revive();
      const over = await target(calls)
        .publish(second)
        .then(
          () => true,
          (error: unknown) => {
            expect(error).toMatchObject({ code: 'store-unavailable', retryable: true });
            return false;
          },
        );
      const { manifest, faults } = await verifyMirror(there);
      expect(faults).toEqual([]);
      expect([first, second].map((one) => one.manifest.buildId)).toContain(manifest.buildId);
      if (over) break;
      died += 1;
    }
    expect(died).toBeGreaterThan(4);
    expect((await verifyMirror(there)).manifest.buildId).toBe(second.manifest.buildId);
  }, 60_000);

  it('never goes where somebody else has things', async () => {
    const { there, target, release } = await stage();
    await mkdir(there);
    await writeFile(join(there, 'these.odt'), 'x');
    const refused = target().publish(await release());
    await expect(refused).rejects.toMatchObject({ code: 'argument-invalid' });
  });
});

it('says what to install where there is no rsync', async () => {
  const nowhere = rsyncTarget('hote:/srv', { PATH: '/nonexistent' });
  await expect(nowhere.kept()).rejects.toMatchObject({ code: 'store-unavailable' });
  await expect(nowhere.kept()).rejects.toThrow(/apt-get install rsync/);
});
