import { formatShare } from '../../../app/views/format-share.ts';
import type { PlatformLine } from '../../../app/views/platform-line.ts';
import { formatSeconds } from '../../markup/clock.ts';
import { type Html, html } from '../../markup/html.ts';
import { renderGrid } from '../render-grid.ts';
import { renderWide } from '../render-wide.ts';
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
  const columns = HEADS.map((head) => words(`console.dnsNow.${head}`));
  const rows = now.answers
    .slice(0, MOST_ROWS)
    .map(({ server, type, mirrorShare, ttlSec, answers }) => [
      server,
      type,
      formatShare(mirrorShare, view.language),
      `${ttlSec} s`,
      answers.slice(0, 8).join(', '),
    ]);
  return html`<p class="soft small">${words('console.dnsNow.asked', { time: formatSeconds(now.at, view) })}</p>
${renderWide(words('console.platformPage.dns'), renderGrid(columns, rows))}`;
}
