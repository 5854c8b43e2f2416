import type { AcademieLine } from '../../app/views/academie-line.ts';
import type { StatusView } from '../../app/views/status-view.ts';
import type { Words } from '../../app/views/words.ts';
import { foldName } from '../../core/school/fold-name.ts';
import { type Html, html } from '../markup/html.ts';
import { shape } from '../markup/shapes.ts';
import { ACADEMIE_TILES, type AcademieTile } from './academie-tiles.ts';
import { ALONE, type PagePlace } from './page-place.ts';
import { renderPage } from './render-page.ts';

/** Units of a tile's side; the map is 8 tiles by 8. */
const SIDE = 80;

/** Write the page of académies: a map of tiles, and the same as lists by state and by name. */
export function renderAcademies(view: StatusView, words: Words, place: PagePlace = ALONE): string {
  const title = words('status.academies.title');
  const { academies, language } = view;
  const byName = academies.toSorted((one, other) => one.name.localeCompare(other.name, language));
  const main = html`<h1>${title}</h1>
<p><a href="index.html">${words('status.backToState')}</a></p>
<svg class="map" role="img" aria-label="${words('status.academies.map')}" viewBox="0 0 640 640">${ACADEMIE_TILES.map((tile) => drawn(tile, academies))}</svg>
<ul class="tongues"><li><a href="#state">${words('status.academies.byState')}</a></li><li><a href="#name">${words('status.academies.byName')}</a></li></ul>
${list('state', words('status.academies.byState'), academies)}
${list('name', words('status.academies.byName'), byName)}`;
  return renderPage(view, words, place, { file: 'academies.html', title, main });
}

function drawn({ name, short, column, row }: AcademieTile, lines: readonly AcademieLine[]): Html {
  const line = lines.find((one) => foldName(one.name) === foldName(name));
  const at = `translate(${column * SIDE},${row * SIDE})`;
  return html`<g class="${line?.look ?? 'nobody'}" transform="${at}"><rect x="2" y="2" width="76" height="76" rx="8"/>${line !== undefined && html`<g transform="translate(22,8) scale(1.8)">${shape(line.look)}</g>`}<text x="40" y="70">${short}</text></g>`;
}

const list = (id: string, title: string, lines: readonly AcademieLine[]): Html =>
  html`<h2 id="${id}">${title}</h2><ul class="rows">${lines.map(
    (line) =>
      html`<li class="row ${line.look}"><div class="top"><h3>${line.name}</h3><span class="look">${shape(line.look)} ${line.lookWord}</span></div><p class="soft">${line.platforms.join(', ')}</p></li>`,
  )}</ul>`;
