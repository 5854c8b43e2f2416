import type { SentMessage, StatusView } from '../../app/views/status-view.ts';
import type { Words } from '../../app/views/words.ts';
import { formatDay, formatTime, isoTime } from '../markup/clock.ts';
import { type Html, html } from '../markup/html.ts';
import { addressIn, ALONE, nameOf, type PagePlace } from './page-place.ts';
import { renderFunnel } from './render-funnel.ts';
import { renderPage } from './render-page.ts';

/** Write the page of every message sent, which the first page links to when there are many. */
export function renderMessages(view: StatusView, words: Words, place: PagePlace = ALONE): string {
  const file = 'messages.html';
  const main = html`<h1>${words('status.messages')}</h1>
${messagesIntro(view, words, place, file)}
<p><a href="index.html">${words('status.backToState')}</a></p>
${messageList(view.messages, view, words)}`;
  return renderPage(view, words, place, {
    file,
    title: words('status.messages'),
    main,
  });
}

/** Each reader got one language: whoever looks for a message in another is led to it. */
export function messagesIntro(
  view: StatusView,
  words: Words,
  place: PagePlace,
  file: string,
): Html {
  const first = place.languages[0] ?? view.language;
  const [before = '', after = ''] = words('status.messagesElsewhere', { link: '\0' }).split('\0');
  const elsewhere =
    first !== view.language &&
    html`<p class="soft">${before}<a href="${addressIn(first, file, place)}" hreflang="${first}" lang="${first}">${nameOf(first)}</a>${after}</p>`;
  return html`<p class="soft">${words('status.messagesIntro')}</p>${elsewhere}`;
}

/** What was sent to schools, word for word. */
export function messageList(
  messages: readonly SentMessage[],
  view: StatusView,
  words: Words,
): Html {
  if (messages.length === 0) return html`<p>${words('status.noMessage')}</p>`;
  return html`<ul class="rows">${messages.map((message) => messageItem(message, view, words))}</ul>`;
}

function messageItem(message: SentMessage, view: StatusView, words: Words): Html {
  return html`<li class="msg"><div class="top"><h3>${message.phaseWord} · ${message.platformName}</h3>
<time class="soft" datetime="${isoTime(message.at)}">${formatDay(message.at, view)}, ${formatTime(message.at, view)}</time></div>
${message.bySms ? html`<p class="soft">${words('status.sms')}</p><blockquote>${message.sms}</blockquote>` : html`<p class="soft">${words('status.mailOnly')}</p>`}
${renderFunnel(message.funnel, words)}<details><summary>${words('status.mail', { subject: message.mailSubject })}</summary><div class="sheet">${message.mailText}</div></details></li>`;
}
