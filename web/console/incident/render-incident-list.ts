import type { IncidentLine } from '../../../app/views/incident-line.ts';
import type { NowView } from '../../../app/views/now-view.ts';
import type { Words } from '../../../app/views/words.ts';
import { between } from '../../../core/units.ts';
import { formatDay, formatTime, isoTime } from '../../markup/clock.ts';
import { formatSpan } from '../../markup/format-span.ts';
import { type Html, html } from '../../markup/html.ts';
import { incidentAddress } from '../pages/addresses.ts';

const HEADS = ['fell', 'platform', 'state', 'lasted', 'cause', 'told'] as const;

/** Write incidents one a row, the latest first: what fell, for how long, why, and what schools were told. */
export const renderIncidentList = (
  incidents: readonly IncidentLine[],
  view: NowView,
  words: Words,
): Html =>
  html`<div class="wide"><table class="grid incidents"><thead><tr>${HEADS.map((head) => html`<th scope="col">${words(`console.incidentList.${head}`)}</th>`)}</tr></thead>
<tbody>${incidents.map((incident) => row(incident, view, words))}</tbody></table></div>`;

function row(incident: IncidentLine, view: NowView, words: Words): Html {
  const { id, fellAt, platformName, reference, open, drill } = incident;
  return html`<tr><td><time datetime="${isoTime(fellAt)}">${formatDay(fellAt, view)}, ${formatTime(fellAt, view)}</time></td>
<th scope="row"><a href="${incidentAddress(id)}">${platformName}, ${words('console.incident.reference', { reference })}</a>${drill && html` <span class="tag drill-tag">${words('console.platform.drill')}</span>`}</th>
<td>${words(open ? 'console.incident.open' : 'console.incident.closed')}</td><td>${lasted(incident, view)}</td><td>${causeOf(incident, words)}</td><td>${told(incident)}</td></tr>`;
}

/** From the first bad round to the origin's recovery; to now while it is down. */
const lasted = ({ fellAt, recoveredAt, closedAt }: IncidentLine, { at }: NowView): string =>
  formatSpan(between(fellAt, recoveredAt ?? closedAt ?? at));

/** What stands: what people recorded afterwards, else what the verdict lets be said. */
export function causeOf({ recorded, verdict }: IncidentLine, words: Words): string {
  const known = recorded.find(({ stands }) => stands);
  if (known !== undefined) return known.text;
  if (verdict === null) return words('console.incident.noVerdict');
  return verdict.cause === 'undetermined'
    ? words('console.incident.undetermined')
    : words('console.incident.verdict', { cause: verdict.causeWord, rung: verdict.rungWord });
}

/** The words of its notices, by their phase. */
const told = ({ steps }: IncidentLine): string =>
  steps
    .flatMap(({ kind, phaseWord }) => (kind === 'notice' && phaseWord ? [phaseWord] : []))
    .join(', ') || '–';
