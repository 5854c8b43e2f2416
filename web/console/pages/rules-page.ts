import type { Words } from '../../../app/views/words.ts';
import type { Policy } from '../../../core/policy.ts';
import { type Html, html } from '../../markup/html.ts';
import { keptWhileSame } from '../../markup/kept-while-same.ts';
import { renderFeeds } from '../rules/render-feeds.ts';
import { renderPreviews } from '../rules/render-previews.ts';
import { renderLikelihoods } from '../rules/render-likelihoods.ts';
import { ruleGroups } from '../rules/rule-lines.ts';
import type { ConsolePage, PageAsk } from './console-page.ts';
import type { ConsoleSources } from './console-sources.ts';

/** *Rules*: by what everything is decided, in plain words, to be read and not edited. */
export const rulesPage: ConsolePage = {
  name: 'rules',
  path: '/rules/',
  render: (asked) => (asked.below.length === 0 ? rules(asked) : null),
};

function rules({ words, sources, view }: PageAsk): Html {
  const policy = sources.ground?.().policy;
  return rulesOf(policy, words, view.language, sources.feeds, sources.previews);
}

/** They are those of the configuration that the home was started with. */
const rulesOf = keptWhileSame(writeRules);

function writeRules(
  policy: Policy | undefined,
  words: Words,
  language: 'fr' | 'en',
  feeds: ConsoleSources['feeds'],
  previews: ConsoleSources['previews'],
): Html {
  const title = html`<h1>${words('console.pages.rules')}</h1>`;
  if (policy === undefined)
    return html`<div class="in">${title}<p class="soft">${words('console.rules.absent')}</p></div>`;
  return html`<div class="in">${title}
<p>${words('console.rules.how')}</p>
${ruleGroups(policy, language).map(
  ({ name, lines }) => html`<section id="${name}"><h2>${words(`console.rules.group.${name}`)}</h2>
<dl class="facts rules">${lines.map(({ name: rule, key, values }) => html`<dt><code>${key}</code></dt><dd>${words(`console.rules.say.${rule}`, values)}</dd>`)}</dl></section>`,
)}
${renderFeeds(feeds, words)}
${renderPreviews(policy, previews, words)}
${renderLikelihoods(policy.cause.table, words, language)}</div>`;
}
