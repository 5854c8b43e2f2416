import { html } from '../../markup/html.ts';
import { renderIncident } from '../render-incident.ts';
import type { ConsolePage, PageAsk } from './console-page.ts';

/** *Incidents*: all of them, and one each at `/incidents/<id>/`. */
export const incidentsPage: ConsolePage = {
  name: 'incidents',
  path: '/incidents/',
  render: (asked) => (asked.below.length === 0 ? list(asked) : one(asked)),
};

const list = ({ view, words, may }: PageAsk) =>
  html`<div class="in"><h1>${words('console.pages.incidents')}</h1>
${view.incidents.length === 0 ? html`<p class="soft">${words('console.empty.incidents')}</p>` : view.incidents.map((incident) => renderIncident(incident, view, words, may))}</div>`;

function one({ view, words, may, below: [id, ...more] }: PageAsk) {
  const incident = view.incidents.find((line) => line.id === id);
  if (incident === undefined || more.length > 0) return null;
  return html`<div class="in"><h1>${incident.platformName}, ${incident.reference}</h1>
${renderIncident(incident, view, words, may)}</div>`;
}
