import type { PeopleTask } from '../../../app/notices/people-tasks.ts';
import type { Words } from '../../../app/views/words.ts';
import { type Html, html } from '../../markup/html.ts';
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
  const heads = ['school', 'phones', 'why'] as const;
  return html`<p><a href="/data/not-reached.csv?incident=${encodeURIComponent(incident)}">${words('console.notReached.csv', { count: tasks.length })}</a></p>
<div class="wide"><table class="grid"><thead><tr>${heads.map((head) => html`<th scope="col">${words(`console.notReached.${head}`)}</th>`)}</tr></thead>
<tbody>${tasks.slice(0, MOST_ROWS).map((task) => row(task, words))}</tbody></table></div>
${tasks.length > MOST_ROWS && html`<p class="soft small">${words('console.notReached.more', { count: tasks.length - MOST_ROWS })}</p>`}`;
}

function row({ recipient, name, commune, phones, why, detail }: PeopleTask, words: Words): Html {
  const place = [name, commune].filter((part) => part !== '').join(', ');
  return html`<tr><th scope="row">${recipient}${place !== '' && html` <span class="soft">${place}</span>`}</th><td>${phones.length === 0 ? words('console.notReached.noPhone') : phones.map((number) => html`<a href="tel:${number}">${number}</a> `)}</td><td>${words(`console.notReached.for.${why}`)} <span class="soft small">${detail}</span></td></tr>`;
}
