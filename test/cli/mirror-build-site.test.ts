// Goal: "preau mirror build" makes a mirror of a web site, asks it only for what changed the next time,
// and asks nothing of this machine unless it may.
// Method: a site on loopback that writes down what it is asked, built by the command into a new folder.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openLessons } from '../../adapters/local/lessons/open-lessons.ts';
import { mirrorWords } from '../../adapters/local/mirror/words.ts';
import { createIo } from '../../cli/frame-io.ts';
import { mirrorBuild } from '../../cli/mirror-build.ts';
import { aSite, lesson } from '../adapters/local/crawl/a-site.ts';
import { temporaryFolder } from '../adapters/local/mirror/fixture.ts';

const folder = temporaryFolder();

async function site() {
  const found = await aSite({
    '/': lesson('Accueil', '<a href="/cours/1.html?sesskey=a">Un</a>'),
    '/cours/1.html': lesson('Leçon un'),
  });
  onTestFinished(() => found.close());
  return found;
}

function built() {
  const texts = { out: '', err: '' };
  const io = createIo({
    argv: ['--lang', 'fr'],
    env: {},
    stdout: { write: (text: string) => void (texts.out += text) },
    stderr: { write: (text: string) => void (texts.err += text) },
  });
  return { texts, io };
}

const asked = (source: string, out: string) => ({
  source,
  out,
  platform: 'ent',
  allowLoopback: true,
  json: true,
  now: 0,
});

it('builds the pages of a site, and the same mirror again for a site that did not change', async () => {
  const { origin, asked: requests } = await site();
  const out = join(await folder(), 'out');
  const [first, second] = [built(), built()];
  expect(await mirrorBuild(asked(`${origin}/`, out), first.io)).toBe(0);
  expect(await readFile(join(out, 'cours/1.html'), 'utf8')).toContain('<h1>Leçon un</h1>');
  const before = requests.length;
  expect(await mirrorBuild(asked(`${origin}/`, out), second.io)).toBe(0);
  expect(requests.length).toBe(2 * before);
  const report: unknown = JSON.parse(second.texts.out);
  expect(report).toMatchObject({ changed: 0, buildId: JSON.parse(first.texts.out).buildId });
});

it('asks nothing of this machine unless it may', async () => {
  const { origin, asked: requests } = await site();
  const out = join(await folder(), 'out');
  const options = { ...asked(`${origin}/`, out), allowLoopback: false };
  await expect(mirrorBuild(options, built().io)).rejects.toMatchObject({
    code: 'mirror-source-unreadable',
  });
  expect(requests).toEqual([]);
});

it('leaves a folder of other people as it is, and asks the site nothing', async () => {
  const { origin, asked: requests } = await site();
  const out = await folder();
  await writeFile(join(out, 'notes.txt'), 'not a mirror');
  await expect(mirrorBuild(asked(`${origin}/`, out), built().io)).rejects.toMatchObject({
    code: 'argument-invalid',
  });
  expect(await readdir(out)).toEqual(['notes.txt']);
  expect(requests).toEqual([]);
});

it('refuses connections out of bounds', async () => {
  const out = join(await folder(), 'out');
  for (const connections of ['0', '65', 'many'])
    await expect(
      mirrorBuild({ ...asked('https://ent.example.fr/', out), connections }, built().io),
    ).rejects.toThrow('--connections: expected 1 to 64');
});

it('takes no address of a site where there is no place for what is fetched', async () => {
  await expect(openLessons('https://ent.example.fr/', mirrorWords('fr'))).rejects.toMatchObject({
    code: 'mirror-source-unreadable',
  });
});
