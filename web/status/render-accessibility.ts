import type { StatusView } from '../../app/views/status-view.ts';
import type { Words } from '../../app/views/words.ts';
import { html } from '../markup/html.ts';
import { ALONE, type PagePlace } from './page-place.ts';
import { renderPage } from './render-page.ts';

/** What the page's own words tell of, one paragraph each. */
const PARTS = ['aim', 'tested', 'state', 'limits'] as const;

/**
 * Write the accessibility statement: what these pages aim at, what was tested and how, what is not
 * met, and whom to write to.
 */
export function renderAccessibility(
  view: StatusView,
  words: Words,
  place: PagePlace = ALONE,
): string {
  const { contact } = view;
  const main = html`<h1>${words('status.accessibility.title')}</h1>
<p><a href="index.html">${words('status.backToState')}</a></p>
${PARTS.map(
  (part) => html`<h2>${words(`status.accessibility.${part}Title`)}</h2>
<p>${words(`status.accessibility.${part}`)}</p>`,
)}
<h2>${words('status.accessibility.contactTitle')}</h2>
<p>${words('status.accessibility.contact', { organisation: view.organisation })}${contact !== null && html` <a href="mailto:${contact}">${contact}</a>`}</p>
<p>${words('status.accessibility.remedy')}</p>`;
  return renderPage(view, words, place, {
    file: 'accessibility.html',
    title: words('status.accessibility.title'),
    main,
  });
}
