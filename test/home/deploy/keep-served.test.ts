// Goal: a build that reached no target does not close the gate to the mirror that is served.
// Method: two builds of a folder, and a publication that reached all, some or none.
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { beforeEach, expect, it } from 'vitest';
import { currentBuild } from '../../../adapters/local/mirror/pointer.ts';
import { verifyMirror } from '../../../adapters/local/mirror/verify.ts';
import { epochMs } from '../../../core/units.ts';
import { createIo } from '../../../cli/frame-io.ts';
import { mirrorPublish } from '../../../cli/mirror-publish.ts';
import { keepServed } from '../../../home/deploy/keep-served.ts';
import { build, MORNING, temporaryFolder, writeTree } from '../../adapters/local/mirror/fixture.ts';

const folder = temporaryFolder();
let out = '';
let before = '';
let after = '';

beforeEach(async () => {
  const root = await folder();
  out = join(root, 'out');
  await writeTree(join(root, 'source'), { 'a.md': '# A', 'b.md': '# B' });
  before = (await build(root)).manifest.buildId;
  await writeFile(join(root, 'source/a.md'), '# Autre');
  after = (await build(root)).manifest.buildId;
});

/** As the command says it. */
async function sentTo(...to: readonly string[]) {
  let said = '';
  const io = createIo({
    argv: [],
    env: {},
    stdout: { write: (text: string) => void (said += text) },
    stderr: { write: () => undefined },
  });
  const code = await mirrorPublish({ folder: out, to, json: true }, io);
  return { code, said };
}

it('one that reached a target stays, whatever became of the others', async () => {
  const [good, bad] = [join(out, '../target'), join(out, '../source')];
  await keepServed(out, before, await sentTo(good));
  expect(await currentBuild(out)).toBe(after);
  await keepServed(out, before, await sentTo(bad, good));
  expect(await currentBuild(out)).toBe(after);
});

it('one that reached none gives way to the one before, which is whole', async () => {
  await keepServed(out, before, await sentTo(join(out, '../source')));
  expect(await currentBuild(out)).toBe(before);
  expect((await verifyMirror(out)).faults).toEqual([]);
});

it('the first of a mirror stays, with nothing to go back to', async () => {
  await keepServed(out, null, { code: 1, said: '' });
  expect(await currentBuild(out)).toBe(after);
});

it('the build that is served outlives any number of builds that reach nobody', async () => {
  const root = join(out, '..');
  await keepServed(out, before, { code: 1, said: '' });
  for (let day = 0; day < 5; day += 1) {
    await writeFile(join(root, 'source/a.md'), `# Jour ${day}`);
    await build(root, { builtAt: epochMs(MORNING + day * 86_400_000) });
    await keepServed(out, before, { code: 1, said: '' });
    expect(await currentBuild(out)).toBe(before);
  }
});
