import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StatusView } from '../../app/views/status-view.ts';
import type { PlatformState, State } from '../../core/incident/state.ts';
import { epochMs, platformId } from '../../core/units.ts';
import { listen } from '../../web/http/listen.ts';
import { languageFiles } from '../../web/status/status-files.ts';
import { readWords } from '../../web/words.ts';
import { afterwards } from './fixtures/afterwards.ts';
import {
  findChromium,
  openBrowser,
  openPage,
  overflow,
  seriousFindings,
  smallTargets,
} from './fixtures/browser.ts';
import { morningStatus } from './fixtures/faces.ts';
import { MORNING_NOW, morning } from './fixtures/morning.ts';
import { morningPolicy } from './fixtures/morning-policy.ts';

// Goal: a head reads the status page in each of its states, on a phone and on a desk, in the dark and
// in the light, with or without script. Method: a real Chromium and axe-core over a server of files.

const chromium = findChromium();

const LONG = `Plateforme ${'interminable '.repeat(22)}`;
const ARABIC = 'منصة الدروس \u202Eتقلب النص';

function named(names: readonly string[]): StatusView {
  const platforms = morningPolicy.platforms.map((platform, index) => ({
    ...platform,
    name: names[index % names.length] ?? '',
  }));
  return morningStatus('fr', morning, { ...morningPolicy, platforms });
}

const up = morning.platforms[platformId('ara')] as PlatformState;
const calmState: State = {
  ...morning,
  incidents: {},
  notices: {},
  platforms: Object.fromEntries(Object.keys(morning.platforms).map((id) => [id, up])),
};
const slowState: State = {
  ...calmState,
  platforms: Object.fromEntries(
    Object.entries(calmState.platforms).map(([id, platform]) => [
      id,
      { ...platform, degradedSince: epochMs(MORNING_NOW - 600_000) },
    ]),
  ),
};

const VIEWS: Readonly<Record<string, StatusView>> = {
  morning: morningStatus(),
  english: morningStatus('en'),
  calm: morningStatus('fr', calmState),
  slow: morningStatus('fr', slowState),
  stale: { ...morningStatus(), stale: true },
  drill: { ...morningStatus(), drill: true, rehearsal: true },
  corrected: morningStatus('fr', afterwards),
  academies: morningStatus('fr', morning, {
    ...morningPolicy,
    platforms: morningPolicy.platforms.map((platform, index) => ({
      ...platform,
      serves: {
        academies:
          [['Toulouse', 'Nice'], ['Wallis et Futuna', 'Lille'], ['Paris']][index % 3] ?? [],
      },
    })),
  }),
  names: named([LONG, 'a'.repeat(300), ARABIC, '<script>alert(1)</script>']),
};
const PLACE = { toRoot: '', languages: ['fr', 'en'] };

describe.skipIf(chromium === null)('the status page in a browser', { timeout: 30_000 }, () => {
  let browser: Browser;
  let server: Server;
  let url = '';
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
    server = createServer((request, response) => {
      const [, name = '', file = ''] = (request.url ?? '').split('/');
      const view = VIEWS[name];
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(view && languageFiles(view, readWords(view.language as 'fr'), PLACE).get(file));
    });
    url = `http://localhost:${await listen(server, '127.0.0.1', 0)}`;
  }, 30_000);
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  const SIZES = [
    { width: 360, scheme: 'light' },
    { width: 1280, scheme: 'dark' },
  ] as const;
  const PAGES = [
    ...Object.keys(VIEWS).map((name) => `${name}/index.html`),
    'academies/academies.html',
    'morning/messages.html',
    'english/accessibility.html',
  ];

  test.each(PAGES.flatMap((path) => SIZES.map((size) => ({ path, ...size }))))(
    '$path is in order at $width pixels, $scheme, all folded out',
    async ({ path, width, scheme }) => {
      const { page, complaints } = await openPage(browser, url, width, scheme);
      await page.goto(`${url}/${path}`);
      await page.evaluate(
        "document.querySelectorAll('details').forEach((one) => { one.open = true })",
      );
      expect(await overflow(page)).toBe(0);
      expect(await smallTargets(page)).toEqual([]);
      expect(await seriousFindings(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test('without script, on a phone, a head reads where the lessons are, how old the page is, and the past', async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 740 },
    });
    const page = await context.newPage();
    await page.goto(`${url}/morning/index.html`);
    const row = page.locator('#ent-occitanie');
    expect(await row.getByRole('link', { name: 'secours.ent-occitanie.example' }).isVisible()).toBe(
      true,
    );
    for (const said of ['cours à l', 'depuis 08:07', 'Prochain point à 09:00'])
      expect(await row.getByText(said).first().isVisible()).toBe(true);
    expect(await row.getByRole('img', { name: /^Les 90 derniers jours/ }).isVisible()).toBe(true);
    await row.locator('.hist summary').click();
    expect(await row.getByRole('cell', { name: '6 avril' }).isVisible()).toBe(true);
    expect(await page.getByText(/Si cette heure a plus de 5 minutes de retard/).isVisible()).toBe(
      true,
    );
    await context.close();
  });

  test('the keyboard reaches the content first, then the other language', async () => {
    const { page } = await openPage(browser, url, 1280);
    await page.goto(`${url}/morning/index.html`);
    const focused = () => page.evaluate('document.activeElement.textContent');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Aller au contenu');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('English');
    await page.close();
  });

  test('nothing moves and nothing is kept in the browser', async () => {
    const { page } = await openPage(browser, url, 360);
    await page.goto(`${url}/morning/index.html`);
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
    expect(
      await page.evaluate('document.cookie + localStorage.length + sessionStorage.length'),
    ).toBe('00');
    await page.close();
  });
});
