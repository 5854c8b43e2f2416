import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PushSubscription } from '../../app/subscriptions/push-ports.ts';
import { send } from '../../web/http/answer.ts';
import { listen } from '../../web/http/listen.ts';
import { serveFolder } from '../../web/http/serve-folder.ts';
import { statusSite } from '../../web/status/status-site.ts';
import { PUSH_PATH } from '../../web/subscriptions/answer-push.ts';
import { answerSubscription } from '../../web/subscriptions/answer-subscription.ts';
import {
  findChromium,
  openBrowser,
  openPage,
  overflow,
  seriousFindings,
  smallTargets,
} from './fixtures/browser.ts';
import { statusExtras } from './fixtures/faces.ts';
import { morning } from './fixtures/morning.ts';
import { morningPolicy } from './fixtures/morning-policy.ts';

// Goal: a reader asks to be told and takes it back by one button, under the page's own policy, and finds
// none where it could do nothing. Method: a real Chromium over the page's files and the real door; push
// services are off this machine, so that the browser's own subscription alone is played.

const chromium = findChromium();

const PLAYED = `{
  const bytes = (count) => new Uint8Array(count).fill(4);
  const text = (count) => btoa(String.fromCharCode(...bytes(count))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  let now = null;
  const endpoint = 'https://fcm.googleapis.com/fcm/send/played';
  const made = { endpoint, toJSON: () => ({ endpoint, keys: { p256dh: text(65), auth: text(16) } }),
    unsubscribe: async () => { now = null; return true; } };
  PushManager.prototype.subscribe = async () => (now = made);
  PushManager.prototype.getSubscription = async () => now;
}`;

describe.runIf(chromium !== null)('the button of pushes', () => {
  let server: Server;
  let origin: string;
  let folder: string;
  let browser: Browser;
  const joined: PushSubscription[] = [];
  const left: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'preau-push-'));
    server = createServer((request, response) => {
      const door = {
        origins: [origin],
        platforms: ['ent-occitanie'],
        join: async (one: PushSubscription) => Boolean(joined.push(one)),
        leave: async (endpoint: string) => void left.push(endpoint),
      };
      const answer =
        request.url === PUSH_PATH
          ? answerSubscription(request, door)
          : serveFolder(folder, (request.url ?? '/').slice(1));
      void answer.then((given) => send(response, given, false));
    });
    origin = `http://localhost:${await listen(server, '127.0.0.1', 0)}`;
    const push = { publicKey: Buffer.alloc(65, 4).toString('base64url'), url: origin + PUSH_PATH };
    const languages = (['fr', 'en'] as const).map((language) => statusExtras(language));
    const extras = { ...statusExtras('fr'), push };
    for (const [path, text] of statusSite(morning, morningPolicy, extras, languages)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    browser = await openBrowser(chromium ?? '');
  });
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.each([
    ['fr', '', 360],
    ['en', 'en/', 1280],
  ] as const)('subscribes and leaves, in %s', async (language, path, width) => {
    const { page, complaints } = await openPage(browser, origin, width);
    await page.addInitScript(PLAYED);
    await page.goto(`${origin}/${path}`);
    const button = page.locator('#push button');
    await button.waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    await button.scrollIntoViewIfNeeded();
    const before = await button.textContent();
    await button.click();
    await page.locator('#push [role=status]:not(:empty)').waitFor();
    expect(joined.at(-1)).toMatchObject({ language, platforms: [] });
    expect(await button.textContent()).not.toBe(before);
    const scopes = await page.evaluate(
      'navigator.serviceWorker.getRegistrations().then((all) => all.map(({ scope }) => scope))',
    );
    expect(scopes).toEqual([`${origin}/abonnement-navigateur/`]);
    await button.click();
    // A wait by a string of code is what the page's policy forbids; the whole text, since that of the
    // way out holds that of the way in.
    await page.getByRole('button', { name: before ?? '', exact: true }).waitFor();
    expect(left.at(-1)).toBe(joined.at(-1)?.endpoint);
    expect(
      await page.evaluate('navigator.serviceWorker.getRegistrations().then((all) => all.length)'),
    ).toBe(0);
    expect(complaints).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);
    await page.close();
  });

  test('is not there without script', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${origin}/`);
    expect(await page.locator('#push').isVisible()).toBe(false);
    await page.close();
  });
});
