import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, openBrowser, openPage } from './fixtures/browser.ts';
import { type OpenFaces, openFaces } from './fixtures/open-faces.ts';

// Goal: whoever acts on a console whose home was started again, or whose login has ended, loses nothing
// of what they typed, and is told plainly (P10). Method: a real Chromium; homes that take one another's place.

const chromium = findChromium();
const login = {
  personHeader: 'x-user',
  groupsHeader: 'x-groups',
  secret: 'a-secret-of-the-login-012345',
};
const LOGGED_IN = {
  'x-preau-login': login.secret,
  'x-user': 'a.martin',
  'x-groups': 'preau-administrator',
};

describe.skipIf(chromium === null)('a session that ends', { timeout: 90_000 }, () => {
  let browser: Browser;
  let faces: OpenFaces;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
  }, 30_000);
  afterAll(() => browser?.close());
  afterEach(async () => {
    await page.close();
    await faces[Symbol.asyncDispose]();
  });
  const open = async (over: Parameters<typeof openFaces>[0], headers = {}) => {
    faces = await openFaces(over);
    ({ page } = await openPage(browser, faces.url, 1_280));
    await page.setExtraHTTPHeaders(headers);
    await page.goto(faces.url);
  };
  const beginVeto = async () => {
    await page
      .getByRole('button', { name: /^Ne pas basculer/ })
      .first()
      .click();
    await page.getByLabel('Pourquoi').fill('le miroir est inapte');
  };
  const confirm = () => page.getByRole('button', { name: 'Confirmer', exact: true }).click();
  const said = (text: string | RegExp) => page.getByText(text).first().waitFor();

  test('by a new start of the home is renewed, and the act goes through', async () => {
    await open({});
    await beginVeto();
    const { port } = faces;
    await faces[Symbol.asyncDispose]();
    faces = await openFaces({ port, token: 'a-token-of-the-next-start-0123456789' });
    expect(faces.port).toBe(port);
    await confirm();
    await expect.poll(() => faces.commands.length, { timeout: 60_000 }).toBe(1);
    expect(faces.commands).toEqual([
      expect.objectContaining({ kind: 'veto', reason: 'le miroir est inapte' }),
    ]);
  });

  test('at a login keeps the act until somebody sends it', async () => {
    await open({ login }, LOGGED_IN);
    await beginVeto();
    await page.setExtraHTTPHeaders({});
    await confirm();
    await said(/Votre acte est gardé/);
    await said(/^Pas encore envoyé/);
    expect(faces.commands).toEqual([]);
    await page.setExtraHTTPHeaders(LOGGED_IN);
    await page.reload();
    await said(/^Pas encore envoyé/);
    expect(faces.commands).toEqual([]);
    await page.getByRole('button', { name: 'Envoyer maintenant' }).click();
    await expect.poll(() => faces.commands.length, { timeout: 60_000 }).toBe(1);
    expect(faces.commands).toEqual([
      expect.objectContaining({
        kind: 'veto',
        reason: 'le miroir est inapte',
        by: { role: 'administrator', name: 'a.martin' },
      }),
    ]);
    expect(await page.locator('#kept').isHidden()).toBe(true);
  });

  test.each([
    ['its own page', { status: 200, contentType: 'text/html', body: '<form>' }],
    ['its own refusal', { status: 401, contentType: 'text/html', body: 'log in' }],
    ['the way to it', { status: 302, headers: { location: 'https://login.example/' } }],
  ])('at a login that answers with %s keeps the act too', async (_name, answer) => {
    await open({ login }, LOGGED_IN);
    await beginVeto();
    await page.route('**/commands', (route) => route.fulfill(answer));
    await confirm();
    await said(/Votre session a pris fin/);
    await said(/Votre acte est gardé/);
    await page.unroute('**/commands');
    await page.getByRole('button', { name: 'Envoyer maintenant' }).click();
    await expect.poll(() => faces.commands.length, { timeout: 60_000 }).toBe(1);
    expect(faces.commands).toEqual([expect.objectContaining({ reason: 'le miroir est inapte' })]);
  });

  test('that goes on without its line keeps the reason for the next try', async () => {
    await open({});
    await beginVeto();
    await page.route('**/commands', (route) => route.abort());
    await confirm();
    await said(/^La demande n'est pas passée/);
    await page.unroute('**/commands');
    const again = page.getByRole('button', { name: /^Ne pas basculer/ }).first();
    await again.click();
    expect(await page.getByLabel('Pourquoi').inputValue()).toBe('le miroir est inapte');
    await confirm();
    await expect.poll(() => faces.commands.length, { timeout: 60_000 }).toBe(1);
    await again.click();
    expect(await page.getByLabel('Pourquoi').inputValue()).toBe('');
  });

  test('leaves an act that somebody threw away where it is', async () => {
    await open({ login }, LOGGED_IN);
    await beginVeto();
    await page.setExtraHTTPHeaders({});
    await confirm();
    await said(/Votre acte est gardé/);
    await page.setExtraHTTPHeaders(LOGGED_IN);
    await page.reload();
    await page.getByRole('button', { name: 'Abandonner' }).click();
    await page.reload();
    await page.locator('#platforms').waitFor();
    expect(await page.locator('#kept').isHidden()).toBe(true);
    expect(faces.commands).toEqual([]);
  });
});
