import { type IncidentLine, incidentLine } from '../../../app/views/incident-line.ts';
import { type Html, html } from '../../markup/html.ts';
import { renderIncidentPage } from '../incident/render-incident-page.ts';
import { renderIncidentList } from '../incident/render-incident-list.ts';
import type { ConsolePage, PageAsk } from './console-page.ts';

/** *Incidents*: all of them, and one each at `/incidents/<id>/`. */
export const incidentsPage: ConsolePage = {
  name: 'incidents',
  path: '/incidents/',
  render: (asked) => (asked.below.length === 0 ? list(asked) : one(asked)),
};

/** The latest of all that the state holds. Chosen: some hundred kilobytes of page. */
const MOST = 200;

function list({ view, words, sources }: PageAsk): Html {
  const { state, policy, extras } = sources.ground?.() ?? {};
  const worded = new Map(view.incidents.map((line) => [line.id, line]));
  const lines =
    state === undefined || policy === undefined || extras === undefined
      ? view.incidents
      : Object.values(state.incidents)
          .toSorted((one, other) => other.fellAt - one.fellAt)
          .slice(0, MOST)
          .map(
            (incident) => worded.get(incident.id) ?? incidentLine(incident, state, policy, extras),
          );
  return html`<div class="in"><h1>${words('console.pages.incidents')}</h1>
${lines.length === 0 ? html`<p class="soft">${words('console.empty.incidents')}</p>` : renderIncidentList(lines, view, words)}</div>`;
}

async function one(asked: PageAsk): Promise<Html | null> {
  const [id = '', ...more] = asked.below;
  const incident = more.length === 0 ? find(id, asked) : null;
  return incident && renderIncidentPage(incident, asked);
}

/** However old it is, where the home lets its state be read. */
function find(id: string, { view, sources }: PageAsk): IncidentLine | null {
  const ground = sources.ground?.();
  if (ground === undefined) return view.incidents.find((line) => line.id === id) ?? null;
  const incident = Object.values(ground.state.incidents).find((known) => known.id === id);
  return incident ? incidentLine(incident, ground.state, ground.policy, ground.extras) : null;
}
