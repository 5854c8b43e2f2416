import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  findChromium,
  openBrowser,
  openPage,
  seriousFindings,
  smallTargets,
} from './fixtures/browser.ts';
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

  /** The page's line is cut, as when a proxy closes what a login no longer covers. */
  const cutLine = async () => {
    const { port } = faces;
    await faces[Symbol.asyncDispose]();
    faces = await openFaces({ port, login });
  };
  const over = () => page.locator('#over');

  test('while nobody acts is said, and its link leads back to the same page', async () => {
    await open({ login }, LOGGED_IN);
    await page.goto(`${faces.url}/mirrors/?from=here`);
    await page.locator('#now h1').waitFor();
    expect(await over().isHidden()).toBe(true);
    await page.setExtraHTTPHeaders({});
    await cutLine();
    await said(/^Votre session a pris fin. Ce que montre cette page date de \d\d:\d\d:\d\d/);
    expect(await page.locator('#lost').textContent()).toBe('');
    expect(await seriousFindings(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    await page.setExtraHTTPHeaders(LOGGED_IN);
    await page.getByRole('link', { name: 'Se connecter de nouveau' }).click();
    await page.locator('#who').waitFor();
    expect(page.url()).toBe(`${faces.url}/mirrors/?from=here`);
    expect(await over().isHidden()).toBe(true);
  });

  test('while somebody writes keeps what stands in the form', async () => {
    await open({ login }, LOGGED_IN);
    await page.locator('.incident a').first().click();
    await page.locator('details[id^="claim-"] > summary').click();
    const statement = page.locator('form [name="statement"]');
    await statement.fill('une attaque <b>');
    await page.setExtraHTTPHeaders({});
    await cutLine();
    await said(/^Votre session a pris fin/);
    expect(await statement.inputValue()).toBe('une attaque <b>');
    await page.setExtraHTTPHeaders(LOGGED_IN);
    await page.getByRole('link', { name: 'Se connecter de nouveau' }).click();
    await page.locator('#who').waitFor();
    await expect.poll(() => statement.inputValue()).toBe('une attaque <b>');
  });

  test('and begins again in another tab goes on by itself', async () => {
    await open({ login }, LOGGED_IN);
    await page.clock.install();
    await page.setExtraHTTPHeaders({});
    await cutLine();
    await said(/^Votre session a pris fin/);
    await page.setExtraHTTPHeaders(LOGGED_IN);
    await page.clock.runFor(31_000);
    await expect.poll(() => over().isHidden(), { timeout: 20_000 }).toBe(true);
    expect(await page.locator('#lost').textContent()).toBe('');
  });

  test.each([
    ['its own page', { status: 200, contentType: 'text/html', body: '<form>' }, 'over'],
    ['its own refusal', { status: 403, contentType: 'text/html', body: 'log in' }, 'over'],
    ['the way to it', { status: 302, headers: { location: 'https://login.example/' } }, 'over'],
    ['nothing but an error', { status: 502, contentType: 'text/html', body: 'bad' }, 'lost'],
    ['a request to wait', { status: 429, contentType: 'text/plain', body: 'wait' }, 'lost'],
  ])('while nobody acts, at a login that answers with %s', async (_name, answer, where) => {
    await open({ login }, LOGGED_IN);
    await page.locator('#now h1').waitFor();
    await page.route(`${faces.url}/`, (route) => route.fulfill(answer));
    await page.route('**/events*', (route) => route.abort());
    await cutLine();
    if (where === 'over') await said(/^Votre session a pris fin/);
    else await said(/^Liaison perdue/);
    expect(await over().isHidden()).toBe(where === 'lost');
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
