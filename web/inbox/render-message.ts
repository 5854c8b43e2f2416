import type { Words } from '../../app/views/words.ts';
import { type Clock, formatDate, formatSeconds, isoTime } from '../markup/clock.ts';
import { type Html, html } from '../markup/html.ts';
import { inboxPage } from './inbox-page.ts';
import type { InboxMessage } from './inbox-source.ts';

/** Put before a mail's own markup: it may show itself, and neither run nor fetch anything. */
const FRAME_HEAD =
  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'\">";

/** Write one message: its text, and a mail's HTML part in a frame that can do nothing. */
export function renderMessage(message: InboxMessage, clock: Clock, words: Words): string {
  const { subject, channel } = message;
  const shown = subject === '' ? words('inbox.noSubject') : subject;
  return inboxPage(
    clock,
    words,
    html`<p><a href="/courrier/">${words('inbox.back')}</a></p>
<h1>${shown ?? words('inbox.channel.sms')}</h1>
<dl><dt>${words('inbox.from')}</dt><dd>${message.from}</dd><dt>${words('inbox.to')}</dt><dd>${message.to}</dd>
<dt>${words('inbox.at')}</dt><dd><time datetime="${isoTime(message.at)}">${formatDate(message.at, clock)}, ${formatSeconds(message.at, clock)}</time></dd></dl>
<h2>${words('inbox.text')}</h2>
<div class="${channel === 'sms' ? 'bubble' : 'paper'} sheet">${message.text}</div>
${message.html !== null && htmlPart(message.html, words)}`,
  );
}

function htmlPart(markup: string, words: Words): Html {
  return html`<h2 id="html-part">${words('inbox.html')}</h2>
<iframe sandbox="" referrerpolicy="no-referrer" title="${words('inbox.html')}" srcdoc="${FRAME_HEAD + markup}"></iframe>`;
}

/** Write the page for a message that is not there. */
export function renderNoMessage(clock: Clock, words: Words, key: 'notFound' | 'noInbox'): string {
  return inboxPage(
    clock,
    words,
    html`<h1>${words('inbox.title')}</h1><p>${words(`inbox.${key}`)}</p>`,
  );
}
