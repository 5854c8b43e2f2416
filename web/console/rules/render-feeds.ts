import type { Words } from '../../../app/views/words.ts';
import { type Html, html } from '../../markup/html.ts';
import type { ConsoleSources, HosterFeed } from '../pages/console-sources.ts';

/** Write whose own word on its incidents is read, where, and which of it says something of us. */
export function renderFeeds(feeds: ConsoleSources['feeds'], words: Words): Html | false {
  if (feeds === undefined) return false;
  return html`<section id="feeds"><h2>${words('console.rules.feeds')}</h2><p>${words('console.rules.feedsHow')} <code>hosters[].feed</code></p>
<dl class="facts rules">${feeds.map((one) => html`<dt>${one.name}</dt><dd>${feedOf(one, words)}</dd>`)}</dl></section>`;
}

function feedOf({ feed }: HosterFeed, words: Words): Html {
  if (feed === null) return html`<span class="soft">${words('console.rules.noFeed')}</span>`;
  const { kind, url, regions = [], products = [], wholePage } = feed;
  const ours = [...products, ...regions].join(', ');
  return html`<code>${url}</code> (${kind})<br>${words(wholePage === true || ours === '' ? 'console.rules.feedWhole' : 'console.rules.feedOurs', { ours })}`;
}
