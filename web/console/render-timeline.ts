import type { NowView } from '../../app/views/now-view.ts';
import type { Words } from '../../app/views/words.ts';
import { type EpochMs, epochMs, hours, minutes, type PlatformId } from '../../core/units.ts';
import { type Html, html } from '../markup/html.ts';
import { keptMarkup } from '../markup/kept-markup.ts';
import { LONGEST_MS } from './data/read-stretch.ts';

/** What a chart is of. */
export interface TimelineOf {
  readonly platform: PlatformId;
  readonly name: string;
  readonly from: EpochMs;
  /** Null while it goes on: the chart follows the home's clock. */
  readonly to: EpochMs | null;
  /** The address of the page that has the same as a table. */
  readonly table: string;
}

/** What a chart of a platform shows when nobody asks for another stretch. Chosen. */
export const LATELY_MS = hours(2);
/** Before a fall and after its end, which say how it came. Chosen. */
const MARGIN_MS = minutes(15);

const WAYS = ['in', 'out', 'earlier', 'later', 'all'] as const;

/**
 * Write the place of a chart of one platform's time: a script draws it, and keeps it. Without one the
 * same is a table, a press away.
 */
export const renderTimeline = (of: TimelineOf, view: NowView, words: Words): Html =>
  chart(words, { ...of, ...stretchOf(of, view) }, view.timeZone);

const chart = keptMarkup(writeChart);

function writeChart(words: Words, of: TimelineOf, timeZone: string): Html {
  const { platform, name, table, from, to } = of;
  const said = JSON.stringify({
    share: words('console.chart.share'),
    ms: words('console.platform.milliseconds'),
    time: words('console.chart.when'),
    failed: words('console.chart.failed'),
    timeZone,
  });
  return html`<div class="chart" id="chart-${platform}" data-timeline="${platform}" data-from="${from}" data-to="${to}" data-words="${said}">
<div data-kept="yes" id="drawn-${platform}"><div class="chart-tools" role="group" aria-label="${words('console.chart.tools', { name })}" hidden>${WAYS.map((way) => html`<button type="button" data-zoom="${way}">${words(`console.chart.${way}`)}</button>`)}</div>
<p class="chart-note soft small" role="status"></p>
<div class="canvas" role="img" aria-label="${words('console.chart.label', { name })}"></div></div>
<p class="chart-key soft small">${(['good', 'slow', 'bad'] as const).map((seen) => html`<span>${key(seen)} ${words(`console.chart.${seen}`)}</span>`)}<span>${words('console.chart.marks')}</span><a href="${table}">${words('console.chart.table')}<span class="unheard"> : ${name}</span></a></p></div>`;
}

/** Whole minutes, so that an open page asks for the same stretch as the ones beside it. */
export function stretchOf(
  { from, to }: Pick<TimelineOf, 'from' | 'to'>,
  { at }: Pick<NowView, 'at'>,
): { readonly from: EpochMs; readonly to: EpochMs } {
  const end = Math.min(at, to === null ? at : to + MARGIN_MS);
  const start = from - MARGIN_MS;
  const last = Math.ceil(end / MINUTE) * MINUTE;
  const first = Math.max(Math.floor(start / MINUTE) * MINUTE, last - LONGEST_MS);
  return { from: epochMs(Math.min(first, last - 5 * MINUTE)), to: epochMs(last) };
}

const MINUTE = 60_000;

/** The stretch that ends now. */
export const lately = ({ at }: Pick<NowView, 'at'>): Pick<TimelineOf, 'from' | 'to'> => ({
  from: epochMs(at - LATELY_MS + MARGIN_MS),
  to: null,
});

const KEYS = { good: ['up', 4], slow: ['suspect', 8], bad: ['down', 12] } as const;

function key(seen: keyof typeof KEYS): Html {
  const [look, height] = KEYS[seen];
  return html`<svg class="${look}" viewBox="0 0 8 12" width="8" height="12" aria-hidden="true" focusable="false"><rect class="key-bar" y="${12 - height}" width="8" height="${height}"/></svg>`;
}
