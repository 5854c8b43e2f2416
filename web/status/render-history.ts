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
  unseen: 2,
  calm: 4,
  suspended: 6,
  sheltered: 8,
  down: 12,
};
const LOOKS = ['unwatched', 'unseen', 'calm', 'suspended', 'sheltered', 'down'] as const;

/** What the bars mean, once for all platforms: the looks that any of them has, and the common ones. */
export function renderLegend(histories: readonly DayHistory[], words: Words): Html {
  const has = (look: DayLook) =>
    histories.some(({ days }) => days.some((day) => day.look === look));
  const shown = LOOKS.filter((look) => !RARE.has(look) || has(look));
  return html`<ul class="key soft" aria-hidden="true">${shown.map(
    (look) =>
      html`<li><svg class="h" viewBox="0 0 1 12" preserveAspectRatio="none">${run(look, 'M0', 1)}</svg>${words(`status.history.${look}`)}</li>`,
  )}</ul>`;
}

/** Told where there is one. */
const RARE: ReadonlySet<DayLook> = new Set(['unseen', 'suspended']);

/** One platform's 90 days: bars, the same in sentences, and day by day in a table. */
export function renderHistory(
  history: DayHistory,
  view: Pick<StatusView, 'language'>,
  words: Words,
): Html {
  const told = history.days.filter(({ look }) => look !== 'unwatched' && look !== 'calm');
  const text = sentences(history.days, words);
  return html`<div class="hist"><svg class="h" role="img" aria-label="${words('status.history.label', { text })}" viewBox="0 0 ${history.days.length} 12" preserveAspectRatio="none">${bars(history.days)}</svg>
${told.length === 0 ? html`<p class="soft">${text}</p>` : table(told.toReversed(), text, view, words)}</div>`;
}

/** Falls first, then what was neither up nor down. */
function sentences(days: readonly HistoryDay[], words: Words): string {
  const falls = days.filter(({ downMs }) => downMs > 0);
  const watched = days.filter(({ look }) => look !== 'unwatched').length;
  const total = formatSpan(falls.reduce((sum, { downMs }) => sum + downMs, 0));
  const form = watched === 0 ? 'none' : falls.length === 0 ? 'noFall' : 'falls';
  const countOf = (isOne: (day: HistoryDay) => boolean) => days.filter(isOne).length;
  const others = {
    suspendedDays: countOf(({ suspendedMs }) => suspendedMs > 0),
    unseenDays: countOf(({ look }) => look === 'unseen'),
  };
  return [
    words(`status.history.${form}`, { watched, count: falls.length, total }),
    ...(['suspendedDays', 'unseenDays'] as const).flatMap((key) =>
      others[key] > 0 ? [words(`status.history.${key}`, { count: others[key] })] : [],
    ),
  ].join(' ');
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
  days: readonly HistoryDay[],
  text: string,
  view: Pick<StatusView, 'language'>,
  words: Words,
): Html {
  const heads = ['day', 'worst', 'length'] as const;
  return html`<details><summary>${text}</summary><table><thead><tr>${heads.map((head) => html`<th scope="col">${words(`status.history.${head}`)}</th>`)}</tr></thead><tbody>${days.map(
    (day) =>
      html`<tr><td>${dayName(day.date, view)}</td><td>${words(`status.history.${day.look}`)}</td><td>${lengths(day, words)}</td></tr>`,
  )}</tbody></table><p class="soft">${words('status.history.others')}</p></details>`;
}

/** How long the day was what it is called; and beside it how long it was something else. */
function lengths(day: HistoryDay, words: Words): string {
  const parts = (['down', 'suspended', 'unseen'] as const).flatMap((what) => {
    const ms = day[`${what}Ms`];
    return ms > 0 ? [{ what, span: formatSpan(ms) }] : [];
  });
  const [first, ...rest] = parts;
  if (first !== undefined && rest.length === 0) return first.span;
  return parts
    .map(({ what, span }) =>
      words('status.history.part', { what: words(`status.history.${what}`), span }),
    )
    .join(', ');
}

/** At noon by UTC the date is the same nearly everywhere; it is written by UTC, so in all of it. */
const dayName = (date: string, { language }: Pick<StatusView, 'language'>): string =>
  formatDay(epochMs(Date.parse(`${date}T12:00:00Z`)), { language, timeZone: 'UTC' });
