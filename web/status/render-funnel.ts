import type { SentFunnel } from '../../app/views/sent-funnel.ts';
import type { Words } from '../../app/views/words.ts';
import { type Html, html } from '../markup/html.ts';

/** From what arrived to what did not; the rest of the bar is still to leave. */
const BAR = ['delivered', 'accepted', 'claimed', 'unknown', 'failed', 'replaced'] as const;
const TOLD = [
  'planned',
  'claimed',
  'accepted',
  'delivered',
  'failed',
  'replaced',
  'unknown',
] as const;

/** Told where there is one: most readers need not learn that they exist. */
const RARE: ReadonlySet<string> = new Set(['replaced', 'unknown']);

/**
 * How far a message is: a bar for each channel, and the same in numbers below it, which is all that a
 * reader who does not see the bar needs.
 */
export function renderFunnel(funnels: readonly SentFunnel[], words: Words): Html | false {
  return (
    funnels.length > 0 &&
    html`<ul class="funnels">${funnels.map((funnel) => channel(funnel, words))}</ul>`
  );
}

function channel(funnel: SentFunnel, words: Words): Html {
  const told = TOLD.filter((part) => !RARE.has(part) || funnel[part] > 0).map((part) =>
    words(`status.funnel.${part}`, { count: funnel[part] }),
  );
  const sentence = words(`status.funnel.${funnel.channel}`, { told: told.join(', ') });
  return html`<li>${bar(funnel)}<span class="soft">${sentence}</span></li>`;
}

function bar(funnel: SentFunnel): Html {
  let start = 0;
  const rects = BAR.filter((part) => funnel[part] > 0).map((part) => {
    const x = start;
    const width = Math.round((funnel[part] / funnel.planned) * 1_000) / 10;
    start += width;
    return html`<rect class="f-${part}" x="${x}" width="${width}" height="6"/>`;
  });
  return html`<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">${rects}</svg>`;
}
