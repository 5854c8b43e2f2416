import type { PushOffer } from '../../app/views/status-view.ts';
import type { Words } from '../../app/views/words.ts';
import { type Html, html } from '../markup/html.ts';
import type { PagePlace } from './page-place.ts';

/** What the button says, and what is said once it was pressed. */
const SAID = ['join', 'leave', 'joined', 'left', 'denied', 'failed'] as const;

/** The button by which readers are told by their browser; hidden until its script finds that it can. */
export function renderPush(push: PushOffer, words: Words, { toRoot }: PagePlace): Html {
  const said = SAID.map((key) => html` data-${key}="${words(`status.push.${key}`)}"`);
  return html`<section class="in push" hidden id="push" aria-labelledby="push-title" data-key="${push.publicKey}" data-url="${push.url}" data-root="${toRoot || './'}" data-platforms="${push.platforms.join(' ')}"${said}>
<h2 id="push-title">${words('status.push.title')}</h2><p class="soft">${words('status.push.about')}</p><p><button type="button"></button> <span role="status"></span></p></section>`;
}
