import type { NowView } from '../../app/views/now-view.ts';
import { type May, mayAll } from '../../app/views/role.ts';
import type { Words } from '../../app/views/words.ts';
import { formatDate, formatDay, formatSeconds, formatTime, isoTime } from '../markup/clock.ts';
import { type Html, html } from '../markup/html.ts';
import { renderIncident } from './render-incident.ts';
import { renderComing, renderGone } from './render-notice.ts';
import { renderPlatform } from './render-platform.ts';

/**
 * Write *Now*: the contents of the console's `main` on its first page.
 *
 * @param may what its reader may do: no button is shown for anything else. @default everything
 */
export function renderNow(view: NowView, words: Words, may: May = mayAll): Html {
  return html`<div class="in">${topLine(view, words)}${parts(view, words)}
${section('coming', view.coming.length, words, html`${view.coming.map((notice) => renderComing(notice, view, words, may))}`)}
${section('platforms', view.platforms.length, words, html`<ul class="cards">${view.platforms.map((line) => renderPlatform(line, view, words, may))}</ul>`)}
${section('incidents', view.incidents.length, words, html`${view.incidents.map((incident) => renderIncident(incident, view, words, may))}`)}
${section('gone', view.gone.length, words, html`<ul class="gone">${view.gone.map((notice) => renderGone(notice, view, words))}</ul>`)}
${section('tasks', view.tasks.length, words, tasks(view))}</div>`;
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

function tasks(view: NowView): Html {
  return html`<ul class="tasks">${view.tasks.map(
    (task) => html`<li id="task-${task.key}"><b>${task.title}</b>
<span class="soft"><time datetime="${isoTime(task.at)}">${formatTime(task.at, view)}</time>${task.platformName !== null && html` · ${task.platformName}`}</span>
<p>${task.remedy}</p></li>`,
  )}</ul>`;
}
