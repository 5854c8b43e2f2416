import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFolderPages } from '../../adapters/local/pages.ts';
import { statusFiles } from '../../web/status/status-files.ts';
import { readWords } from '../../web/words.ts';
import { afterwards, PAST } from './fixtures/afterwards.ts';
import {
  findChromium,
  openBrowser,
  openPage,
  overflow,
  seriousFindings,
  smallTargets,
} from './fixtures/browser.ts';
import { morningStatus, morningView, nowExtras } from './fixtures/faces.ts';
import { morningSources } from './fixtures/ground.ts';
import { morningPolicy } from './fixtures/morning-policy.ts';
import { openFaces } from './fixtures/open-faces.ts';

// Goal: what was taken back, recorded and counted can be read by everybody, and a person writes down a
// claim or a cause without a terminal. Method: a real Chromium, axe-core, everything folded out.

const chromium = findChromium();

const CNED = morningView('fr', afterwards).incidents.find(
  ({ platform }) => platform === 'cned',
)?.id;

const openAll = (page: Page) =>
  page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");

describe.skipIf(chromium === null)('the cause in a browser', { timeout: 30_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
  }, 30_000);
  afterAll(() => browser?.close());

  async function open(path: string, width: number, scheme: 'light' | 'dark' = 'light') {
    let policy = morningPolicy;
    const sources = {
      ...morningSources(),
      ground: () => ({ state: afterwards, policy, extras: nowExtras() }),
    };
    const faces = await openFaces({ sources });
    faces.show(morningView('fr', afterwards));
    /** What somebody else changed meanwhile: what platforms are called. */
    const rename = (name: string) => {
      policy = { ...policy, platforms: policy.platforms.map((one) => ({ ...one, name })) };
      faces.show(morningView('fr', afterwards, policy));
    };
    const opened = await openPage(browser, faces.url, width, scheme);
    await opened.page.goto(faces.url + path);
    return { faces, rename, ...opened };
  }

  test.each([
    { width: 360, scheme: 'light' },
    { width: 1280, scheme: 'dark' },
  ] as const)('an incident’s page is in order at $width pixels, all folded out', async (view) => {
    const { faces, page, complaints } = await open(`/incidents/${PAST}/`, view.width, view.scheme);
    await openAll(page);
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
    await faces[Symbol.asyncDispose]();
  });

  test.each([360, 1280])('the status page strikes out what did not stand, at %i', async (width) => {
    const { mkdtemp, rm } = await import('node:fs/promises');
    const folder = await mkdtemp(`${process.env['TMPDIR'] ?? '/tmp'}/preau-past-`);
    const words = readWords('fr');
    await createFolderPages(folder).publish(statusFiles(morningStatus('fr', afterwards), words));
    const faces = await openFaces({ statusFolder: folder });
    const { page, complaints } = await openPage(browser, faces.url, width);
    await page.goto(`${faces.url}/etat/`);
    expect(await page.locator('#ara del').allTextContents()).toHaveLength(2);
    expect(await page.locator('#ent-hdf del').allTextContents()).toHaveLength(1);
    expect(await overflow(page)).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
    await faces[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  test('a claim is written down in its own words, with who wrote it', async () => {
    const { faces, rename, page, complaints } = await open(`/incidents/${CNED}/`, 360);
    const claim = page.locator('details[id^="claim-cned"]');
    await claim.locator('summary').click();
    await claim.getByLabel('Qui parle').selectOption('hoster');
    await claim.locator('[name=asserts]').selectOption('hosting');
    await claim.getByLabel('Que dit-il').selectOption('yes');
    await claim.getByLabel('Ses mots').fill('Nos serveurs <b>fonctionnent</b>.');
    // What others do meanwhile must not empty what is being typed.
    rename('tout est changé');
    await page.getByText('tout est changé').first().waitFor();
    await claim.getByLabel('Où').fill('communiqué');
    await claim.getByRole('button', { name: 'Noter la déclaration' }).click();
    await page.getByLabel('Votre nom').fill('A. Martin');
    await page.getByRole('button', { name: 'Confirmer', exact: true }).click();
    await page.getByText('Fait : Noter la déclaration').waitFor();
    expect(faces.commands).toEqual([
      {
        kind: 'claim',
        platform: 'cned',
        role: 'hoster',
        asserts: 'hosting',
        denies: true,
        statement: 'Nos serveurs <b>fonctionnent</b>.',
        source: 'communiqué',
        by: { role: 'console', name: 'A. Martin' },
      },
    ]);
    expect(await claim.getByLabel('Ses mots').inputValue()).toBe('');
    expect(complaints).toEqual([]);
    await page.close();
    await faces[Symbol.asyncDispose]();
  });

  test('a cause is recorded once all is over, and can be given up', async () => {
    const { faces, page } = await open(`/incidents/${PAST}/`, 1280);
    const record = page.locator(`[id="record-${PAST}"]`);
    await record.locator('summary').click();
    const button = record.getByRole('button', { name: 'Inscrire la cause' });
    await button.click();
    expect(await page.locator('dialog').isVisible()).toBe(false);
    await record.locator('[name=cause]').selectOption('hosting');
    await record.getByLabel('Sûreté').selectOption('0.8');
    await record.getByLabel("D'où le sait-on").fill('rapport');
    await button.click();
    await page.getByRole('button', { name: 'Renoncer' }).click();
    expect(faces.commands).toEqual([]);
    await button.click();
    await page.getByRole('button', { name: 'Confirmer', exact: true }).click();
    await page.getByText('Fait : Inscrire la cause').waitFor();
    expect(faces.commands).toEqual([
      {
        kind: 'record-cause',
        incident: PAST,
        cause: 'hosting',
        confidence: 0.8,
        source: 'rapport',
        by: { role: 'console', name: 'console' },
      },
    ]);
    await page.close();
    await faces[Symbol.asyncDispose]();
  });
});
