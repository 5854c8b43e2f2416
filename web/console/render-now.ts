import type { DnsNow } from '../../app/views/dns-now.ts';
import type { NowView } from '../../app/views/now-view.ts';
import { type May, mayAll } from '../../app/views/role.ts';
import type { Words } from '../../app/views/words.ts';
import type { PlatformId } from '../../core/units.ts';
import { formatDate, formatDay, formatSeconds, formatTime, isoTime } from '../markup/clock.ts';
import { type Html, html } from '../markup/html.ts';
import { renderIncidentList } from './incident/render-incident-list.ts';
import { renderIncidentBrief } from './render-incident-brief.ts';
import { renderComing, renderGone, renderGoneRow } from './render-notice.ts';
import { renderPlatform } from './render-platform.ts';
import { renderTasks } from './render-tasks.ts';

/**
 * Write *Now*: the contents of the console's `main` on its first page.
 *
 * @param may what its reader may do: no button is shown for anything else. @default everything
 * @param dns what name servers answer now, where they were asked. @default none were
 */
export function renderNow(
  view: NowView,
  words: Words,
  may: May = mayAll,
  dns: ReadonlyMap<PlatformId, DnsNow | null> = new Map(),
): Html {
  return html`<div class="in">${topLine(view, words)}${parts(view, words)}
${section('coming', view.coming.length, words, html`${view.coming.map((notice) => renderComing(notice, view, words, may))}`)}
${section('platforms', view.platforms.length, words, html`<ul class="cards">${view.platforms.map((line) => renderPlatform(line, view, words, may, dns.get(line.id)))}</ul>`)}
${section('incidents', view.incidents.length, words, incidents(view, words, may))}
${section('gone', view.gone.length, words, gone(view, words))}
${section('tasks', view.tasks.length, words, renderTasks(view, words))}</div>`;
}

function topLine(view: NowView, words: Words): Html {
  const pace =
    view.pace === 1
      ? words('console.realPace')
      : words('console.pace', { pace: Number(view.pace.toPrecision(3)) });
  return html`<div class="topline" id="topline"><div><h1>${words('console.title')}</h1>
<p class="summary" role="status" id="summary">${view.summary}</p></div>
<div class="clock"><span class="unheard">${words('console.clock')}</span>
<time id="clock" datetime="${isoTime(view.at)}" data-at="${view.at}" data-zone="${view.timeZone}" data-pace="${view.pace}">${formatSeconds(view.at, view)}</time>
<small>${formatDate(view.at, view)} · ${pace}</small></div></div>
${unseen(view, words)}
${view.blind.length > 0 && html`<p class="warn" id="blind">${words('console.blind', { names: view.blind.join(', ') })}</p>`}`;
}

/** Nobody watches: the page may be fresh and what it shows long past. */
function unseen(view: NowView, words: Words): Html | false {
  const at = view.unseenSince;
  if (at === null) return false;
  const since =
    at > 0
      ? words('console.unseen', { date: formatDay(at, view), time: formatTime(at, view) })
      : words('console.unseenEver');
  return html`<p class="warn" id="unseen">${since}</p>`;
}

const SECTIONS = ['coming', 'platforms', 'incidents', 'gone', 'tasks'] as const;

/** One tap to each part: on a phone the page is long. */
function parts(view: NowView, words: Words): Html {
  return html`<nav class="parts" id="parts" aria-label="${words('console.nav')}">${SECTIONS.map(
    (name) =>
      html`<a href="#${name}">${words(`console.sections.${name}`)} <span class="count">${view[name].length}</span></a>`,
  )}</nav>`;
}

type Section = (typeof SECTIONS)[number];

function section(name: Section, count: number, words: Words, filled: Html): Html {
  return html`<section id="${name}" aria-labelledby="${name}-title"><h2 id="${name}-title">${words(`console.sections.${name}`)} <span class="count">${count}</span></h2>
${count === 0 ? html`<p class="soft">${words(`console.empty.${name}`)}</p>` : filled}</section>`;
}

/** Open ones that are shown in full; the others are rows. Chosen, as the page must stay readable. */
const MOST_BRIEFS = 5;
/** Closed ones on this page; the others are on theirs. Chosen. */
const MOST_CLOSED = 5;

function incidents(view: NowView, words: Words, may: May): Html {
  const open = view.incidents.filter((incident) => incident.open);
  const rows = [
    ...open.slice(MOST_BRIEFS),
    ...view.incidents.filter((incident) => !incident.open).slice(0, MOST_CLOSED),
  ];
  return html`${open.slice(0, MOST_BRIEFS).map((incident) => renderIncidentBrief(incident, view, words, may))}
${rows.length > 0 && renderIncidentList(rows, view, words)}
<p class="small"><a href="/incidents/">${words('console.allIncidents')}</a></p>`;
}

/** Notices that are shown in full; the others are folded. Chosen. */
const MOST_GONE = 3;

function gone(view: NowView, words: Words): Html {
  const older = view.gone.slice(MOST_GONE);
  return html`<ul class="gone">${view.gone.slice(0, MOST_GONE).map((notice) => renderGone(notice, view, words))}</ul>
${older.length > 0 && html`<details id="gone-before"><summary>${words('console.goneBefore', { count: older.length })}</summary><ul class="gone">${older.map((notice) => renderGoneRow(notice, view, words))}</ul></details>`}`;
}
