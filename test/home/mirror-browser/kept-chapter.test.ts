// Goal: what a pupil kept shows its pictures, and goes when the platform is back or its week is over, not before.
// Method: a built mirror with heavy pictures on loopback, in a real Chromium, its answers changed under the worker.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuildReport } from '../../../app/mirror/build-report.ts';
import { build, DOT, writeTree } from '../../adapters/local/mirror/fixture.ts';
import { photograph } from '../../adapters/local/mirror/pictures/hostile-pictures.ts';
import { findChromium, openBrowser } from '../../web/fixtures/browser.ts';
import { type PlainMirror, plainMirror } from './plain-server.ts';

const chromium = findChromium();
if (chromium === null) {
  process.stderr.write(
    'No Chromium (set CHROMIUM=/path/to/it): kept chapters are not looked at.\n',
  );
}

const KEPT = '/_preau/hors-ligne';
const IN_TROUBLE = [401, 403, 408, 425, 429, 500, 503];
const SOMEBODY_ELSE = [200, 302, 404, 410];

describe.skipIf(chromium === null)('a kept chapter', { timeout: 60_000 }, () => {
  let root = '';
  let browser: Browser;
  let report: BuildReport;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
    root = await mkdtemp(join(tmpdir(), 'preau-kept-'));
    const heavy = (seed: number) => photograph(1_600, 1_200, seed).jpeg({ quality: 90 }).toBuffer();
    await writeTree(join(root, 'source'), {
      'Analyse/cours.html':
        '<h1>Cours</h1><img src="une.jpg" alt="une"><img src="deux.jpg" alt="deux"><img src="point.png" alt="point">',
      'Analyse/une.jpg': await heavy(1),
      'Analyse/deux.jpg': await heavy(2),
      'Analyse/point.png': DOT,
      'Biologie/cellule.md': '# La cellule\n\nUne membrane.',
    });
    report = await build(root);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await rm(root, { recursive: true, force: true });
  });

  const serve = (): Promise<PlainMirror> => plainMirror(report.folder, report.manifest);

  /** A list of lessons whose chapters are kept, under the worker's eyes. */
  async function keep(
    { origin }: PlainMirror,
    chapters: readonly string[],
    width = 1_280,
  ): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
    const context = await browser.newContext({ viewport: { width, height: 740 } });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    await page.goto(`${origin}/_preau/lecons.html`);
    for (const id of chapters) {
      const chapter = page.locator(`[data-chapitre=${id}]`);
      await chapter.getByText('Garder ce chapitre hors connexion').click();
      await chapter.getByText('Gardé sur cet appareil.').waitFor();
    }
    await page.waitForFunction('navigator.serviceWorker.controller !== null');
    return { context, page };
  }

  const keptNames = (page: Page): Promise<readonly string[]> =>
    page.evaluate(
      'caches.keys().then((all) => all.filter((name) => name.includes("chapter")).sort())',
    );

  test.each([360, 1_280])('shows each of its pictures without a line, %i wide', async (width) => {
    await using mirror = await serve();
    const { context, page } = await keep(mirror, ['analyse'], width);
    mirror.state = 'gone';
    // Another width than it was kept at takes other makings of the pictures.
    for (const wide of [width, 1_640 - width]) {
      await page.setViewportSize({ width: wide, height: 740 });
      await page.goto(`${mirror.origin}${KEPT}/Analyse/cours.html`);
      expect(await shownPictures(page)).toEqual([true, true, true]);
    }
    await context.close();
  });

  test('asks the mirror for what a kept page lacks, at its own address alone', async () => {
    await using mirror = await serve();
    const { context, page } = await keep(mirror, ['analyse']);
    await page.evaluate(`caches.keys().then(async (names) => {
      const cache = await caches.open(names.find((name) => name.includes('chapter')));
      for (const request of await cache.keys())
        if (/\\.(jpe?g|png|webp|avif)$/.test(request.url)) await cache.delete(request);
    })`);
    mirror.asked.length = 0;
    await page.goto(`${mirror.origin}${KEPT}/Analyse/cours.html`);
    expect(await shownPictures(page)).toEqual([true, true, true]);
    expect(mirror.asked.filter((path) => path.startsWith(KEPT))).toEqual([]);
    await page.goto(`${mirror.origin}${KEPT}//stranger.example/page.html`).catch(() => null);
    expect(new URL(page.url()).host).toBe(new URL(mirror.origin).host);
    await context.close();
  });

  test.each(IN_TROUBLE)('stays when everything answers %i', async (status) => {
    await using mirror = await serve();
    const { context, page } = await keep(mirror, ['biologie']);
    const before = await keptNames(page);
    mirror.state = status;
    await page.goto(`${mirror.origin}/_preau/lecons.html`);
    await page.getByText('Gardé sur cet appareil.').waitFor();
    await page.goto(`${mirror.origin}${KEPT}/Biologie/cellule.html`);
    await page.getByText('Une membrane').waitFor();
    expect(before).toHaveLength(1);
    expect(await keptNames(page)).toEqual(before);
    await context.close();
  });

  test.each(SOMEBODY_ELSE)('goes when somebody else answers %i', async (status) => {
    await using mirror = await serve();
    const { context, page } = await keep(mirror, ['biologie']);
    mirror.state = status;
    await page.goto(`${mirror.origin}${KEPT}/Biologie/cellule.html`).catch(() => null);
    mirror.state = 'mirror';
    await page.goto(`${mirror.origin}/_preau/status.json`);
    expect(await page.evaluate('caches.keys()')).toEqual([]);
    await context.close();
  });

  test('goes a week after it was kept itself, and leaves the newer ones', async () => {
    await using mirror = await serve();
    const { context, page } = await keep(mirror, ['analyse', 'biologie']);
    const age = (chapter: string): Promise<unknown> =>
      page.evaluate(`caches.keys().then(async (names) => {
        const name = names.find((one) => one.includes('${chapter}'));
        const old = Date.now() - 8 * 24 * 3600 * 1000;
        await (await caches.open(name)).put('/preau-whole', new Response(String(old)));
      })`);
    await age('analyse');
    await page.goto(`${mirror.origin}${KEPT}/Biologie/cellule.html`);
    await page.getByText('Une membrane').waitFor();
    expect((await keptNames(page)).map((name) => name.replace(/^.*-/, ''))).toEqual(['biologie']);
    await age('biologie');
    await page.goto(`${mirror.origin}/_preau/lecons.html`);
    await page.locator('[data-chapitre=biologie]').getByText('Garder ce chapitre').waitFor();
    expect(await page.evaluate('caches.keys()')).toEqual([]);
    await context.close();
  });
});

/** Of each picture of the page, asked for at once, whether it has something to show. */
async function shownPictures(page: Page): Promise<readonly boolean[]> {
  return page.evaluate(`(async () => {
    const pictures = [...document.images];
    for (const picture of pictures) picture.loading = 'eager';
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
    return pictures.map(({ naturalWidth }) => naturalWidth > 0);
  })()`);
}
