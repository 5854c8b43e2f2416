import type { Words } from '../../app/views/words.ts';
import { type Html, html } from '../markup/html.ts';
import type { PageAsk } from './pages/console-page.ts';
import type { FoundPage } from './pages/find-page.ts';
import { renderBanners } from './render-banners.ts';

/** What an answer is made of, whatever page is asked for. */
export type MainAsk = Omit<PageAsk, 'below' | 'query'>;

/** The contents of the console's `main`, and whether they are what was asked for. */
export interface Main {
  readonly found: boolean;
  readonly html: Html;
}

/**
 * Write what changes: the contents of the console's `main`. The server sends it whole on every
 * change and the page patches itself, so that there is one rendering only, here. A drill or a
 * rehearsal is told on every page.
 *
 * @param found null for an address of no page
 */
export async function renderMain(found: FoundPage | null, asked: MainAsk): Promise<Main> {
  const { below, query, page } = found ?? {};
  const shown =
    (await page?.render({ ...asked, below: below ?? [], query: query ?? NONE })) ?? null;
  const body = shown ?? nothing(asked.words);
  return { found: shown !== null, html: html`${renderBanners(asked.view, asked.words)}${body}` };
}

const NONE = new URLSearchParams();

const nothing = (words: Words): Html =>
  html`<div class="in"><h1>${words('console.missing.title')}</h1><p>${words('console.missing.text')} <a href="/">${words('console.pages.now')}</a></p></div>`;
