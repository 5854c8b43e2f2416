import { formatShare } from '../../../app/views/format-share.ts';
import type { PlatformLine } from '../../../app/views/platform-line.ts';
import { formatSeconds } from '../../markup/clock.ts';
import { type Html, html } from '../../markup/html.ts';
import type { PageAsk } from '../pages/console-page.ts';
import { dnsWithin } from '../pages/dns-within.ts';

const HEADS = ['server', 'type', 'share', 'ttl', 'answers'] as const;

/** Rows that are shown: a name has some servers, and a few types. Chosen. */
const MOST_ROWS = 60;

/** Write what each authoritative server of the name answers now, asked as the page was. */
export async function renderDns(
  { id }: PlatformLine,
  { sources, view, words }: PageAsk,
): Promise<Html> {
  const now = await dnsWithin(id, sources);
  if (now === null || now.answers.length === 0)
    return html`<p class="soft">${words('console.dnsNow.none')}</p>`;
  return html`<p class="soft small">${words('console.dnsNow.asked', { time: formatSeconds(now.at, view) })}</p>
<div class="wide"><table class="grid"><thead><tr>${HEADS.map((head) => html`<th scope="col">${words(`console.dnsNow.${head}`)}</th>`)}</tr></thead>
<tbody>${now.answers
    .slice(0, MOST_ROWS)
    .map(
      ({ server, type, mirrorShare, ttlSec, answers }) =>
        html`<tr><th scope="row">${server}</th><td>${type}</td><td>${formatShare(mirrorShare, view.language)}</td><td>${ttlSec} s</td><td>${answers.slice(0, 8).join(', ')}</td></tr>`,
    )}</tbody></table></div>`;
}
