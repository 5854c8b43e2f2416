import type { IncidentLine } from '../../app/views/incident-line.ts';
import type { NowView } from '../../app/views/now-view.ts';
import type { May } from '../../app/views/role.ts';
import type { Words } from '../../app/views/words.ts';
import { formatSeconds, isoTime } from '../markup/clock.ts';
import { type Html, html } from '../markup/html.ts';
import { keptMarkup } from '../markup/kept-markup.ts';
import { clockOf, type PageClock } from './clock-of.ts';
import { causeOf } from './incident/render-incident-list.ts';
import { incidentAddress } from './pages/addresses.ts';
import { confirmButton, incidentFacts } from './render-incident.ts';
import { renderTimeline } from './render-timeline.ts';

/** Steps that are seen at once: the latest. Chosen. */
const LATEST_STEPS = 3;
/** Evidence that is seen at once, on each side. Chosen. */
const FIRST_EVIDENCE = 2;

/** Write an open incident for *Now*: where it stands, and the rest a press away. */
export function renderIncidentBrief(
  incident: IncidentLine,
  view: NowView,
  words: Words,
  may: May,
): Html {
  const { id, platform, platformName: name, fellAt, closedAt, drill } = incident;
  const table = `${incidentAddress(id)}?table=1#measures`;
  const chart = renderTimeline({ platform, name, from: fellAt, to: closedAt, table }, view, words);
  return html`<article class="incident brief" id="incident-${id}">
<div class="head"><h3><a href="${incidentAddress(id)}">${name}</a></h3>${drill && html`<span class="tag drill-tag">${words('console.platform.drill')}</span>`}<span class="soft small">${incidentFacts(incident, view, words)}</span></div>
${standing(words, incident, clockOf(view), may('confirm-cause'))}
<details id="measures-${id}"><summary>${words('console.incident.measures')}<span class="unheard"> : ${name}</span></summary>${chart}</details>
<p class="small"><a href="${incidentAddress(id)}">${words('console.incident.all')}<span class="unheard"> : ${name}</span></a></p></article>`;
}

const standing = keptMarkup(writeStanding);

/** What happened, and why as far as it is known: the hour alone changes nothing of it. */
function writeStanding(
  words: Words,
  incident: IncidentLine,
  clock: PageClock,
  mayConfirm: boolean,
): Html {
  const { id, clocks } = incident;
  return html`<div class="two"><div>${latest(incident, clock, words)}</div>
<div><p class="spoken">${causeOf(incident, words)}</p>${reasons(incident, words)}${clocks.map(({ isLate, text }) => html`<p class="legal${isLate && ' late'}" id="clock-${id}"><b>${text}</b></p>`)}${confirmButton(incident, words, () => mayConfirm)}</div></div>`;
}

/** The latest steps, and how many came before. */
function latest({ id, steps }: IncidentLine, clock: PageClock, words: Words): Html {
  const before = steps.length - LATEST_STEPS;
  return html`${before > 0 && html`<p class="small"><a href="${incidentAddress(id)}">${words('console.incident.before', { count: before })}</a></p>`}
<ol class="steps">${steps
    .slice(-LATEST_STEPS)
    .map(
      ({ at, kind, text }) =>
        html`<li class="step-${kind}"><time datetime="${isoTime(at)}">${formatSeconds(at, clock)}</time><span>${text}</span></li>`,
    )}</ol>`;
}

/** What speaks for the verdict, and against it, in a line each; what it rules out, and what would change it. */
function reasons({ verdict }: IncidentLine, words: Words): Html | false {
  if (verdict === null) return false;
  const first = (marks: typeof verdict.for) =>
    marks.slice(0, FIRST_EVIDENCE).map(({ statement }) => html`<li>${statement}</li>`);
  const [change] = verdict.missing;
  return html`${verdict.open.length > 0 && html`<p class="small">${words('console.incident.openCauses', { list: verdict.open.join(', ') })}</p>`}
${verdict.for.length > 0 && html`<p class="small soft">${words('console.incident.for')}</p><ul class="plain small">${first(verdict.for)}</ul>`}
${verdict.against.length > 0 && html`<p class="small soft">${words('console.incident.against')}</p><ul class="plain small">${first(verdict.against)}</ul>`}
${change !== undefined && html`<p class="small soft">${words('console.incident.missing')}</p><ul class="plain small"><li>${change}</li></ul>`}`;
}
