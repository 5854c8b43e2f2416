import type { PeopleTask } from '../../../app/notices/people-tasks.ts';
import type { Words } from '../../../app/views/words.ts';
import { type Html, html } from '../../markup/html.ts';
import { renderGrid } from '../render-grid.ts';
import { renderWide } from '../render-wide.ts';
import type { NotReached } from '../data/not-reached.ts';

/** Rows of the page; the file has all. Chosen. */
const MOST_ROWS = 100;

/**
 * Write whom to telephone about an incident, in the order of calling, with the whole list as a file.
 *
 * @param list null where this home has none
 */
export function renderNotReached(list: NotReached | null, incident: string, words: Words): Html {
  if (list === null) return html`<p class="soft">${words('console.notReached.unknown')}</p>`;
  const { tasks } = list;
  if (tasks.length === 0) return html`<p class="soft">${words('console.notReached.none')}</p>`;
  const table = renderGrid(
    (['school', 'phones', 'why'] as const).map((head) => words(`console.notReached.${head}`)),
    tasks.slice(0, MOST_ROWS).map((task) => row(task, words)),
  );
  return html`<p><a href="/data/not-reached.csv?incident=${encodeURIComponent(incident)}">${words('console.notReached.csv', { count: tasks.length })}</a></p>
${renderWide(words('console.incidentPage.not-reached'), table)}
${tasks.length > MOST_ROWS && html`<p class="soft small">${words('console.notReached.more', { count: tasks.length - MOST_ROWS })}</p>`}`;
}

function row(
  { recipient, name, commune, phones, why, detail }: PeopleTask,
  words: Words,
): readonly Html[] {
  const place = [name, commune].filter((part) => part !== '').join(', ');
  return [
    html`${recipient}${place !== '' && html` <span class="soft">${place}</span>`}`,
    html`${phones.length === 0 ? words('console.notReached.noPhone') : phones.map((number) => html`<a href="tel:${number}">${number}</a> `)}`,
    html`${words(`console.notReached.for.${why}`)} <span class="soft small">${detail}</span>`,
  ];
}
