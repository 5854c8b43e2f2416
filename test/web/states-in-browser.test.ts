import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nowView } from '../../app/views/now-view.ts';
import { CONSOLE_PAGES } from '../../web/console/pages/console-pages.ts';
import {
  findChromium,
  openBrowser,
  openPage,
  overflow,
  seriousFindings,
  smallTargets,
} from './fixtures/browser.ts';
import { nowExtras } from './fixtures/faces.ts';
import { morningSources } from './fixtures/ground.ts';
import { type OpenFaces, openFaces } from './fixtures/open-faces.ts';
import { CONSOLE_STATES } from './fixtures/states.ts';

// Goal: every page of the console can be read in every state that a crisis cell may find it in, at 320
// pixels too, which is 400 % on a desk (WCAG 1.4.10), and what platforms are called does no harm.
// Method: a real Chromium, axe-core, and an ear for what the page's policy refuses.

const chromium = findChromium();
const PAGES = [...CONSOLE_PAGES.map(({ path }) => path), '/platforms/ent-occitanie/?plan=shelter'];

const LISTEN = `window.refusals = [];
document.addEventListener('securitypolicyviolation', (event) =>
  window.refusals.push(event.effectiveDirective + ' ' + event.blockedURI))`;

describe.skipIf(chromium === null)('the console', { timeout: 180_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
  }, 60_000);
  afterAll(() => browser?.close());

  const open = async (name: string, language: 'fr' | 'en'): Promise<OpenFaces> => {
    const { state, policy } = CONSOLE_STATES[name] ?? {};
    if (state === undefined || policy === undefined) throw new Error(`no state ${name}`);
    const extras = nowExtras(language);
    const sources = morningSources(language, { state, policy, extras });
    const faces = await openFaces({ sources, language });
    faces.show(nowView(state, policy, extras));
    return faces;
  };

  test.each(
    Object.keys(CONSOLE_STATES).map((name, index) => ({
      name,
      language: index % 2 === 0 ? ('fr' as const) : ('en' as const),
      scheme: index % 4 < 2 ? ('light' as const) : ('dark' as const),
    })),
  )(
    'of $name is in order on each page at 320 pixels, in $language, $scheme',
    async ({ name, language, scheme }) => {
      await using faces = await open(name, language);
      const { page, complaints } = await openPage(browser, faces.url, 320, scheme);
      await page.addInitScript(LISTEN);
      const found: Record<string, unknown> = {};
      for (const path of PAGES) {
        await page.goto(faces.url + path);
        await page.evaluate(
          "document.querySelectorAll('details').forEach((one) => { one.open = true })",
        );
        found[path] = {
          overflow: await overflow(page),
          targets: await smallTargets(page),
          axe: await seriousFindings(page),
          refused: await page.evaluate('window.refusals'),
          taken: await page.evaluate('window.taken ?? null'),
        };
      }
      const inOrder = { overflow: 0, targets: [], axe: [], refused: [], taken: null };
      expect(found).toEqual(Object.fromEntries(PAGES.map((path) => [path, inOrder])));
      expect(complaints.filter((one) => !one.includes('404'))).toEqual([]);
      expect(faces.bugs).toEqual([]);
      await page.close();
    },
  );

  test('moves nothing for whoever asked for less motion', async () => {
    await using faces = await open('corrected', 'fr');
    const { page } = await openPage(browser, faces.url, 1_280);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(faces.url);
    const moving = `[...document.querySelectorAll('*')]
      .filter((one) => getComputedStyle(one).transitionDuration !== '0s').length`;
    expect(await page.evaluate(moving)).toBe(0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await page.evaluate(moving)).toBeGreaterThan(0);
    await page.close();
  });
});
