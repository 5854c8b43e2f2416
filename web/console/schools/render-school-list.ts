import type { LastImport, SchoolDesk, SchoolMatches } from '../../../app/schools/school-desk.ts';
import type { NowView } from '../../../app/views/now-view.ts';
import type { Words } from '../../../app/views/words.ts';
import { formatDate, formatTime } from '../../markup/clock.ts';
import { type Html, html } from '../../markup/html.ts';
import { schoolAddress } from '../pages/addresses.ts';
import type { PageAsk } from '../pages/console-page.ts';
import { renderGrid } from '../render-grid.ts';

/** Schools on one page. Chosen: two screens of a desk. */
const EACH = 50;

/** Write the search and one page of what it finds, and what the last import did. */
export async function renderSchoolList(
  desk: SchoolDesk,
  { query: asked, words, view }: PageAsk,
): Promise<Html> {
  const query = (asked.get('q') ?? '').slice(0, 100);
  const from = fromOf(asked.get('from'));
  const [found, last] = await Promise.all([desk.search(query, from, EACH), desk.lastImport()]);
  return html`<div class="in"><h1>${words('console.pages.schools')}</h1>
<form class="search" method="get" action="/schools/" role="search"><label>${words('console.schools.search')}<input type="search" name="q" value="${query}" maxlength="100" autocomplete="off"></label>
<button class="strong">${words('console.schools.find')}</button></form>
<p class="soft" role="status" id="found">${words('console.schools.found', { count: found.total })}${found.total > 0 && html` · <a href="/data/schools.csv?q=${encodeURIComponent(query)}">${words('console.schools.csv')}</a>`}</p>
${found.rows.length > 0 && table(found, words)}
${pager(query, from, found.total, words)}
${lastImport(desk, last, view, words)}</div>`;
}

function fromOf(text: string | null): number {
  const from = Number(text ?? '0');
  return Number.isSafeInteger(from) && from > 0 ? from : 0;
}

const COLUMNS = ['uai', 'name', 'type', 'commune', 'department'] as const;

const table = ({ rows }: SchoolMatches, words: Words): Html =>
  renderGrid(
    COLUMNS.map((column) => words(`console.schools.${column}`)),
    rows.map(({ uai, name, type, commune, department, state }) => [
      html`<a href="${schoolAddress(uai)}">${uai}</a>`,
      html`${name}${state !== 'open' && html` <span class="tag">${words(`console.schools.state.${state}`)}</span>`}`,
      words(`console.schools.kind.${type}`),
      commune,
      department,
    ]),
    1,
  );

function pager(query: string, from: number, total: number, words: Words): Html | false {
  const link = (to: number, word: string) =>
    html`<a href="/schools/?q=${encodeURIComponent(query)}&amp;from=${to}">${words(`console.schools.${word}`)}</a>`;
  if (from === 0 && total <= EACH) return false;
  return html`<p class="plans">${from > 0 && link(Math.max(0, from - EACH), 'before')} ${from + EACH < total && link(from + EACH, 'after')}</p>`;
}

function lastImport(
  { renewedBy }: SchoolDesk,
  last: LastImport | null,
  view: NowView,
  words: Words,
): Html {
  const title = html`<h2>${words('console.schools.import.title')}</h2>`;
  if (last === null)
    return html`<section>${title}<p class="soft">${words('console.schools.import.none')}</p></section>`;
  const { added, changed, gone, contactsWithoutSchool } = last;
  const when = { date: formatDate(last.at, view), time: formatTime(last.at, view) };
  return html`<section>${title}<p>${words('console.schools.import.did', { ...when, added, changed, gone })}</p>
${contactsWithoutSchool > 0 && html`<p class="warn">${words('console.schools.import.homeless', { count: contactsWithoutSchool })}</p>`}
${last.doubted.map((doubt) => html`<p class="warn">${words('console.schools.import.doubted', { ...doubt, type: words(`console.schools.kind.${doubt.type}`) })}</p>`)}
<ul class="list">${last.files.map(({ file, rows, schools, rejectedRows }) => html`<li>${words('console.schools.import.file', { file, rows, schools, rejected: rejectedRows })}</li>`)}</ul>
<p class="soft small">${words(`console.schools.again.${renewedBy}`)} <code>preau schools ${renewedBy}</code></p></section>`;
}
