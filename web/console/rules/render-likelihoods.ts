import type { LikelihoodTable } from '../../../core/cause/likelihood-table.ts';
import type { Words } from '../../../app/views/words.ts';
import { numberFormat } from '../../../app/views/number-format.ts';
import { type Html, html } from '../../markup/html.ts';

/** Write the table that verdicts are made of: each sign, how much likelier each cause makes it, and why. */
export function renderLikelihoods(
  { version, rows, priors, shrink }: LikelihoodTable,
  words: Words,
  language: 'fr' | 'en',
): Html {
  const causes = [...new Set(rows.flatMap(({ ratios }) => Object.keys(ratios)))];
  const count = numberFormat(language, 'plain');
  const before = Object.entries(priors)
    .map(([cause, prior]) => `${words(`console.cause.${cause}`)} ${count.format(prior)}`)
    .join(' · ');
  return html`<section id="table"><h2>${words('console.rules.table')}</h2>
<p>${words('console.rules.tableHow', { version, shrink: count.format(shrink) })}</p>
<p class="small soft">${words('console.rules.priors')} ${before}</p>
<details id="table-rows"><summary>${words('console.rules.tableRows', { count: rows.length })}</summary>
<div class="wide" tabindex="0" role="region" aria-label="${words('console.rules.table')}"><table class="grid"><thead><tr><th scope="col">${words('console.rules.sign')}</th>${causes.map((cause) => html`<th scope="col">${words(`console.cause.${cause}`)}</th>`)}<th scope="col">${words('console.rules.why')}</th></tr></thead>
<tbody>${rows.map(
    ({ feature, ratios, why }) =>
      html`<tr><th scope="row"><code>${feature}</code></th>${causes.map((cause) => html`<td>${ratio(ratios, cause, count)}</td>`)}<td>${why}</td></tr>`,
  )}</tbody></table></div></details></section>`;
}

function ratio(
  ratios: Readonly<Record<string, number>>,
  cause: string,
  count: Intl.NumberFormat,
): string {
  const value = ratios[cause];
  return value === undefined ? '' : count.format(value);
}
