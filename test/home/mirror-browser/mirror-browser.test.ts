// Goal: pupils find, keep and print lessons on any screen, and nothing of it outlives the outage.
// Method: a built mirror on loopback with its real headers, in a real Chromium, every request watched.
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuildReport } from '../../../app/mirror/build-report.ts';
import { encodePath } from '../../../core/mirror/site-link.ts';
import { build, writeTree } from '../../adapters/local/mirror/fixture.ts';
import {
  findChromium,
  openBrowser,
  openPage,
  overflow,
  seriousFindings,
  smallTargets,
} from '../../web/fixtures/browser.ts';
import { type PlainMirror, plainMirror } from './plain-server.ts';

const chromium = findChromium();
if (chromium === null) {
  process.stderr.write('No Chromium (set CHROMIUM=/path/to/it): mirrors are not looked at.\n');
}

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const LESSONS = {
  'Analyse/dérivée.md': `# La dérivée\n\n![courbe](courbe.png)\n\nLa pente de la tangente. Voir [l’INSEE](https://www.insee.fr/fr).\n\n## Règles\n\n${'On dérive un produit terme à terme. '.repeat(30)}`,
  'Analyse/courbe.png': PIXEL,
  'Analyse/integrale.md':
    '# L’intégrale\n\nC’est l’inverse de la dérivée. [La dérivée](dérivée.md)',
  'Biologie/cellule.md': '# La cellule\n\nUne membrane, un noyau & <du cytoplasme>.',
  'preau-lessons.yaml': 'aliases: { "/mod/page/view.php?id=12": "Analyse/dérivée.md" }',
  'Biologie/fiche.pdf': Buffer.from(`%PDF-1.4\n${'x'.repeat(2_000)}`),
};

describe.skipIf(chromium === null)('a mirror in a browser', { timeout: 60_000 }, () => {
  let root = '';
  let browser: Browser;
  let report: BuildReport;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
    root = await mkdtemp(join(tmpdir(), 'preau-mirror-browser-'));
    await writeTree(join(root, 'source'), LESSONS);
    report = await build(root);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await rm(root, { recursive: true, force: true });
  });
  const serve = (): Promise<PlainMirror> => plainMirror(report.folder, report.manifest);
  const results = (page: Page): Promise<string[]> =>
    page.locator('.preau-resultats > li > a').allTextContents();

  const PAGES = [
    '/_preau/lecons.html',
    '/Analyse/d%C3%A9riv%C3%A9e.html',
    '/rien',
    '/_preau/connexion.html',
  ];
  const VIEWS = [
    { width: 360, scheme: 'light' },
    { width: 1280, scheme: 'dark' },
  ] as const;
  test.each(PAGES.flatMap((path) => VIEWS.map((view) => ({ path, ...view }))))(
    '$path is in order at $width pixels, $scheme',
    async ({ path, width, scheme }) => {
      await using mirror = await serve();
      const { page, complaints } = await openPage(browser, mirror.origin, width, scheme);
      await page.goto(mirror.origin + path);
      expect(await overflow(page)).toBe(0);
      expect(await smallTargets(page)).toEqual([]);
      expect(await seriousFindings(page)).toEqual([]);
      const wrong = complaints.filter((one) => !(path === '/rien' && /404/.test(one)));
      expect(wrong).toEqual([]);
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.className')).toBe('preau-saut');
      await page.close();
    },
  );

  test.each(['/mod/page/view.php?id=12&sesskey=x', '/Analyse/d%C3%A9riv%C3%A9e/'])(
    'a page asked by its original address %s has its picture, its style and its links',
    async (address) => {
      await using mirror = await serve();
      const { page, complaints } = await openPage(browser, mirror.origin, 360);
      await page.goto(mirror.origin + address, { waitUntil: 'load' });
      expect(await page.evaluate('document.images[0].naturalWidth')).toBe(1);
      expect(await page.evaluate('document.styleSheets[0].cssRules.length')).toBeGreaterThan(0);
      await page.getByRole('link', { name: 'L’intégrale' }).click();
      await page.waitForURL(`${mirror.origin}/Analyse/integrale.html`);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test('a search finds by a word’s other form, says where, and survives the way back', async () => {
    await using mirror = await serve();
    const { page, complaints } = await openPage(browser, mirror.origin, 360);
    await page.goto(`${mirror.origin}/_preau/lecons.html`);
    const before = mirror.asked.length;
    await page.getByRole('searchbox').fill('derivees');
    await page.getByText('Leçons trouvées : 2').waitFor();
    expect(mirror.asked.length - before).toBeLessThanOrEqual(3);
    expect(await results(page)).toEqual(['La dérivée', 'L’intégrale']);
    expect(await page.locator('.preau-extrait mark').allTextContents()).toContain('dérivée');
    expect(await seriousFindings(page)).toEqual([]);
    await page.locator('.preau-resultats a').last().click();
    await page.getByText('inverse de la dérivée').waitFor();
    await page.goBack();
    await page.getByText('Leçons trouvées : 2').waitFor();
    await page.getByRole('searchbox').fill('zoologie marine');
    await page.getByText('Aucune leçon ne contient ces mots.').waitFor();
    await page.getByRole('searchbox').fill('noyau zoologie ');
    await page.getByText('Les plus proches (1)').waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a page that is not there leads to the search, filled in with its address', async () => {
    await using mirror = await serve();
    const { page } = await openPage(browser, mirror.origin, 360);
    await page.goto(`${mirror.origin}/cours/2021/La-d%C3%A9riv%C3%A9e_12.php.html?id=4`);
    expect(await page.getByRole('searchbox').inputValue()).toBe('La dérivée');
    await page.getByText('Chercher dans les leçons').last().click();
    await page.getByText('Leçons trouvées : 2').waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('La dérivée');
    await page.close();
  });

  test('a page that is not there names the course that it stood in', async () => {
    await using mirror = await serve();
    const { page } = await openPage(browser, mirror.origin, 360);
    await page.goto(`${mirror.origin}/Analyse/perdue.html`);
    await page.getByText('Ce cours est dans la copie :').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Analyse' }).click();
    await page.waitForURL(`${mirror.origin}/Analyse/d%C3%A9riv%C3%A9e.html`);
    await page.close();
  });

  test('without a script the list is whole, and a disk searches too', async () => {
    await using mirror = await serve();
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${mirror.origin}/_preau/lecons.html`);
    expect(await plain.locator('.preau-lecons a').allTextContents()).toEqual(
      expect.arrayContaining(['La dérivée', 'L’intégrale', 'La cellule', 'Fiche']),
    );
    expect(await plain.locator('input, button').count()).toBe(0);
    await context.close();
    const { page, complaints } = await openPage(browser, 'file://', 360);
    await page.goto(`file://${report.folder}/_preau/lecons.html`);
    await page.getByRole('searchbox').fill('tangente');
    await page.getByText('Leçons trouvées : 1').waitFor();
    expect(await page.locator('.preau-garder button').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a course taken away as one file opens and searches from a disk', async () => {
    const files = unzipSync(await readFile(join(root, 'out/_preau/cours.zip')));
    const disk = join(root, 'cle-usb');
    await writeTree(disk, files);
    const { page, complaints } = await openPage(browser, `file://${disk}`, 360);
    await page.goto(`file://${disk}/index.html`);
    await page.getByRole('searchbox').fill('membrane');
    await page.getByText('Leçons trouvées : 1').waitFor();
    await page.locator('.preau-resultats a').click();
    await page.getByText('Une membrane, un noyau').waitFor();
    await page.locator('.preau-bandeau a').click();
    await page.locator('.preau-lecons').getByText('La dérivée').click();
    await page.waitForFunction('document.images[0].naturalWidth > 0');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a first view is 100 kB in five requests at most', async () => {
    const lessons = new URL('../../../examples/april-6-2021/lessons', import.meta.url);
    await mkdir(join(root, 'example'));
    const made = await build(join(root, 'example'), { source: fileURLToPath(lessons) });
    await using mirror = await plainMirror(made.folder, made.manifest);
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    const heavy: string[] = [];
    for (const { path } of made.manifest.files.filter(({ type }) => type.startsWith('text/html'))) {
      mirror.asked.length = 0;
      await page.goto(mirror.origin + encodePath(path), { waitUntil: 'networkidle' });
      const asked = new Set(mirror.asked.map((one) => decodeURIComponent(one)));
      const bytes = await Promise.all(
        [...asked].map(async (one) => gzipSync(await readFile(join(made.folder, one))).length),
      );
      const weight = bytes.reduce((sum, one) => sum + one, 0);
      if (weight > 100_000 || asked.size > 5) heavy.push(`${path} ${weight} in ${asked.size}`);
    }
    expect(heavy).toEqual([]);
    await page.close();
  });

  test('a chapter that is kept opens without a line, and goes when the platform is back', async () => {
    await using mirror = await serve();
    const context = await browser.newContext();
    const page = await context.newPage();
    const list = `${mirror.origin}/_preau/lecons.html`;
    await page.goto(list);
    const chapter = page.locator('[data-chapitre=analyse]');
    await chapter.getByText('Garder ce chapitre hors connexion').click();
    await chapter.getByText('Gardé sur cet appareil.').waitFor();
    await page.waitForFunction('navigator.serviceWorker.controller !== null');
    const workers = context.serviceWorkers().map((one) => one.url());
    expect(workers).toEqual([`${mirror.origin}/_preau/sw.js`]);
    mirror.state = 'gone';
    await page.goto(list);
    await chapter.getByText('La dérivée').click();
    await page.getByText('La pente de la tangente').waitFor();
    expect(page.url()).toBe(`${mirror.origin}/_preau/hors-ligne/Analyse/d%C3%A9riv%C3%A9e.html`);
    await page.waitForFunction(
      'document.images[0].complete && document.images[0].naturalWidth > 0',
    );
    expect(await page.evaluate('getComputedStyle(document.body).margin')).toBe('0px');
    await page.locator('.preau-bandeau a').click();
    await page.getByText('Gardé sur cet appareil.').waitFor();
    await page.goto(`${mirror.origin}/_preau/hors-ligne/Biologie/cellule.html`);
    await page.getByText("n'est pas gardée sur cet appareil").first().waitFor();
    mirror.state = 'platform';
    await page.goto(`${mirror.origin}/_preau/hors-ligne/Analyse/integrale.html`);
    await page.getByText('La plateforme est de retour').waitFor();
    expect(await page.evaluate('caches.keys()')).toEqual([]);
    expect(
      await page.evaluate('navigator.serviceWorker.getRegistrations().then((all) => all.length)'),
    ).toBe(0);
    await context.close();
  });

  test('a chapter is kept whole or not at all, and can be taken away', async () => {
    await using mirror = await serve();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${mirror.origin}/_preau/lecons.html`);
    const chapter = page.locator('[data-chapitre=biologie]');
    await context.route('**/fiche.pdf', (route) => route.abort());
    await chapter.getByRole('button').click();
    await chapter.getByText("rien n'a été gardé").waitFor();
    expect(
      await page.evaluate(
        'caches.keys().then((all) => all.filter((one) => one.includes("chapter")))',
      ),
    ).toEqual([]);
    await context.unroute('**/fiche.pdf');
    await chapter.getByRole('button').click();
    await chapter.getByText('Gardé sur cet appareil.').waitFor();
    await chapter.getByText('Retirer').click();
    await chapter.getByText('Garder ce chapitre').waitFor();
    expect(await page.evaluate('caches.keys()')).toEqual([]);
    await context.close();
  });

  test('a device without room keeps nothing, and is told so', async () => {
    await using mirror = await serve();
    const context = await browser.newContext();
    await context.addInitScript(
      'navigator.storage.estimate = async () => ({ quota: 1_000, usage: 900 })',
    );
    const page = await context.newPage();
    await page.goto(`${mirror.origin}/_preau/lecons.html`);
    const chapter = page.locator('[data-chapitre=analyse]');
    await chapter.getByRole('button').click();
    await chapter.getByText('Pas assez de place').waitFor();
    expect(await page.evaluate('caches.keys()')).toEqual([]);
    await context.close();
  });

  test('a chapter of a week ago goes by itself, and a server in trouble takes nothing away', async () => {
    await using mirror = await serve();
    const context = await browser.newContext();
    const page = await context.newPage();
    const list = `${mirror.origin}/_preau/lecons.html`;
    await page.goto(list);
    const chapter = page.locator('[data-chapitre=biologie]');
    await chapter.getByRole('button').click();
    await chapter.getByText('Gardé sur cet appareil.').waitFor();
    await page.waitForFunction('navigator.serviceWorker.controller !== null');
    mirror.state = 'trouble';
    await page.goto(`${mirror.origin}/_preau/hors-ligne/Biologie/cellule.html`);
    await page.getByText('Une membrane').waitFor();
    mirror.state = 'mirror';
    await page.goto(list);
    await page.evaluate(`caches.keys().then(async (names) => {
      const name = names.find((one) => one.includes('chapter'));
      const old = Date.now() - 8 * 24 * 3600 * 1000;
      await (await caches.open(name)).put('/preau-whole', new Response(String(old)));
    })`);
    await page.goto(list);
    await chapter.getByText('Garder ce chapitre').waitFor();
    expect(await page.evaluate('caches.keys()')).toEqual([]);
    await context.close();
  });

  test('on paper a lesson has its words and its links’ addresses, and no menu', async () => {
    await using mirror = await serve();
    const { page } = await openPage(browser, mirror.origin, 1280, 'dark');
    await page.goto(`${mirror.origin}/Analyse/d%C3%A9riv%C3%A9e.html`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.preau-saut').isVisible()).toBe(false);
    const seen = await page.evaluate<readonly string[]>(`[
      getComputedStyle(document.querySelector('.preau-page a[href^=http]'), '::after').content,
      getComputedStyle(document.body).color,
      getComputedStyle(document.querySelector('.preau-bandeau')).fontSize]`);
    expect(seen[0]).toContain('https://www.insee.fr/fr');
    expect(seen[1]).toBe('rgb(0, 0, 0)');
    expect(Number.parseFloat(seen[2] ?? '')).toBeLessThan(12);
    await page.close();
  });
});
