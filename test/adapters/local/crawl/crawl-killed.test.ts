// Goal: killed at any instant, a crawl goes on where it was: nothing that was answered is asked
// again but what was on its way, and the mirror is the same as of a crawl that nobody killed.
// Method: a real process, killed by SIGKILL after so many requests, again and again.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { crawlSource } from '../../../../adapters/local/crawl/crawl-source.ts';
import type { LessonSource } from '../../../../app/mirror/ports.ts';
import { aCrawl, aFolder, aSite, file, html, lesson, redirect, type Site } from './a-site.ts';

const PROGRAM = fileURLToPath(new URL('killed-crawl.ts', import.meta.url));
/** Requests at once, by default. */
const ON_THE_WAY = 4;

let folder: ReturnType<typeof aFolder>;
let site: Site;
/** Called at each request. */
let onRequest: () => void = () => undefined;
beforeEach(async () => {
  folder = aFolder();
  site = await aSite({});
  const links = Array.from({ length: 60 }, (_, n) => `<a href="/l${n}.html">x</a>`).join('');
  site.pages.set('/', lesson('Accueil', `${links}<a href="/r/1">r</a>`));
  site.pages.set('/r/1', redirect('/l1.html'));
  site.pages.set('*', (request, response) => {
    onRequest();
    const target = request.url ?? '';
    if (target.endsWith('.png')) file('image/png', `png ${target}`)(request, response);
    else html(response, lesson(target, `<img src="/p${target.replace(/\D/g, '')}.png">`));
  });
  site.pages.set('/robots.txt', file('text/plain', ''));
  site.pages.set('/sitemap.xml', file('text/xml', '<urlset></urlset>'));
});
afterEach(async () => {
  onRequest = () => undefined;
  await site.close();
  folder.remove();
});

/** Run a crawl, and kill it once it has made so many requests. @returns whether it ended by itself */
async function runUntil(requests: number): Promise<boolean> {
  const child = spawn(process.execPath, [PROGRAM, `${site.origin}/`, folder.path], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let left = requests;
  onRequest = () => {
    left -= 1;
    if (left === 0) child.kill('SIGKILL');
  };
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0)));
}

async function listed(source: LessonSource) {
  const { files, leftOut } = await source.list();
  const texts = await Promise.all(files.map((one) => source.read(one)));
  const plain = files.map(({ name, sizeBytes, from }, index) => ({
    name,
    sizeBytes,
    url: from?.url,
    text: Buffer.from(texts[index] ?? []).toString(),
  }));
  return { plain, leftOut, sets: await source.sets() };
}

it('goes on after SIGKILL, and ends with the same mirror', { timeout: 60_000 }, async () => {
  let kills = 0;
  while (!(await runUntil(35))) kills += 1;
  onRequest = () => undefined;
  expect(kills).toBeGreaterThanOrEqual(2);
  const counts = new Map<string, number>();
  for (const target of site.asked) counts.set(target, (counts.get(target) ?? 0) + 1);
  const again = [...counts.values()].reduce((sum, count) => sum + count - 1, 0);
  expect(again).toBeLessThanOrEqual(kills * ON_THE_WAY);
  const killed = await listed(await crawlSource(aCrawl(site, folder.path)));
  const other = aFolder();
  try {
    expect(killed).toEqual(await listed(await crawlSource(aCrawl(site, other.path))));
    expect(killed.plain).toHaveLength(121);
  } finally {
    other.remove();
  }
});
