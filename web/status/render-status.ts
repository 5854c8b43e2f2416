import { createHash } from 'node:crypto';
import type { PastCorrection, StatusLine } from '../../app/views/status-line.ts';
import type { SentMessage, StatusView } from '../../app/views/status-view.ts';
import type { Words } from '../../app/views/words.ts';
import type { EpochMs } from '../../core/units.ts';
import { formatDate, formatDay, formatTime, isoTime } from '../markup/clock.ts';
import { type Html, html, trusted } from '../markup/html.ts';
import { MARK, shape } from '../markup/shapes.ts';
import { renderFunnel } from './render-funnel.ts';
import { RENEWAL_SCRIPT } from './renewal-script.ts';
import { STATUS_STYLE } from './status-style.ts';

/**
 * How many of the latest messages the first page shows; the others are one link away. Six keep a
 * bad morning's page under 15 kB: it must load on a crowded mobile network.
 */
const MESSAGES_ON_FIRST_PAGE = 6;

/**
 * Write the status page: whole in one file, readable without script, style and shapes inside.
 *
 * Without script it renews by `meta refresh`; with script a few lines do it more gently, see
 * {@link RENEWAL_SCRIPT}. Its policy is in the page, since any static host may serve it.
 */
export function renderStatus(view: StatusView, words: Words): string {
  const body = html`
<section class="all ${view.overall.look}" role="status"><h1>${shape(view.overall.look)}<span>${view.overall.sentence}</span></h1>
<p>${madeAt(view, words)}</p></section>
${view.stale && html`<p class="warn">${words('status.stale', { time: formatTime(view.observedAt, view) })}</p>`}
<h2>${words('status.platforms')}</h2>
${view.platforms.length === 0 && html`<p>${words('status.nothing')}</p>`}
<ul class="rows">${view.platforms.map((line) => row(line, view, words))}</ul>
<h2>${words('status.messages')}</h2>
<p class="soft">${words('status.messagesIntro')}</p>
${messageList(view.messages.slice(0, MESSAGES_ON_FIRST_PAGE), view, words)}
${view.messages.length > MESSAGES_ON_FIRST_PAGE && html`<p><a href="messages.html">${words('status.allMessages', { count: view.messages.length })}</a></p>`}`;
  return page(view, words, body);
}

/** Write the page of every message sent, which the first page links to when there are many. */
export function renderMessages(view: StatusView, words: Words): string {
  const body = html`<h1>${words('status.messages')}</h1>
<p class="soft">${words('status.messagesIntro')}</p>
<p><a href="./">${words('status.backToState')}</a></p>
${messageList(view.messages, view, words)}`;
  return page(view, words, body);
}

function page(view: StatusView, words: Words, main: Html): string {
  const { language, refreshSec } = view;
  const title = `${words('status.title')} · ${view.organisation}`;
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}">
<meta name="referrer" content="no-referrer">
<noscript><meta http-equiv="refresh" content="${refreshSec}"></noscript>
<title>${title}</title><link rel="icon" href="data:,">
<style>${trusted(STATUS_STYLE)}</style></head>
<body data-refresh="${refreshSec}" data-at="${view.at}" data-stale="${view.staleAfterMs}" data-wall="${view.rehearsal ? 'no' : 'yes'}">
<a class="skip" href="#main">${words('status.skip')}</a>
${view.rehearsal && html`<div class="band-note">${words('status.rehearsal')}</div>`}
${view.drill && html`<div class="band-note drill-note">${words('status.drill')}</div>`}
<header><div class="in brand">${MARK}<span><b>${words('status.brand')}</b><small>${title}</small></span></div></header>
<div class="in old" hidden id="old"><p class="warn" role="status" data-words="${words('status.staleReader', { minutes: '#' })}"></p></div>
<main id="main" class="in">${main}</main>
<footer><div class="in"><p>${freshness(view, words)}</p><p>${dataLink(words)}</p></div></footer>
<script>${trusted(RENEWAL_SCRIPT)}</script></body></html>
`.markup;
}

function row(line: StatusLine, view: StatusView, words: Words): Html {
  return html`<li class="row ${line.look}" id="${line.id}"><div class="top"><h3>${line.name}</h3>
<span class="look">${shape(line.look)} ${line.lookWord}</span></div>
<p class="soft">${since(line.since, view, words)}${line.reference !== null && html` · ${words('status.reference', { reference: line.reference })}`}</p>
${line.cause !== null && html`<p>${[line.cause, ...line.against].join(' ')}${line.correctedAt !== null && corrected(line.correctedAt, view, words)}</p>`}${takenBack(line.earlier, view, words)}
<p>${line.lessons}${line.lessonsUrl !== null && html` <a href="${line.lessonsUrl}">${line.lessonsUrl.replace(/^https:\/\/|\/$/g, '')}</a>`}</p>
${line.nextWordAt !== null && html`<p class="soft">${words('status.nextWord', { time: formatTime(line.nextWordAt, view) })}</p>`}${line.past !== null && past(line.past, view, words)}</li>`;
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

function messageList(messages: readonly SentMessage[], view: StatusView, words: Words): Html {
  if (messages.length === 0) return html`<p>${words('status.noMessage')}</p>`;
  return html`<ul class="rows">${messages.map((message) => messageItem(message, view, words))}</ul>`;
}

function messageItem(message: SentMessage, view: StatusView, words: Words): Html {
  return html`<li class="msg"><div class="top"><h3>${message.phaseWord} · ${message.platformName}</h3>
<time class="soft" datetime="${isoTime(message.at)}">${formatDay(message.at, view)}, ${formatTime(message.at, view)}</time></div>
${message.bySms ? html`<p class="soft">${words('status.sms')}</p><blockquote>${message.sms}</blockquote>` : html`<p class="soft">${words('status.mailOnly')}</p>`}
${renderFunnel(message.funnel, view.language, words)}<details><summary>${words('status.mail', { subject: message.mailSubject })}</summary><div class="sheet">${message.mailText}</div></details></li>`;
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

function freshness(view: StatusView, words: Words): string {
  const minutes = Math.max(1, Math.round(view.staleAfterMs / 60_000));
  return words('status.freshness', { seconds: view.refreshSec, minutes });
}

function dataLink(words: Words): Html {
  const [before = '', after = ''] = words('status.data', { link: '\0' }).split('\0');
  return html`${before}<a href="api/v2/summary.json">api/v2/summary.json</a>${after}`;
}

const sourceHash = (source: string): string =>
  `'sha256-${createHash('sha256').update(source).digest('base64')}'`;

/** Nothing but this page's own style and script, by their hashes, and its own address to renew. */
const CONTENT_POLICY = [
  "default-src 'none'",
  `style-src ${sourceHash(STATUS_STYLE)}`,
  `script-src ${sourceHash(RENEWAL_SCRIPT)}`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join(';');
