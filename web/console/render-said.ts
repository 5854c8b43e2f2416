import type { EarlierCause } from '../../app/views/cause-history.ts';
import type { IncidentLine } from '../../app/views/incident-line.ts';
import type { NowView } from '../../app/views/now-view.ts';
import type { Words } from '../../app/views/words.ts';
import { formatDate, formatDay, formatTime, isoTime } from '../markup/clock.ts';
import { type Html, html } from '../markup/html.ts';

/** What was said and taken back, what people recorded afterwards, and the clocks that run. */
export function renderSaid(
  { id, history, recorded, clocks }: IncidentLine,
  view: NowView,
  words: Words,
): Html {
  const { earlier, correctedAt } = history;
  return html`${clocks.map((clock) => html`<p class="legal${clock.isLate && ' late'}" id="clock-${id}"><b>${clock.text}</b> <span class="soft small">${clock.about}</span></p>`)}
${earlier.length > 0 && html`<h5>${words('cause.corrected.title')}</h5><ul class="plain">${earlier.map((one) => was(one, view, words))}</ul>`}
${correctedAt !== null && html`<p class="soft small">${words('cause.corrected.now', { from: when(correctedAt, view) })}</p>`}
${recorded.length > 0 && html`<h5>${words('cause.recorded.title')}</h5><ul class="plain">${recorded.map(({ at, text, stands }) => html`<li>${stands ? html`<b>${text}</b>` : html`<del>${text}</del> (${words('cause.recorded.replaced')})`} <time class="soft small" datetime="${isoTime(at)}">${when(at, view)}</time></li>`)}</ul>`}`;
}

function was({ text, from, until }: EarlierCause, view: NowView, words: Words): Html {
  const times = { from: when(from, view), until: when(until, view) };
  return html`<li><del>${text}</del> <span class="soft small">${words('cause.corrected.was', times)}</span></li>`;
}

/** The hour, and the day where it is another than now. */
const when = (at: EarlierCause['from'], view: NowView): string =>
  formatDate(at, view) === formatDate(view.at, view)
    ? formatTime(at, view)
    : `${formatDay(at, view)}, ${formatTime(at, view)}`;
