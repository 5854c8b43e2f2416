import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MirrorSheet } from '../../app/mirror/mirror-sheet.ts';
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
import { type OpenFaces, openFaces } from './fixtures/open-faces.ts';

// Goal: who is to run a command has it by one press, whether or not the browser lets a page copy, and
// reads mirrors and rules on a phone as at a desk. Method: a real Chromium, with and without that leave.

const chromium = findChromium();
const view = morningView();
const [line] = view.platforms.filter(({ control }) => !control);
const MIRROR = `/mirrors/${line?.id ?? ''}/`;

const sheet: MirrorSheet = {
  lessons: '/srv/lecons',
  folder: '/var/lib/preau/mirrors/cned',
  targets: ['s3://lecons'],
  releases: [],
  changes: null,
  decisions: [
    { item: 'fiches/', decision: 'publish', by: 'Mme Durand, principale', on: '2026-11-28' },
    { item: `${'tres-long-'.repeat(12)}.pdf`, decision: 'leave-out', by: 'M. X', on: '2026-11-29' },
  ],
  work: null,
};

describe.skipIf(chromium === null)('commands and rules', { timeout: 60_000 }, () => {
  let browser: Browser;
  let faces: OpenFaces;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
    faces = await openFaces({ sources: { ...morningSources(), mirrorSheet: async () => sheet } });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await faces?.[Symbol.asyncDispose]();
  });

  test.each([MIRROR, '/rules/'].flatMap((path) => [360, 1280].map((width) => ({ path, width }))))(
    '$path is in order at $width pixels',
    async ({ path, width }) => {
      const { page, complaints } = await openPage(browser, faces.url, width);
      await page.goto(faces.url + path);
      expect(await overflow(page)).toBe(0);
      expect(await smallTargets(page)).toEqual([]);
      expect(await seriousFindings(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test('a command is copied where the browser lets a page do so', async () => {
    const { page } = await openPage(browser, faces.url, 360);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(faces.url + MIRROR);
    await page.getByRole('button', { name: /^Copier : Vérifier/ }).click();
    await page.getByText('copié', { exact: true }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      'preau mirror verify /var/lib/preau/mirrors/cned',
    );
    await page.close();
  });

  test('a command is selected where it does not, for the keyboard to copy', async () => {
    const { page } = await openPage(browser, faces.url, 360);
    await page.addInitScript(
      `Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => { throw new DOMException('no', 'NotAllowedError') } } })`,
    );
    await page.goto(faces.url + MIRROR);
    await page.getByRole('button', { name: /^Copier : Vérifier/ }).click();
    await page.getByText('sélectionné : copiez par le clavier').waitFor();
    expect(await page.evaluate('String(getSelection())')).toBe(
      'preau mirror verify /var/lib/preau/mirrors/cned',
    );
    await page.close();
  });
});
