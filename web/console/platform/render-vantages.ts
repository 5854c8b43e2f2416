import type { PlatformLine } from '../../../app/views/platform-line.ts';
import { epochMs, minutes } from '../../../core/units.ts';
import type { Observation } from '../../../core/watch/observation.ts';
import { formatSeconds, isoTime } from '../../markup/clock.ts';
import { type Html, html } from '../../markup/html.ts';
import type { PageAsk } from '../pages/console-page.ts';

/** How far back the latest observation of a vantage is looked for. Chosen: some rounds. */
const BACK_MS = minutes(10);

const HEADS = ['vantage', 'target', 'at', 'found', 'status', 'took', 'address'] as const;

/** Write what each vantage found last, of the origin and of the mirror. */
export async function renderVantages({ id }: PlatformLine, asked: PageAsk): Promise<Html> {
  const { view, words, sources } = asked;
  const seen = await sources.observations?.(id, epochMs(view.at - BACK_MS), view.at);
  const latest = [...Map.groupBy(seen ?? [], keyOf).values()].flatMap((list) => list.at(-1) ?? []);
  if (latest.length === 0) return html`<p class="soft">${words('console.chart.none')}</p>`;
  const rows = latest.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  return html`<div class="wide"><table class="grid"><thead><tr>${HEADS.map((head) => html`<th scope="col">${words(`console.vantageList.${head}`)}</th>`)}</tr></thead>
<tbody>${rows.map((one) => row(one, asked))}</tbody></table></div>`;
}

const keyOf = ({ target, vantage, by }: Observation): string =>
  `${target === 'origin' ? 0 : 1} ${by ?? ''} ${vantage}`;

function row(seen: Observation, { view, words, sources }: PageAsk): Html {
  const { vantage, target, at, failure, status, totalMs, timesMs, address } = seen;
  const name = sources.ground?.().policy.vantages.find(({ id }) => id === vantage)?.name ?? vantage;
  const stages = Object.entries(timesMs).map(([stage, ms]) => `${stage} ${Math.round(ms)}`);
  const took =
    totalMs > 0 ? words('console.platform.milliseconds', { ms: Math.round(totalMs) }) : '';
  return html`<tr><th scope="row">${name}</th><td>${words(`console.vantageList.of.${target}`)}</td><td><time datetime="${isoTime(at)}">${formatSeconds(at, view)}</time></td>
<td>${failure === null ? words('console.says.up') : html`${words(`console.failure.${failure.kind}`)} <span class="soft small">${failure.detail}</span>`}</td><td>${status ?? ''}</td><td>${took} <span class="soft small">${stages.join(' · ')}</span></td><td>${address ?? ''}</td></tr>`;
}
