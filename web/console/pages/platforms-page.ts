import { html } from '../../markup/html.ts';
import { renderPlatform } from '../render-platform.ts';
import type { ConsolePage, PageAsk } from './console-page.ts';

/** *Platforms*: all of them, and one each at `/platforms/<id>/`. */
export const platformsPage: ConsolePage = {
  name: 'platforms',
  path: '/platforms/',
  render: (asked) => (asked.below.length === 0 ? list(asked) : one(asked)),
};

const list = ({ view, words, may }: PageAsk) =>
  html`<div class="in"><h1>${words('console.pages.platforms')}</h1>
${view.platforms.length === 0 ? html`<p class="soft">${words('console.empty.platforms')}</p>` : html`<ul class="cards">${view.platforms.map((line) => renderPlatform(line, view, words, may))}</ul>`}</div>`;

function one({ view, words, may, below: [id, ...more] }: PageAsk) {
  const platform = view.platforms.find((line) => line.id === id);
  if (platform === undefined || more.length > 0) return null;
  return html`<div class="in"><h1>${platform.name}</h1>
<ul class="cards">${renderPlatform(platform, view, words, may)}</ul></div>`;
}
