import { dayHistory } from '../../../app/views/day-history.ts';
import type { PlatformLine } from '../../../app/views/platform-line.ts';
import { type Html, html } from '../../markup/html.ts';
import { renderHistory } from '../../status/render-history.ts';
import { timelineOf } from '../data/timeline-of.ts';
import { renderIncidentList } from '../incident/render-incident-list.ts';
import { renderTurns } from '../incident/render-turns.ts';
import { platformAddress } from '../pages/addresses.ts';
import type { PageAsk } from '../pages/console-page.ts';
import { renderPlatform } from '../render-platform.ts';
import { lately, renderTimeline, stretchOf } from '../render-timeline.ts';
import { MOST_ROWS, renderTimelineTable } from '../render-timeline-table.ts';
import { renderDns } from './render-dns.ts';
import { renderNames } from './render-names.ts';
import { renderPlan } from './render-plan.ts';
import { renderVantages } from './render-vantages.ts';

/** Turns that a page shows; the command line has all. Chosen. */
const MOST_TURNS = 20;

/** Write all that is known of one platform, and what may be done about it. */
export async function renderPlatformPage(line: PlatformLine, asked: PageAsk): Promise<Html> {
  const { view, words, may, sources } = asked;
  const { id, name } = line;
  const turns = (sources.turnsOf?.(id) ?? []).slice(-MOST_TURNS).toReversed();
  const incidents = view.incidents.filter(({ platform }) => platform === id);
  return html`<div class="in"><p class="small crumbs"><a href="/platforms/">${words('console.pages.platforms')}</a></p>
<h1>${name}</h1>
<div class="pair"><ul class="cards alone">${renderPlatform(line, view, words, may)}</ul>
${!line.control && section('plan', renderPlan(line, asked), words)}</div>
${section('measures', await measures(line, asked), words)}
${section('vantages', await renderVantages(line, asked), words)}
${section('names', renderNames(line, asked), words)}
${section('dns', await renderDns(line, asked), words)}
${section('history', await history(line, asked), words)}
${section('incidents', incidents.length === 0 ? html`<p class="soft">${words('console.empty.incidents')}</p>` : renderIncidentList(incidents, view, words), words)}
${section('turns', renderTurns(turns, view, words), words)}</div>`;
}

const section = (name: string, filled: Html, words: PageAsk['words']): Html =>
  html`<section id="${name}" aria-labelledby="${name}-title"><h2 id="${name}-title">${words(`console.platformPage.${name}`)}</h2>${filled}</section>`;

async function measures({ id, name }: PlatformLine, { query, sources, view, words }: PageAsk) {
  const address = platformAddress(id);
  const stretch = lately(view);
  if (!query.has('table'))
    return renderTimeline(
      { platform: id, name, ...stretch, table: `${address}?table=1#measures` },
      view,
      words,
    );
  const chart = await timelineOf({ platform: id, ...stretchOf(stretch, view) }, sources, MOST_ROWS);
  return html`${renderTimelineTable(chart, name, view, words)}
<p><a href="${address}#measures">${words('console.chart.back')}</a></p>`;
}

async function history({ id }: PlatformLine, { sources, view, words }: PageAsk): Promise<Html> {
  const ground = sources.ground?.();
  if (ground === undefined) return html`<p class="soft">${words('status.history.none')}</p>`;
  const since = (await sources.watchedSince?.()) ?? null;
  const { incidents, platforms, unseen = [] } = ground.state;
  const watch = { now: view.at, since, timeZone: view.timeZone, unseen };
  const suspensions = platforms[id]?.suspensions ?? [];
  const [days] = dayHistory([{ id, suspensions }], Object.values(incidents), watch);
  return days === undefined ? html`` : renderHistory(days, view, words);
}
