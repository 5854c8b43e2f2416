import { createServer } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { epochMs } from '../../core/units.ts';
import { listen } from '../../web/http/listen.ts';
import {
  findChromium,
  openBrowser,
  openPage,
  overflow,
  seriousFindings,
  smallTargets,
} from './fixtures/browser.ts';
import { morningView } from './fixtures/faces.ts';
import { memoryInbox, someMessages } from './fixtures/memory-inbox.ts';
import { MORNING_NOW } from './fixtures/morning.ts';
import { type OpenFaces, openFaces } from './fixtures/open-faces.ts';

// Goal: the three pages work and can be read by everybody, on a phone and on a desk.
// Method: a real Chromium at 360 and 1280 pixels, axe-core, and an eye on every request.

const chromium = findChromium();
if (chromium === null) {
  process.stderr.write('No Chromium (set CHROMIUM=/path/to/it): the pages are not looked at.\n');
}

describe.skipIf(chromium === null)('in a browser', { timeout: 30_000 }, () => {
  let browser: Browser;
  let read: OpenFaces;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
    read = await openFaces();
  }, 30_000);
  afterAll(async () => {
    await browser?.close();
    await read?.[Symbol.asyncDispose]();
  });

  const PAGES = [
    { name: 'the console', path: '/' },
    { name: 'the status page', path: '/etat/' },
    { name: 'the inbox', path: '/courrier/' },
    { name: 'a text message', path: '/courrier/message?id=m1' },
  ];
  const VIEWS = [
    { width: 360, scheme: 'light' },
    { width: 1280, scheme: 'dark' },
  ] as const;

  test.each(PAGES.flatMap((page) => VIEWS.map((view) => ({ ...page, ...view }))))(
    '$name is in order at $width pixels, $scheme',
    async ({ path, width, scheme }) => {
      const { page, complaints } = await openPage(browser, read.url, width, scheme);
      await page.goto(read.url + path);
      expect(await overflow(page)).toBe(0);
      expect(await smallTargets(page)).toEqual([]);
      expect(await seriousFindings(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test('a hostile mail runs nothing and fetches nothing', async () => {
    const fetched: string[] = [];
    const elsewhere = createServer((request, response) => {
      fetched.push(request.url ?? '');
      response.end();
    });
    const port = await listen(elsewhere, '127.0.0.1', 0);
    const out = `http://localhost:${port}`;
    const html = `<meta http-equiv="refresh" content="0;url=${out}/refresh"><p>Cours de secours</p>
<img src="${out}/img"><link rel="stylesheet" href="${out}/css"><iframe src="${out}/frame"></iframe>
<script>fetch('${out}/script');top.document.title='pris'</script><form action="${out}/form"></form>`;
    const mails = someMessages(2).map((message) => ({ ...message, html }));
    await using faces = await openFaces({ inbox: memoryInbox(mails) });
    const { page } = await openPage(browser, faces.url, 360);
    await page.goto(`${faces.url}/courrier/message?id=m2`, { waitUntil: 'networkidle' });
    await page.frameLocator('iframe').getByText('Cours de secours').waitFor();
    expect(fetched).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await page.title()).toMatch(/^Courrier/);
    await page.close();
    elsewhere.close();
  });

  test('a change arrives without reloading, and leaves the reader where they are', async () => {
    await using faces = await openFaces();
    const { page, complaints } = await openPage(browser, faces.url, 1280);
    await page.goto(faces.url);
    await page.evaluate('window.sameDocument = true');
    const details = page.locator('#platform-cned details');
    await details.locator('summary').click();
    await details.locator('summary').focus();
    const view = morningView();
    faces.show({ ...view, summary: 'tout est changé', platforms: view.platforms.toReversed() });
    await page.getByText('tout est changé').waitFor();
    expect(await page.evaluate('window.sameDocument')).toBe(true);
    expect(await details.getAttribute('open')).toBe('');
    expect(await page.locator('#platforms .card').last().getAttribute('id')).toBe('platform-cned');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('the countdown runs at the home’s own pace', async () => {
    await using faces = await openFaces();
    const { page } = await openPage(browser, faces.url, 1280);
    await page.goto(faces.url);
    const countdown = page.locator('[data-until]');
    const secondsLeft = async () => Number(/\d+/.exec((await countdown.textContent()) ?? '')?.[0]);
    const first = await secondsLeft();
    expect(first).toBeLessThanOrEqual(42);
    await expect.poll(secondsLeft, { timeout: 5_000 }).toBeLessThan(first - 4);
    faces.show({ ...morningView(), at: epochMs(MORNING_NOW + 60_000), pace: 0 });
    await page.getByText('part maintenant').waitFor();
    await page.close();
  });

  test('holding a notice takes one press', async () => {
    await using faces = await openFaces();
    const { page } = await openPage(browser, faces.url, 360);
    await page.goto(faces.url);
    await page.getByRole('button', { name: 'Retenir : ENT Occitanie · cause' }).click();
    await page.getByText('Fait : Retenir').waitFor();
    expect(faces.commands).toEqual([
      expect.objectContaining({ kind: 'hold-notice', by: { role: 'console', name: 'console' } }),
    ]);
    await page.close();
  });

  test('sheltering asks why and who, and can be given up', async () => {
    await using faces = await openFaces();
    const { page, complaints } = await openPage(browser, faces.url, 360);
    await page.goto(faces.url);
    const button = page.getByRole('button', { name: "Mettre à l'abri : CNED" });
    await button.click();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Renoncer' }).click();
    await button.click();
    await page.getByLabel('Pourquoi').fill('répétition <b>');
    await page.getByLabel('Votre nom').fill('A. Martin');
    await page.getByRole('button', { name: 'Confirmer', exact: true }).click();
    await page.getByText("Fait : Mettre à l'abri").waitFor();
    expect(faces.commands).toEqual([
      {
        kind: 'shelter',
        platform: 'cned',
        reason: 'répétition <b>',
        by: { role: 'console', name: 'A. Martin' },
      },
    ]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a refusal is said', async () => {
    await using faces = await openFaces({
      command: async () => ({ kind: 'refused', reason: 'cet avis est déjà parti' }),
    });
    const { page } = await openPage(browser, faces.url, 1280);
    await page.goto(faces.url);
    await page.getByRole('button', { name: 'Retenir' }).click();
    const said = page.getByText('Refusé : cet avis est déjà parti');
    await said.waitFor();
    expect(await said.getAttribute('role')).toBe('status');
    await page.close();
  });

  test('a lost connection is said', async () => {
    const faces = await openFaces();
    const { page } = await openPage(browser, faces.url, 360);
    await page.goto(faces.url);
    await page.locator('#lost').waitFor({ state: 'attached' });
    await faces[Symbol.asyncDispose]();
    const said = page.getByText('Liaison perdue');
    await said.waitFor();
    expect(await said.getAttribute('role')).toBe('status');
    await page.close();
  });

  test('the console and the status page read without script', async () => {
    await using faces = await openFaces();
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(faces.url);
    expect(await page.getByRole('heading', { name: 'Plateformes' }).isVisible()).toBe(true);
    await page.goto(`${faces.url}/etat/`);
    expect(await page.getByText('ENT Occitanie').first().isVisible()).toBe(true);
    await context.close();
  });
});
