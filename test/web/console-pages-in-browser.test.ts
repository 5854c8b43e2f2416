import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  findChromium,
  openBrowser,
  openPage,
  overflow,
  seriousFindings,
  smallTargets,
} from './fixtures/browser.ts';
import { morningView } from './fixtures/faces.ts';
import { morningSources } from './fixtures/ground.ts';
import { morning } from './fixtures/morning.ts';
import { morningPolicy } from './fixtures/morning-policy.ts';
import { type OpenFaces, openFaces } from './fixtures/open-faces.ts';

// Goal: a crisis cell finds its way, zooms and edits with the keyboard alone, on a phone and on a desk,
// and reads the same without script.
// Method: a real Chromium at 360 and 1280 pixels, axe-core, and the morning with all that pages read.

const chromium = findChromium();
const [incident] = Object.values(morning.incidents);
const [platform] = morningPolicy.platforms;
if (incident === undefined || platform === undefined) throw new Error('the morning has both');

const INCIDENT = `/incidents/${incident.id}/`;
const PLATFORM = `/platforms/${platform.id}/`;
const PAGES = [
  '/',
  '/incidents/',
  INCIDENT,
  `${INCIDENT}?table=1`,
  '/platforms/',
  PLATFORM,
  `${PLATFORM}?plan=veto`,
  '/incidents/none/',
];
const VIEWS = [
  { width: 360, scheme: 'light' },
  { width: 360, scheme: 'dark' },
  { width: 1280, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
] as const;

describe.skipIf(chromium === null)('the console’s pages', { timeout: 60_000 }, () => {
  let browser: Browser;
  let read: OpenFaces;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
    read = await openFaces({ sources: morningSources() });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await read?.[Symbol.asyncDispose]();
  });

  test.each(PAGES.flatMap((path) => VIEWS.map((view) => ({ path, ...view }))))(
    '$path is in order at $width pixels, $scheme',
    async ({ path, width, scheme }) => {
      const { page, complaints } = await openPage(browser, read.url, width, scheme);
      await page.goto(read.url + path);
      for (const details of await page.locator('details:not([open]) > summary').all())
        if (await details.isVisible()) await details.click();
      if (await page.locator('.canvas').first().isVisible())
        await page.locator('.canvas canvas').first().waitFor();
      expect(await overflow(page)).toBe(0);
      expect(await smallTargets(page)).toEqual([]);
      expect(await seriousFindings(page)).toEqual([]);
      expect(complaints.filter((one) => !one.includes('404'))).toEqual([]);
      await page.close();
    },
  );

  test('are reached one from the other with the keyboard alone', async () => {
    const { page } = await openPage(browser, read.url, 1280);
    await page.goto(read.url);
    await page.getByRole('link', { name: 'Pannes', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/incidents/');
    expect(await page.title()).toMatch(/^Préau, Pannes/);
    expect(await page.locator('nav [aria-current=page]').textContent()).toBe('Pannes');
    await page.locator(`a[href="${INCIDENT}"]`).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${INCIDENT}`);
    await page.close();
  });

  test('a chart is zoomed with the keyboard, by dragging, and back again', async () => {
    const { page, complaints } = await openPage(browser, read.url, 1280);
    await page.goto(read.url + PLATFORM);
    const note = page.locator('.chart-note');
    await page.locator('.canvas canvas').waitFor();
    const whole = await note.textContent();
    await page.getByRole('button', { name: 'Rapprocher' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => note.textContent()).not.toBe(whole);
    const closer = await note.textContent();
    await page.locator('.u-over').scrollIntoViewIfNeeded();
    const box = await page.locator('.u-over').boundingBox();
    if (box === null) throw new Error('the chart has no place');
    await page.mouse.move(box.x + box.width * 0.3, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 60, { steps: 5 });
    await page.mouse.up();
    await page.mouse.move(0, 0);
    await expect.poll(() => note.textContent()).not.toBe(closer);
    await page.getByRole('button', { name: 'Tout', exact: true }).click();
    await page.mouse.move(0, 0);
    await expect.poll(() => note.textContent()).toBe(whole);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a change leaves a zoomed chart as it is', async () => {
    await using faces = await openFaces({ sources: morningSources() });
    const { page } = await openPage(browser, faces.url, 1280);
    await page.goto(faces.url + PLATFORM);
    await page.locator('.canvas canvas').waitFor();
    const whole = await page.locator('.chart-note').textContent();
    await page.getByRole('button', { name: 'Rapprocher' }).click();
    await expect.poll(() => page.locator('.chart-note').textContent()).not.toBe(whole);
    const zoomed = await page.locator('.chart-note').textContent();
    const view = morningView();
    faces.show({
      ...view,
      platforms: view.platforms.map((one) => ({ ...one, lookWord: 'tout est changé' })),
    });
    await page.getByText('tout est changé').first().waitFor();
    expect(await page.locator('.chart-note').textContent()).toBe(zoomed);
    await page.close();
  });

  test('a person adds a sentence to a notice that waits with the keyboard alone', async () => {
    await using faces = await openFaces({ sources: morningSources() });
    const { page, complaints } = await openPage(browser, faces.url, 360);
    await page.goto(faces.url);
    const form = page.locator('details[id^="edit-"]').first();
    await form.locator('summary').focus();
    await page.keyboard.press('Enter');
    await form.getByLabel('Votre phrase').fill('La cantine {reste} <b>ouverte</b>');
    await page.keyboard.press('Enter');
    await page.getByLabel('Votre nom').fill('A. Martin');
    await page.getByRole('button', { name: 'Confirmer', exact: true }).press('Enter');
    await page.getByText('Fait : Ajouter ce mot').waitFor();
    expect(faces.commands).toEqual([
      expect.objectContaining({
        kind: 'edit-notice',
        addition: 'La cantine {reste} <b>ouverte</b>',
        by: { role: 'console', name: 'A. Martin' },
      }),
    ]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('are read without script, and the measurements as a table', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(read.url + INCIDENT);
    await page.getByRole('link', { name: /Les mêmes mesures en tableau/ }).click();
    expect(await page.locator('#measures caption').isVisible()).toBe(true);
    await context.close();
  });
});
