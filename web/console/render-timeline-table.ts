import type { NowView } from '../../app/views/now-view.ts';
import type { TimelineChart, VantageCells } from '../../app/views/timeline-chart.ts';
import { formatShare } from '../../app/views/format-share.ts';
import type { Words } from '../../app/views/words.ts';
import { epochMs } from '../../core/units.ts';
import { formatTime, isoTime } from '../markup/clock.ts';
import { type Html, html } from '../markup/html.ts';
import { renderWide } from './render-wide.ts';

/** Rows of a table at most: what a person reads. Chosen. */
export const MOST_ROWS = 36;

/**
 * Write what a chart shows as a table, one row a cell: for screen readers, and without script.
 *
 * @param chart null where this home keeps none
 */
export function renderTimelineTable(
  chart: TimelineChart | null,
  name: string,
  view: NowView,
  words: Words,
): Html {
  if (chart === null || (chart.vantages.length === 0 && chart.marks.length === 0))
    return html`<p class="soft">${words('console.chart.none')}</p>`;
  const { from, to, cellMs, vantages } = chart;
  const times = { name, from: formatTime(from, view), to: formatTime(to, view) };
  const rows = Array.from({ length: Math.ceil((to - from) / cellMs) }, (_, cell) =>
    row(chart, cell, view, words),
  );
  const caption = words('console.chart.caption', times);
  const table = html`<table class="grid"><caption>${caption}</caption>
<thead><tr><th scope="col">${words('console.chart.when')}</th>${vantages.map(({ vantage }) => html`<th scope="col">${vantage}</th>`)}<th scope="col">${words('console.chart.share')}</th><th scope="col">${words('console.chart.happened')}</th></tr></thead>
<tbody>${rows}</tbody></table>`;
  return renderWide(caption, table);
}

function row(chart: TimelineChart, cell: number, view: NowView, words: Words): Html {
  const at = epochMs(chart.from + cell * chart.cellMs);
  const end = epochMs(at + chart.cellMs);
  const share = chart.shares.findLast((one) => one.at < end)?.mirrorShare ?? 0;
  const marks = chart.marks.filter((mark) => mark.at >= at && mark.at < end);
  return html`<tr><th scope="row"><time datetime="${isoTime(at)}">${formatTime(at, view)}</time></th>${chart.vantages.map((one) => html`<td>${seen(one, cell, words)}</td>`)}<td>${formatShare(share, view.language)}</td><td>${happened(marks, view)}</td></tr>`;
}

const happened = (marks: TimelineChart['marks'], view: NowView): Html =>
  html`${marks.map(({ at, text }) => html`<div>${formatTime(at, view)} ${text}</div>`)}`;

const NAMES: Readonly<Record<string, string>> = { o: 'good', s: 'slow', b: 'bad' };

function seen({ worst, slowestMs }: VantageCells, cell: number, words: Words): string {
  const name = NAMES[worst[cell] ?? '.'];
  if (name === undefined) return '–';
  return words('console.chart.cell', {
    worst: words(`console.chart.${name}`),
    ms: slowestMs[cell] ?? 0,
  });
}
