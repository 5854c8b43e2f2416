import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MISSING_PAGE } from '../../config/missing-page.ts';
import { type EpochMs, epochMs } from '../../core/units.ts';
import { consoleScripts, PAGE_SCRIPTS } from '../../web/console/console-scripts.ts';
import { renderSignIn } from '../../web/console/render-sign-in.ts';
import { consolePolicy } from '../../web/console/render-shell.ts';
import { type Answer, HTML, send } from '../../web/http/answer.ts';
import { listen } from '../../web/http/listen.ts';
import { statusSite } from '../../web/status/status-site.ts';
import { readWords } from '../../web/words.ts';
import {
  findChromium,
  openBrowser,
  openPage,
  overflow,
  seriousFindings,
  smallTargets,
} from './fixtures/browser.ts';
import { morningView, statusExtras } from './fixtures/faces.ts';
import { focus, tabTo } from './fixtures/keyboard.ts';
import { morning } from './fixtures/morning.ts';
import { morningPolicy } from './fixtures/morning-policy.ts';
import { type OpenFaces, openFaces } from './fixtures/open-faces.ts';

// Goal: the pages that people see once, from a message or by mistake, are as sound as the others: read
// by axe, at 320 pixels, in both languages, light and dark, and done with by keys alone.
// Method: a real Chromium; the home's own answers, the site's own files, the sign-in page's own scripts.

const chromium = findChromium();
const LANGUAGES = ['fr', 'en'] as const;
const FELL = '20210406T060300Z';
const mail = (phase: string): string =>
  `ent-${FELL}/${phase}/1/mail/0123456789abcdef0123456789abcdef`;
const link = (what: 'vu' | 'stop', phase = 'outage', proof = 'abc'): string =>
  `/${what}/${encodeURIComponent(mail(phase))}?p=${proof}`;

/** A push service is not asked: nobody presses its button here. */
const PUSH = {
  publicKey: Buffer.alloc(65, 4).toString('base64url'),
  url: 'http://localhost/abonnement/',
};
const LOGIN = {
  issuer: 'http://localhost/realm',
  clientId: 'preau',
  authorizationEndpoint: 'http://localhost/realm/auth',
  tokenEndpoint: 'http://localhost/realm/token',
};

function siteFiles(): ReadonlyMap<string, string> {
  const languages = LANGUAGES.map((language) => statusExtras(language));
  const extras = { ...statusExtras('fr'), push: PUSH, contact: 'cellule@region.example' };
  return statusSite(morning, morningPolicy, extras, languages);
}

function signIn(language: 'fr' | 'en', login: typeof LOGIN | null): Answer {
  const nonce = 'bm9uY2Utb2YtdGhpcy10ZXN0';
  const frame = {
    language,
    organisation: 'Région académique d’essai',
    statusUrl: 'https://etat.region.example',
    page: 'now' as const,
    nonce,
    login,
  };
  const body = renderSignIn(frame, readWords(language));
  return { status: 200, type: HTML, body, policy: consolePolicy(nonce) };
}

const SCRIPTS = consoleScripts(
  join(import.meta.dirname, '../../web/console/client'),
  [...PAGE_SCRIPTS, 'console-signed.js', 'sign-in.js'],
  join(import.meta.dirname, '../../node_modules/uplot/dist'),
);

function own(path: string): Answer | null {
  const [, language, what] = /^\/sign-in\/(fr|en)\/(open|closed)$/.exec(path) ?? [];
  if (language !== undefined)
    return signIn(language as 'fr' | 'en', what === 'open' ? LOGIN : null);
  return SCRIPTS.get(path) ?? null;
}

describe.skipIf(chromium === null)('a small page', { timeout: 120_000 }, () => {
  let browser: Browser;
  let server: Server;
  let site = '';
  let faces: Readonly<Record<'fr' | 'en', OpenFaces>>;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
    const files = siteFiles();
    server = createServer((request, response) => {
      const path = request.url ?? '/';
      const answer = own(path);
      if (answer !== null) return send(response, answer, false);
      // The site's own pages carry their policy in themselves, as on any host of files.
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(files.get(path.slice(1)) ?? files.get(MISSING_PAGE));
    });
    site = `http://localhost:${await listen(server, '127.0.0.1', 0)}`;
    faces = { fr: await open('fr'), en: await open('en') };
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    for (const language of LANGUAGES) await faces?.[language][Symbol.asyncDispose]();
  });

  const open = async (language: 'fr' | 'en'): Promise<OpenFaces> => {
    const said = new Map<string, EpochMs>();
    const opened = await openFaces({
      language,
      acknowledging: {
        knows: (_key, proof) => proof === 'abc',
        look: async (key) =>
          key.includes('/recovery/')
            ? null
            : { key, recipients: ['0311234A'], at: said.get(key) ?? null },
        acknowledge: async (key) => {
          const at = said.get(key) ?? epochMs(Date.UTC(2021, 3, 6, 7));
          said.set(key, at);
          return at;
        },
        now: () => epochMs(Date.UTC(2021, 3, 6, 7)),
        platforms: morningPolicy.platforms,
        timeZone: 'Europe/Paris',
      },
    });
    opened.show(morningView(language));
    return opened;
  };

  /** Each page, and the address that it is at in a language. */
  const PAGES: Readonly<Record<string, (language: 'fr' | 'en') => string>> = {
    acknowledge: (language) => faces[language].url + link('vu'),
    'acknowledge in a drill': (language) => faces[language].url + link('vu', 'drill'),
    'acknowledge too late': (language) => faces[language].url + link('vu', 'recovery'),
    'acknowledge by a link that is not ours': (language) =>
      faces[language].url + link('vu', 'outage', 'x'),
    'opt out': (language) => faces[language].url + link('stop'),
    'opt out by a link that is not ours': (language) =>
      faces[language].url + link('stop', 'outage', 'x'),
    subscription: (language) => `${site}/${language === 'en' ? 'en/' : ''}index.html`,
    'accessibility statement': (language) =>
      `${site}/${language === 'en' ? 'en/' : ''}accessibility.html`,
    'nothing on the status page': () => `${site}/nowhere.html`,
    'nothing on the console': (language) => `${faces[language].url}/incidents/nowhere/`,
    'sign in': (language) => `${site}/sign-in/${language}/open`,
    'sign in while the login is away': (language) => `${site}/sign-in/${language}/closed`,
  };

  const look = async (
    language: 'fr' | 'en',
    scheme: 'light' | 'dark',
    address: string,
  ): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> => {
    const origin = new URL(address).origin;
    const { page, complaints } = await openPage(browser, origin, 320, scheme);
    await page.setExtraHTTPHeaders({ 'accept-language': language });
    await page.goto(address);
    return { page, complaints };
  };

  test.each(
    Object.keys(PAGES).flatMap((name) =>
      LANGUAGES.flatMap((language) =>
        (['light', 'dark'] as const).map((scheme) => ({ name, language, scheme })),
      ),
    ),
  )(
    '$name is in order at 320 pixels, in $language, $scheme',
    async ({ name, language, scheme }) => {
      const address = PAGES[name]?.(language) ?? '';
      const { page, complaints } = await look(language, scheme, address);
      if (name === 'subscription') await page.locator('#push button').waitFor();
      const found = {
        language: await page.evaluate('document.documentElement.lang'),
        headings: await page.evaluate("document.querySelectorAll('h1').length > 0"),
        overflow: await overflow(page),
        targets: await smallTargets(page),
        axe: await seriousFindings(page),
      };
      // In every language of the site at once: nobody knows what its reader came for.
      const lang = name === 'nothing on the status page' ? 'fr' : language;
      expect(found).toEqual({ language: lang, headings: true, overflow: 0, targets: [], axe: [] });
      expect(complaints.filter((one) => !/404|410/.test(one))).toEqual([]);
      await page.close();
    },
  );

  test.each(LANGUAGES)('a message is acknowledged by keys alone, in %s', async (language) => {
    const { page } = await look(language, 'light', faces[language].url + link('vu', 'cause'));
    const passed = await tabTo(page, language === 'fr' ? /vu|lu|Confirm/i : /seen|read|confirm/i);
    expect(passed.filter(({ isSeen }) => !isSeen)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.locator('[role=status]').waitFor();
    expect(await page.locator('button').count()).toBe(0);
    await page.close();
  });

  test.each(LANGUAGES)('a contact leaves and comes back by keys alone, in %s', async (language) => {
    const { page } = await look(language, 'dark', faces[language].url + link('stop'));
    const ask = await page.locator('[role=status]').textContent();
    const button = new RegExp(`^${(await page.locator('button').textContent())?.trim() ?? '–'}$`);
    expect((await tabTo(page, button)).filter(({ isSeen }) => !isSeen)).toEqual([]);
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    const done = await page.locator('[role=status]').textContent();
    expect(done).not.toBe(ask);
    await page.keyboard.press('Tab');
    expect((await focus(page)).isSeen).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL(/retour/);
    expect(await page.locator('[role=status]').textContent()).not.toBe(done);
    await page.close();
  });

  test.each([
    ['accessibility statement', /@region\.example$/],
    ['nothing on the status page', /^Back to/],
    ['nothing on the console', /Règles/],
    ['sign in', /^(Se connecter|Log in)/],
    ['subscription', /^(Être prévenu|Me prévenir|Prévenez|S’abonner|Tell me|Subscribe)/i],
  ])('%s: each thing on the way shows its focus', async (name, wanted) => {
    const { page } = await look('fr', 'light', PAGES[name]?.('fr') ?? '');
    if (name === 'subscription') await page.locator('#push button').waitFor();
    const passed = await tabTo(page, wanted);
    expect(passed.filter(({ isSeen }) => !isSeen)).toEqual([]);
    await page.close();
  });
});
