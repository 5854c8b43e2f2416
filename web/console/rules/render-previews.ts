import type { RenderedNotice } from '../../../app/views/rendered-notice.ts';
import { sampleNotices } from '../../../app/views/sample-notices.ts';
import type { Words } from '../../../app/views/words.ts';
import type { Policy } from '../../../core/policy.ts';
import { type Html, html } from '../../markup/html.ts';
import type { ConsoleSources } from '../pages/console-sources.ts';

/** Write what would be sent in each phase, in each language, of a made-up morning. */
export function renderPreviews(
  policy: Policy,
  previews: ConsoleSources['previews'],
  words: Words,
): Html | false {
  const samples = sampleNotices(policy);
  if (previews === undefined || samples.length === 0) return false;
  return html`<section id="previews"><h2>${words('console.rules.previews')}</h2>
<p class="soft">${words('console.rules.sample')}</p>
${samples.map(
  (
    content,
  ) => html`<details id="preview-${content.phase}"><summary>${words(`console.phase.${content.phase}`)}</summary>
<div class="pair">${(['fr', 'en'] as const).map((language) => preview(language, previews(language)(content), words))}</div></details>`,
)}</section>`;
}

const preview = (language: 'fr' | 'en', text: RenderedNotice, words: Words): Html =>
  html`<div lang="${language}"><p class="small soft">${words('console.notice.sms')} · ${words('console.notice.smsSize', { septets: text.smsSeptets, count: text.smsSegments })}</p>
<blockquote class="sms">${text.sms}</blockquote><p><b>${text.mailSubject}</b></p><div class="sheet">${text.mailText}</div></div>`;
