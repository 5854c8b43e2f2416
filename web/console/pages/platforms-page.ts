import { type Html, html } from '../../markup/html.ts';
import { renderPlatformPage } from '../platform/render-platform-page.ts';
import { renderPlatform } from '../render-platform.ts';
import type { ConsolePage, PageAsk } from './console-page.ts';

/** *Platforms*: all of them, and one each at `/platforms/<id>/`. */
export const platformsPage: ConsolePage = {
  name: 'platforms',
  path: '/platforms/',
  render: (asked) => (asked.below.length === 0 ? list(asked) : one(asked)),
};

const list = ({ view, words, may }: PageAsk): Html =>
  html`<div class="in"><h1>${words('console.pages.platforms')}</h1>
<p class="summary">${view.summary}</p>
${view.platforms.length === 0 ? html`<p class="soft">${words('console.empty.platforms')}</p>` : html`<ul class="cards">${view.platforms.map((line) => renderPlatform(line, view, words, may))}</ul>`}</div>`;

async function one(asked: PageAsk): Promise<Html | null> {
  const [id, ...more] = asked.below;
  const line = asked.view.platforms.find((known) => known.id === id);
  return line === undefined || more.length > 0 ? null : renderPlatformPage(line, asked);
}
