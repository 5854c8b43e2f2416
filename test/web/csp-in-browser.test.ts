import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { after, minutes } from '../../core/units.ts';
import { CONSOLE_PAGES } from '../../web/console/pages/console-pages.ts';
import { findChromium, openBrowser, openPage } from './fixtures/browser.ts';
import { morningView } from './fixtures/faces.ts';
import { morningSources } from './fixtures/ground.ts';
import { type OpenFaces, openFaces } from './fixtures/open-faces.ts';

// Goal: no page runs a script that is not ours, nor makes markup of text but at one place, and none
// needs more than its own policy lets it. Method: every page in a real Chromium, listening for what its
// policy refuses; then what an intruder would try.

const chromium = findChromium();

/** Of a message that went out while the morning lasts. */
const KEY = `ent-x-${new Date(morningView().at).toISOString().replaceAll(/[-:]|\.\d+/g, '')}/outage/1/mail/abc`;

const PAGES = [
  ...CONSOLE_PAGES.map(({ path }) => path),
  '/etat/',
  '/etat/accessibility.html',
  '/courrier/',
  '/courrier/message?id=m1',
  `/vu/${KEY}?p=abc`,
  '/stop/x?p=abc',
];

/** Keeps what a policy refuses, from before the page's first script on. */
const LISTEN = `window.refusals = [];
document.addEventListener('securitypolicyviolation', (event) =>
  window.refusals.push(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample))`;

const refusals = (page: Page): Promise<readonly string[]> => page.evaluate('window.refusals');

describe.skipIf(chromium === null)('the policy of a page', { timeout: 90_000 }, () => {
  let browser: Browser;
  let faces: OpenFaces;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
    faces = await openFaces({
      sources: morningSources(),
      acknowledging: {
        knows: () => true,
        look: async () => ({ key: KEY, recipients: ['0750001A'], at: null }),
        acknowledge: async () => null,
        now: () => morningView().at,
        platforms: [],
        timeZone: 'Europe/Paris',
      },
    });
  }, 30_000);
  afterAll(async () => {
    await browser?.close();
    await faces?.[Symbol.asyncDispose]();
  });
  const open = async (path: string) => {
    const { page, complaints } = await openPage(browser, faces.url, 1_280);
    await page.addInitScript(LISTEN);
    const response = await page.goto(faces.url + path);
    const policy = (await response?.headerValue('content-security-policy')) ?? '';
    return { page, complaints, policy };
  };

  test.each(PAGES)(
    'of %s lets it do all that it does, and no script of its markup',
    async (path) => {
      const { page, complaints, policy } = await open(path);
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "'none'";
      expect(scripts).not.toContain('unsafe');
      expect(policy).toContain("default-src 'none'");
      const runs = !scripts.includes("'none'");
      expect(policy.includes("require-trusted-types-for 'script'")).toBe(runs);
      faces.show({ ...morningView(), at: after(morningView().at, minutes(1)) });
      expect(await refusals(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test('keeps the console whole after a change that it was told of', async () => {
    const { page } = await open('/');
    const view = morningView();
    faces.show({ ...view, summary: 'Tout va bien <img src=x onerror=alert(1)>' });
    await page.getByText('Tout va bien <img').waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await refusals(page)).toEqual([]);
    faces.show(view);
    await page.close();
  });

  test.each(['/', '/etat/'])('of %s refuses what an intruder would try', async (path) => {
    const { page } = await open(path);
    const thrown = await page.evaluate(`(() => {
      try { document.body.innerHTML = '<img src=x onerror="window.taken=1">'; return 'written'; }
      catch (error) { return error.name; }
    })()`);
    expect(thrown).toBe('TypeError');
    await page
      .evaluate(`(() => {
      const script = document.createElement('script');
      script.append('window.taken = 1');
      document.body.append(script);
    })()`)
      .catch(() => undefined);
    expect(await page.evaluate('window.taken')).toBe(undefined);
    expect((await refusals(page)).length).toBeGreaterThan(0);
    await page.close();
  });
});
