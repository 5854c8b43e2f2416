import type { Words } from '../../app/views/words.ts';
import { type Clock, formatSeconds, isoTime } from '../markup/clock.ts';
import { type Html, html } from '../markup/html.ts';
import { inboxPage } from './inbox-page.ts';
import type { InboxChannel, InboxItem, InboxQuery } from './inbox-source.ts';

/** What one page of the list shows. */
export interface InboxPageView {
  readonly query: InboxQuery;
  readonly items: readonly InboxItem[];
  readonly counts: { readonly mail: number; readonly sms: number };
}

/** How much of a message's text its line shows, in characters; CSS cuts it to two lines. */
const START_LENGTH = 220;

/** Write the list of messages: no script, a search form and links do it all. */
export function renderInbox(page: InboxPageView, clock: Clock, words: Words): string {
  const { query, items, counts } = page;
  const last = items.at(-1);
  return inboxPage(
    clock,
    words,
    html`<h1>${words('inbox.title')}</h1>
<p class="soft">${words('inbox.intro')} ${words('inbox.counts', { mails: counts.mail, sms: counts.sms })}</p>
${searchForm(query, words)}
${items.length === 0 ? html`<p>${nothing(query, words)}</p>` : html`<h2 class="unheard">${words('inbox.list')}</h2><ul class="list">${items.map((item) => line(item, clock, words))}</ul>`}
<p class="pages">${query.before !== undefined && html`<a href="${address({ ...query, before: '' })}">${words('inbox.newest')}</a>`}
${last !== undefined && items.length === query.limit && html`<a href="${address({ ...query, before: last.id })}">${words('inbox.older')}</a>`}</p>`,
  );
}

function searchForm(query: InboxQuery, words: Words): Html {
  const option = (channel: InboxChannel, name: string) =>
    html`<option value="${channel}"${query.channel === channel && html` selected`}>${name}</option>`;
  return html`<form method="get" action="/courrier/" role="search">
<label>${words('inbox.search')}<input type="search" name="search" maxlength="100" value="${query.search ?? ''}"></label>
<label class="short">${words('inbox.filter')}<select name="channel"><option value="">${words('inbox.all')}</option>${option('mail', words('inbox.mails'))}${option('sms', words('inbox.sms'))}</select></label>
<button>${words('inbox.go')}</button>
${query.search !== undefined && html`<a href="/courrier/">${words('inbox.clear')}</a>`}</form>`;
}

function line(item: InboxItem, clock: Clock, words: Words): Html {
  return html`<li><a href="/courrier/message?id=${encodeURIComponent(item.id)}"><span class="channel ${item.channel}">${words(`inbox.channel.${item.channel}`)}</span>
<span class="who">${item.to}</span><time class="who" datetime="${isoTime(item.at)}">${formatSeconds(item.at, clock)}</time>
${item.subject !== null && html`<span class="what">${item.subject === '' ? words('inbox.noSubject') : item.subject}</span>`}
${item.text !== '' && html`<span class="start">${item.text.slice(0, START_LENGTH)}</span>`}</a></li>`;
}

function nothing({ search }: InboxQuery, words: Words): string {
  return search === undefined ? words('inbox.none') : words('inbox.noneFound', { search });
}

function address(query: InboxQuery): string {
  const { channel = '', search = '', before = '' } = query;
  const given = Object.entries({ channel, search, before }).filter(([, value]) => value !== '');
  const text = new URLSearchParams(given).toString();
  return text === '' ? '/courrier/' : `/courrier/?${text}`;
}
