import { type Html, html } from '../markup/html.ts';

/**
 * Write a table that may be wider than its window: it scrolls by itself, with the keyboard too.
 *
 * @param label what a screen reader calls the part that scrolls
 */
export const renderWide = (label: string, table: Html): Html =>
  html`<div class="wide" tabindex="0" role="region" aria-label="${label}">${table}</div>`;
