import type { PastCorrection, StatusLine } from '../../app/views/status-line.ts';
import type { StatusView } from '../../app/views/status-view.ts';
import type { Words } from '../../app/views/words.ts';
import type { EpochMs } from '../../core/units.ts';
import { formatDate, formatDay, formatTime, isoTime } from '../markup/clock.ts';
import { type Html, html } from '../markup/html.ts';
import { shape } from '../markup/shapes.ts';
import { ALONE, type PagePlace } from './page-place.ts';
import { renderHistory, renderLegend } from './render-history.ts';
import { messageList, messagesIntro } from './render-messages.ts';
import { renderPage } from './render-page.ts';

/**
 * How many of the latest messages the first page shows; the others are one link away. Six keep a
 * bad morning's page under 15 kB: it must load on a crowded mobile network.
 */
const MESSAGES_ON_FIRST_PAGE = 6;

/** Write the first page: how everything stands, and the latest messages. */
export function renderStatus(view: StatusView, words: Words, place: PagePlace = ALONE): string {
  const file = 'index.html';
  const main = html`
<section class="all ${view.overall.look}" role="status"><h1>${shape(view.overall.look)}<span>${view.overall.sentence}</span></h1>
<p>${madeAt(view, words)}</p></section>
${view.stale && html`<p class="warn">${words('status.stale', { time: formatTime(view.observedAt, view) })}</p>`}
<h2>${words('status.platforms')}</h2>
${view.platforms.length === 0 && html`<p>${words('status.nothing')}</p>`}
${view.academies.length > 0 && html`<p><a href="academies.html">${words('status.academies.title')}</a></p>`}
${renderLegend(view.history, words)}
<ul class="rows">${view.platforms.map((line) => row(line, view, words))}</ul>
<h2>${words('status.messages')}</h2>
${messagesIntro(view, words, place, file)}
${messageList(view.messages.slice(0, MESSAGES_ON_FIRST_PAGE), view, words)}
${view.messages.length > MESSAGES_ON_FIRST_PAGE && html`<p><a href="messages.html">${words('status.allMessages', { count: view.messages.length })}</a></p>`}`;
  return renderPage(view, words, place, { file, main });
}

function row(line: StatusLine, view: StatusView, words: Words): Html {
  const history = view.history.find(({ platform }) => platform === line.id);
  return html`<li class="row ${line.look}" id="${line.id}"><div class="top"><h3>${line.name}</h3>
<span class="look">${shape(line.look)} ${line.lookWord}</span></div>
<p class="soft">${since(line.since, view, words)}${line.reference !== null && html` · ${words('status.reference', { reference: line.reference })}`}</p>
${line.cause !== null && html`<p>${[line.cause, ...line.against].join(' ')}${line.correctedAt !== null && corrected(line.correctedAt, view, words)}</p>`}${takenBack(line.earlier, view, words)}
<p>${line.lessons}${line.lessonsUrl !== null && html` <a href="${line.lessonsUrl}">${line.lessonsUrl.replace(/^https:\/\/|\/$/g, '')}</a>`}</p>
${line.nextWordAt !== null && html`<p class="soft">${words('status.nextWord', { time: formatTime(line.nextWordAt, view) })}</p>`}${line.past !== null && past(line.past, view, words)}${history !== undefined && renderHistory(history, view, words)}</li>`;
}

const corrected = (at: EpochMs, view: StatusView, words: Words): Html =>
  html` <span class="soft">${words('cause.corrected.now', { from: instant(at, view) })}</span>`;

/** What was said and did not stand: struck out, with its times, and never removed (P5). */
function takenBack(earlier: StatusLine['earlier'], view: StatusView, words: Words): Html | false {
  if (earlier.length === 0) return false;
  return html`<ul class="was">${earlier.map(({ text, from, until }) => {
    const times = { from: instant(from, view), until: instant(until, view) };
    return html`<li><del>${text}</del> <span class="soft">${words('cause.corrected.was', times)}</span></li>`;
  })}</ul>`;
}

function past(of: PastCorrection, view: StatusView, words: Words): Html {
  const { reference, fellAt, earlier, cause, correctedAt } = of;
  return html`<p>${words('cause.corrected.of', { reference, date: formatDay(fellAt, view) })} ${cause}${corrected(correctedAt, view, words)}</p>${takenBack(earlier, view, words)}`;
}

/** The hour, with its day where that is not today's. */
const instant = (at: EpochMs, view: StatusView): string =>
  formatDay(at, view) === formatDay(view.at, view)
    ? formatTime(at, view)
    : `${formatDay(at, view)}, ${formatTime(at, view)}`;

/** Nothing before the first measurement: an epoch of zero is not a date. */
function since(at: EpochMs, view: StatusView, words: Words): Html | string {
  if (at === 0) return '';
  const day = formatDay(at, view);
  const time = formatTime(at, view);
  const text =
    day === formatDay(view.at, view)
      ? words('status.since', { time })
      : words('status.sinceDate', { date: day, time });
  return html`<time datetime="${isoTime(at)}">${text}</time>`;
}

function madeAt(view: StatusView, words: Words): Html {
  const { at, timeZone: zone } = view;
  const text = words('status.made', {
    date: formatDate(at, view),
    time: formatTime(at, view),
    zone,
  });
  return html`<time datetime="${isoTime(at)}">${text}</time>`;
}
