import type { DayHistory, DayLook, HistoryDay } from '../../app/views/day-history.ts';
import type { StatusView } from '../../app/views/status-view.ts';
import type { Words } from '../../app/views/words.ts';
import { epochMs } from '../../core/units.ts';
import { formatDay } from '../markup/clock.ts';
import { formatSpan } from '../markup/format-span.ts';
import { type Html, html } from '../markup/html.ts';

/** Each look has a height of its own, of 12, so that it is told apart without its colour. */
const HEIGHTS: { readonly [look in DayLook]: number } = {
  unwatched: 1,
  calm: 4,
  sheltered: 8,
  down: 12,
};
const LOOKS = ['unwatched', 'calm', 'sheltered', 'down'] as const;

/** What the bars mean, once for all platforms. */
export function renderLegend(words: Words): Html {
  return html`<ul class="key soft" aria-hidden="true">${LOOKS.map(
    (look) =>
      html`<li><svg class="h" viewBox="0 0 1 12" preserveAspectRatio="none">${run(look, 'M0', 1)}</svg>${words(`status.history.${look}`)}</li>`,
  )}</ul>`;
}

/** One platform's 90 days: bars, the same in a sentence, and day by day in a table. */
export function renderHistory(
  history: DayHistory,
  view: Pick<StatusView, 'language'>,
  words: Words,
): Html {
  const falls = history.days.filter(({ downMs }) => downMs > 0).toReversed();
  const watched = history.days.filter(({ look }) => look !== 'unwatched').length;
  const total = formatSpan(falls.reduce((sum, { downMs }) => sum + downMs, 0));
  const form = watched === 0 ? 'none' : falls.length === 0 ? 'noFall' : 'falls';
  const text = words(`status.history.${form}`, { watched, count: falls.length, total });
  return html`<div class="hist"><svg class="h" role="img" aria-label="${words('status.history.label', { text })}" viewBox="0 0 ${history.days.length} 12" preserveAspectRatio="none">${bars(history.days)}</svg>
${falls.length === 0 ? html`<p class="soft">${text}</p>` : table(falls, text, view, words)}</div>`;
}

/** Days that look alike are one line whose dashes are the days: 90 bars in a few bytes. */
function bars(days: readonly HistoryDay[]): readonly Html[] {
  return LOOKS.flatMap((look) => {
    const runs = days.flatMap((day, start) => {
      if (day.look !== look || days[start - 1]?.look === look) return [];
      const end = days.findIndex((other, index) => index > start && other.look !== look);
      return [{ start, length: (end === -1 ? days.length : end) - start }];
    });
    return runs.map(({ start, length }) => run(look, `M${start}`, length));
  });
}

const run = (look: DayLook, start: string, length: number): Html =>
  html`<path class="h-${look}" d="${start} ${12 - HEIGHTS[look] / 2}h${length}"/>`;

function table(
  falls: readonly HistoryDay[],
  text: string,
  view: Pick<StatusView, 'language'>,
  words: Words,
): Html {
  const heads = ['day', 'worst', 'length'] as const;
  return html`<details><summary>${text}</summary><table><thead><tr>${heads.map((head) => html`<th scope="col">${words(`status.history.${head}`)}</th>`)}</tr></thead><tbody>${falls.map(
    ({ date, look, downMs }) =>
      html`<tr><td>${dayName(date, view)}</td><td>${words(`status.history.${look}`)}</td><td>${formatSpan(downMs)}</td></tr>`,
  )}</tbody></table><p class="soft">${words('status.history.others')}</p></details>`;
}

/** At noon by UTC the date is the same nearly everywhere; it is written by UTC, so in all of it. */
const dayName = (date: string, { language }: Pick<StatusView, 'language'>): string =>
  formatDay(epochMs(Date.parse(`${date}T12:00:00Z`)), { language, timeZone: 'UTC' });
