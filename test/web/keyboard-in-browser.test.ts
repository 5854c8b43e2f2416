import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, openBrowser, openPage, seriousFindings } from './fixtures/browser.ts';
import { morningView } from './fixtures/faces.ts';
import { morningSources } from './fixtures/ground.ts';
import { MORNING_NOW, morning } from './fixtures/morning.ts';
import type { DossierDesk } from '../../web/console/dossier/dossier-desk.ts';
import { focus, tabTo } from './fixtures/keyboard.ts';
import { type OpenFaces, openFaces } from './fixtures/open-faces.ts';

// Goal: an operator stops a notice, and keeps a platform from being turned, without a pointer, and always
// sees where the focus is. Method: a real Chromium and nothing but keys, from the top of the page.

const chromium = findChromium();

describe.skipIf(chromium === null)('with the keyboard alone', { timeout: 120_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
  }, 60_000);
  afterAll(() => browser?.close());
  const open = async (faces: OpenFaces) => {
    const { page, complaints } = await openPage(browser, faces.url, 1_280);
    await page.goto(faces.url);
    return { page, complaints };
  };

  test('a notice that is about to leave is held, and everything on the way shows its focus', async () => {
    await using faces = await openFaces();
    const { page, complaints } = await open(faces);
    const passed = await tabTo(page, /^Retenir/);
    expect(passed[0]?.said).toBe('Aller au contenu');
    expect(passed.filter(({ isSeen }) => !isSeen)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('Fait : Retenir').waitFor();
    expect(faces.commands).toEqual([expect.objectContaining({ kind: 'hold-notice' })]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a turn is vetoed with its reason, and the focus comes back where it was', async () => {
    await using faces = await openFaces();
    const { page } = await open(faces);
    await tabTo(page, /^Ne pas basculer/);
    const before = await focus(page);
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('ask-reason');
    await page.keyboard.type('travaux annoncés');
    faces.show({ ...morningView(), summary: 'pendant que l’on écrit' });
    await page.getByText('pendant que l’on écrit').waitFor();
    expect(await page.evaluate('document.activeElement.value')).toBe('travaux annoncés');
    await page.keyboard.press('Enter');
    await expect.poll(() => faces.commands).toHaveLength(1);
    expect(faces.commands[0]).toMatchObject({ kind: 'veto', reason: 'travaux annoncés' });
    await page.getByText('Fait : Ne pas basculer').waitFor();
    expect((await focus(page)).said).toBe(before.said);
    await page.close();
  });

  test('a dossier is asked for on its incident’s page, and the page comes back where it was', async () => {
    const asked: string[] = [];
    const [incident] = Object.values(morning.incidents);
    const dossiers: DossierDesk = {
      standing: () =>
        asked.length === 0 ? { kind: 'none' } : { kind: 'making', since: MORNING_NOW },
      make: (id) => void asked.push(id),
      file: () => null,
    };
    await using faces = await openFaces({ sources: { ...morningSources(), dossiers } });
    const { page, complaints } = await openPage(browser, faces.url, 320, 'dark');
    await page.goto(`${faces.url}/incidents/${incident?.id}/`);
    const passed = await tabTo(page, /^Réunir le dossier/);
    expect(passed.filter(({ isSeen }) => !isSeen)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('Les preuves sont réunies depuis').waitFor();
    expect(asked).toEqual([incident?.id]);
    expect(await seriousFindings(page)).toEqual([]);
    expect(page.url()).toMatch(/#proof$/);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('Escape gives up and does nothing', async () => {
    await using faces = await openFaces();
    const { page } = await open(faces);
    await tabTo(page, /^Ne pas basculer/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog').isVisible()).toBe(false);
    expect((await focus(page)).said).toMatch(/^Ne pas basculer/);
    expect(faces.commands).toEqual([]);
    await page.close();
  });
});
