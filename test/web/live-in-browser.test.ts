import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFolderPages } from '../../adapters/local/pages.ts';
import { epochMs } from '../../core/units.ts';
import { statusFiles } from '../../web/status/status-files.ts';
import { readWords } from '../../web/words.ts';
import { afterwards } from './fixtures/afterwards.ts';
import { findChromium, openBrowser, openPage } from './fixtures/browser.ts';
import { morningStatus, morningView } from './fixtures/faces.ts';
import { MORNING_NOW } from './fixtures/morning.ts';
import { openFaces } from './fixtures/open-faces.ts';

// Goal: an open page tells of a correction by itself, and of a home that no longer answers: that, and how
// old the page is. Method: a real Chromium; homes that change, end, come back, or keep their events back.

const chromium = findChromium();

const corrected = () => morningView('fr', afterwards);
const struckOut = (page: Page) => page.locator('#ara del').count();

describe.skipIf(chromium === null)('an open page', { timeout: 90_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
  }, 60_000);
  afterAll(() => browser?.close());

  test('of the console says that its home is gone and how old it is, and goes on when it is back', async () => {
    const first = await openFaces();
    const { page } = await openPage(browser, first.url, 1_280);
    await page.goto(first.url);
    await page.getByText('42').first().waitFor();
    await first[Symbol.asyncDispose]();
    const lost = page.locator('#lost');
    await page.getByText('Liaison perdue avec Préau').waitFor();
    expect(await lost.textContent()).toContain('date de 08:31:18');
    await using back = await openFaces({ port: first.port });
    expect(back.port).toBe(first.port);
    back.show({ ...corrected(), summary: 'de retour' });
    await page.getByText('de retour').waitFor({ timeout: 60_000 });
    expect(await lost.textContent()).toBe('');
    await page.close();
  });

  test('of the console follows by asking where its events are kept back', async () => {
    await using faces = await openFaces();
    const { page } = await openPage(browser, faces.url, 1_280);
    // What a proxy does that waits for an answer's end: nothing ever comes, and nothing fails.
    await page.addInitScript(`window.EventSource = class extends EventTarget { readyState = 0 }`);
    await page.clock.install();
    await page.goto(faces.url);
    faces.show({ ...corrected(), summary: 'demandé, non reçu' });
    await page.clock.runFor(20_000);
    await page.getByText('demandé, non reçu').waitFor();
    expect(await page.locator('#lost').textContent()).toBe('');
    await faces[Symbol.asyncDispose]();
    await page.clock.runFor(20_000);
    await page.getByText('Liaison perdue avec Préau').waitFor();
    await page.close();
  });

  test('of the console shows a correction, and keeps the focus where it was', async () => {
    await using faces = await openFaces();
    const { page, complaints } = await openPage(browser, faces.url, 1_280);
    await page.goto(faces.url);
    const button = page.getByRole('button', { name: /^Retenir/ }).first();
    await button.focus();
    faces.show({ ...corrected(), summary: 'une cause est corrigée' });
    await page.getByText('une cause est corrigée').waitFor();
    expect(await page.evaluate('document.activeElement?.textContent')).toContain('Retenir');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('of the status page shows a correction when it renews itself', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'preau-live-'));
    const words = readWords('fr');
    const pages = createFolderPages(folder);
    await pages.publish(statusFiles(morningStatus(), words));
    await using faces = await openFaces({ statusFolder: folder });
    const { page, complaints } = await openPage(browser, faces.url, 360);
    await page.clock.install({ time: MORNING_NOW });
    await page.goto(`${faces.url}/etat/`);
    expect(await struckOut(page)).toBe(0);
    await pages.publish(statusFiles(morningStatus('fr', afterwards), words));
    await page.clock.runFor(80_000);
    await expect.poll(() => struckOut(page), { timeout: 30_000 }).toBe(2);
    expect(complaints).toEqual([]);
    await page.close();
    await rm(folder, { recursive: true });
  });

  test('of the status page says how old it is when nothing new comes', async () => {
    const faces = await openFaces();
    const { page } = await openPage(browser, faces.url, 360);
    await page.clock.install({ time: epochMs(MORNING_NOW + 1_000) });
    await page.goto(`${faces.url}/etat/`);
    expect(await page.locator('#old').isVisible()).toBe(false);
    await faces[Symbol.asyncDispose]();
    await page.clock.runFor(12 * 60_000);
    const old = page.locator('#old');
    await old.waitFor();
    expect(await old.textContent()).toMatch(/1[12] min/);
    await page.close();
  });
});
