import type { PlatformLine } from '../../../app/views/platform-line.ts';
import { epochMs, minutes } from '../../../core/units.ts';
import type { Observation } from '../../../core/watch/observation.ts';
import { formatSeconds, isoTime } from '../../markup/clock.ts';
import { type Html, html } from '../../markup/html.ts';
import { renderGrid } from '../render-grid.ts';
import { renderWide } from '../render-wide.ts';
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
  const columns = HEADS.map((head) => words(`console.vantageList.${head}`));
  const table = renderGrid(
    columns,
    rows.map((one) => row(one, asked)),
  );
  return renderWide(words('console.platformPage.vantages'), table);
}

const keyOf = ({ target, vantage, by }: Observation): string =>
  `${target === 'origin' ? 0 : 1} ${by ?? ''} ${vantage}`;

function row(seen: Observation, { view, words, sources }: PageAsk): readonly (Html | string)[] {
  const { vantage, target, at, failure, status, totalMs, timesMs, address } = seen;
  const name = sources.ground?.().policy.vantages.find(({ id }) => id === vantage)?.name ?? vantage;
  const stages = Object.entries(timesMs).map(([stage, ms]) => `${stage} ${Math.round(ms)}`);
  const took =
    totalMs > 0 ? words('console.platform.milliseconds', { ms: Math.round(totalMs) }) : '';
  return [
    name,
    words(`console.vantageList.of.${target}`),
    html`<time datetime="${isoTime(at)}">${formatSeconds(at, view)}</time>`,
    failure === null
      ? words('console.says.up')
      : html`${words(`console.failure.${failure.kind}`)} <span class="soft small">${failure.detail}</span>`,
    String(status ?? '–'),
    html`${took} <span class="soft small">${stages.join(' · ')}</span>`,
    address ?? '–',
  ];
}
