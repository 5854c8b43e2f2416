import { formatShare } from '../../../app/views/format-share.ts';
import type { PlatformLine } from '../../../app/views/platform-line.ts';
import { pairWeights, publishedTypes } from '../../../core/shelter/weighted-pair.ts';
import { type Html, html } from '../../markup/html.ts';
import type { PageAsk } from '../pages/console-page.ts';

/** Write the names of a platform, and the weighted pair that each type of its name is published as. */
export function renderNames(line: PlatformLine, { sources, words, view }: PageAsk): Html {
  const platform = sources.ground?.().policy.platforms.find(({ id }) => id === line.id);
  if (platform === undefined) return html`<p>${line.hostname}</p>`;
  const { origin, mirror } = platform;
  const facts = [
    ['name', line.hostname],
    ['origin', [origin.host, ...origin.addresses].join(' · ')],
    ...(mirror === undefined
      ? []
      : [['mirror', [mirror.ownName, ...mirror.addresses].join(' · ')]]),
    ['hold', words(line.hold ? 'console.nameList.set' : 'console.nameList.unset')],
  ] as const;
  const weights = pairWeights(line.mirrorShare);
  const types = mirror === undefined ? [] : publishedTypes(platform);
  return html`<dl class="facts">${facts.map(([name, text]) => html`<dt>${words(`console.nameList.${name}`)}</dt><dd>${text}</dd>`)}</dl>
${types.length > 0 && html`<p class="soft small">${words('console.nameList.pair', { types: types.join(', '), origin: weights.origin, mirror: weights.mirror, share: formatShare(line.mirrorShare, view.language) })}</p>`}`;
}
