import type { Words } from '../../app/views/words.ts';
import { type Html, html } from '../markup/html.ts';
import type { ConsolePageName } from './pages/console-page.ts';
import { CONSOLE_PAGES } from './pages/console-pages.ts';

/**
 * Write the navigation between the console's pages.
 *
 * @param current the page that is shown; null for none
 */
export const renderPageLinks = (current: ConsolePageName | null, words: Words): Html =>
  html`<nav class="pages" aria-label="${words('console.pagesNav')}"><div class="in">${CONSOLE_PAGES.map(
    ({ name, path }) =>
      html`<a href="${path}"${name === current && html` aria-current="page"`}>${words(`console.pages.${name}`)}</a>`,
  )}</div></nav>`;
