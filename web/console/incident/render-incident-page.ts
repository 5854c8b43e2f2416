import type { IncidentLine } from '../../../app/views/incident-line.ts';
import { noticeLine, type NoticeLine } from '../../../app/views/notice-line.ts';
import { verdictMarks } from '../../../app/views/platform-marks.ts';
import type { TimelineMark } from '../../../app/views/timeline-chart.ts';
import { formatDay, formatTime, isoTime } from '../../markup/clock.ts';
import { type Html, html } from '../../markup/html.ts';
import { renderDossier } from '../dossier/render-dossier.ts';
import { notReached } from '../data/not-reached.ts';
import { timelineOf } from '../data/timeline-of.ts';
import { incidentAddress, platformAddress } from '../pages/addresses.ts';
import type { PageAsk } from '../pages/console-page.ts';
import { renderIncident } from '../render-incident.ts';
import { renderComing, renderGone } from '../render-notice.ts';
import { renderCopy } from '../render-copy.ts';
import { renderTimeline, stretchOf } from '../render-timeline.ts';
import { MOST_ROWS, renderTimelineTable } from '../render-timeline-table.ts';
import { renderNotReached } from './render-not-reached.ts';
import { renderTurns } from './render-turns.ts';

/** Write all that is known of one incident. */
export async function renderIncidentPage(incident: IncidentLine, asked: PageAsk): Promise<Html> {
  const { view, words, may, sources } = asked;
  const { id, platform, platformName, reference, fellAt, closedAt } = incident;
  const turns = (sources.turnsOf?.(platform) ?? []).filter(({ at }) => isOf(at, incident));
  return html`<div class="in"><p class="small crumbs"><a href="/incidents/">${words('console.pages.incidents')}</a> · <a href="${platformAddress(platform)}">${platformName}</a></p>
<h1>${platformName}, ${words('console.incident.reference', { reference })}</h1>
<p class="soft"><time datetime="${isoTime(fellAt)}">${formatDay(fellAt, view)}, ${formatTime(fellAt, view)}</time>${closedAt !== null && html` – <time datetime="${isoTime(closedAt)}">${formatTime(closedAt, view)}</time>`}</p>
<section>${renderIncident(incident, view, words, may)}</section>
${section('measures', await measures(incident, asked), words)}
${section('verdicts', verdicts(incident, asked), words)}
${section('notices', notices(incident, asked), words)}
${section('not-reached', renderNotReached(await notReached(id, sources), id, words), words)}
${section('turns', renderTurns(turns, view, words), words)}
${section('proof', proof(incident, asked), words)}</div>`;
}

const section = (name: string, filled: Html, words: PageAsk['words']): Html =>
  html`<section id="${name}" aria-labelledby="${name}-title"><h2 id="${name}-title">${words(`console.incidentPage.${name}`)}</h2>${filled}</section>`;

/** From a little before its fall until a little after its end. */
const isOf = (at: number, { fellAt, closedAt }: IncidentLine): boolean =>
  at >= fellAt && (closedAt === null || at <= closedAt);

/** The chart, or the same as a table where that is asked for. */
async function measures(incident: IncidentLine, { query, sources, view, words }: PageAsk) {
  const { id, platform, platformName: name, fellAt, closedAt } = incident;
  const stretch = { from: fellAt, to: closedAt };
  const address = incidentAddress(id);
  if (!query.has('table'))
    return renderTimeline(
      { platform, name, ...stretch, table: `${address}?table=1#measures` },
      view,
      words,
    );
  const chart = await timelineOf({ platform, ...stretchOf(stretch, view) }, sources, MOST_ROWS);
  return html`${renderTimelineTable(chart, name, view, words)}
<p><a href="${address}#measures">${words('console.chart.back')}</a></p>`;
}

/** Each time that it changed what may be said, and when. */
function verdicts({ id }: IncidentLine, { sources, view, words }: PageAsk): Html {
  const known = sources.ground?.().state.incidents[id];
  const marks: readonly TimelineMark[] = known === undefined ? [] : verdictMarks(known, { words });
  if (marks.length === 0) return html`<p class="soft">${words('console.incident.noVerdict')}</p>`;
  return html`<ol class="steps">${marks.map(({ at, text }) => html`<li><time datetime="${isoTime(at)}">${formatTime(at, view)}</time><span>${text}</span></li>`)}</ol>`;
}

/** Word for word, the latest first. */
function notices(incident: IncidentLine, asked: PageAsk): Html {
  const { view, words, may } = asked;
  const lines = noticesOf(incident, asked);
  if (lines.length === 0) return html`<p class="soft">${words('console.empty.gone')}</p>`;
  const gone = lines.filter(({ coming }) => !coming);
  return html`${lines.filter(({ coming }) => coming).map((notice) => renderComing(notice, view, words, may))}
${gone.length > 0 && html`<ul class="gone">${gone.map((notice) => renderGone(notice, view, words))}</ul>`}`;
}

function noticesOf({ id }: IncidentLine, { view, sources }: PageAsk): readonly NoticeLine[] {
  const ground = sources.ground?.();
  const known = ground?.state.incidents[id];
  if (ground === undefined || known === undefined)
    return [...view.coming, ...view.gone].filter(({ incident }) => incident === id);
  return known.notices
    .flatMap((notice) => ground.state.notices[notice] ?? [])
    .map((notice) => noticeLine(notice, ground.extras))
    .toReversed();
}

/** Its sealed file, and what the command line tells of it. */
function proof(incident: IncidentLine, asked: PageAsk): Html {
  const { words, sources } = asked;
  const { id, reference } = incident;
  // Only a home on AWS makes no dossier itself, and is named by its configuration.
  const home = sources.dossiers === undefined ? ' --aws' : '';
  const lines = [
    ['explain', `preau explain ${id}${home}`],
    ['cause', `preau cause explain ${id}${home}`],
    ['tasks', `preau notice tasks ${id} --csv${home}`],
    ['dossier', `preau dossier export ${id} --out dossier-${reference}.zip${home}`],
  ] as const;
  return html`<div class="dossier">${renderDossier(incident, asked)}</div>
<dl class="commands">${lines.map(([name, line]) => {
    const what = words(`console.incidentPage.command.${name}`);
    return html`<dt>${what}</dt><dd>${renderCopy(line, what, words)}</dd>`;
  })}</dl>`;
}
