import { html } from '../../markup/html.ts';
import { renderFeeds } from '../rules/render-feeds.ts';
import { renderPreviews } from '../rules/render-previews.ts';
import { renderLikelihoods } from '../rules/render-likelihoods.ts';
import { ruleGroups } from '../rules/rule-lines.ts';
import type { ConsolePage, PageAsk } from './console-page.ts';

/** *Rules*: by what everything is decided, in plain words, to be read and not edited. */
export const rulesPage: ConsolePage = {
  name: 'rules',
  path: '/rules/',
  render: (asked) => (asked.below.length === 0 ? rules(asked) : null),
};

function rules(asked: PageAsk) {
  const { words, sources, view } = asked;
  const policy = sources.ground?.().policy;
  const title = html`<h1>${words('console.pages.rules')}</h1>`;
  if (policy === undefined)
    return html`<div class="in">${title}<p class="soft">${words('console.rules.absent')}</p></div>`;
  return html`<div class="in">${title}
<p>${words('console.rules.how')}</p>
${ruleGroups(policy, view.language).map(
  ({ name, lines }) => html`<section id="${name}"><h2>${words(`console.rules.group.${name}`)}</h2>
<dl class="facts rules">${lines.map(({ name: rule, key, values }) => html`<dt><code>${key}</code></dt><dd>${words(`console.rules.say.${rule}`, values)}</dd>`)}</dl></section>`,
)}
${renderFeeds(asked)}
${renderPreviews(policy, asked)}
${renderLikelihoods(policy.cause.table, asked)}</div>`;
}
