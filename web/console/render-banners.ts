import type { NowView } from '../../app/views/now-view.ts';
import type { Words } from '../../app/views/words.ts';
import { type Html, html } from '../markup/html.ts';

/** Write what nobody may miss, on whatever page: that this is a rehearsal, that a drill runs. */
export function renderBanners(view: NowView, words: Words): Html {
  return html`${view.rehearsal && html`<div class="band-note" id="rehearsal"><b>${words('console.banner.rehearsal')}</b> ${words('console.banner.rehearsalText')}</div>`}
${view.drill && html`<div class="band-note drill-note" id="drill"><b>${words('console.banner.drill')}</b> ${words('console.banner.drillText')}</div>`}`;
}
