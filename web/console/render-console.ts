import type { NowView } from '../../app/views/now-view.ts';
import type { Words } from '../../app/views/words.ts';
import { type Html, html, trusted } from '../markup/html.ts';
import { MARK } from '../markup/shapes.ts';
import { CONSOLE_STYLE } from './console-style.ts';
import { renderNow } from './render-now.ts';

/** What one answer of the server adds to the view. */
export interface ConsoleFrame {
  /** Fresh for every answer: only markup that carries it may style or run. */
  readonly nonce: string;
  /** Sent back by every command, so that no other site can give one. */
  readonly token: string;
  readonly hasInbox: boolean;
}

/** Write the whole console page around the present view; readable without script. */
export function renderConsole(view: NowView, words: Words, frame: ConsoleFrame): string {
  return html`<!doctype html>
<html lang="${view.language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${words('console.home')} · ${view.organisation}</title>
<link rel="icon" href="data:,">
<style nonce="${frame.nonce}">${trusted(CONSOLE_STYLE)}</style></head>
<body data-token="${frame.token}">
<a class="skip" href="#now">${words('console.skip')}</a>
<header class="bar"><div class="in">
<span class="brand">${MARK}<span><b>Préau</b><small>${view.organisation}</small></span></span>
<nav class="faces">${faceLinks(words, frame)}</nav></div></header>
<p id="lost" class="lost" role="status" data-words="${words('console.disconnected')}"></p>
<noscript><p class="in soft">${words('console.noScript')}</p></noscript>
<main id="now">${renderNow(view, words)}</main>
<p id="told" class="told" role="status"></p>
${dialog(words)}
<script type="module" nonce="${frame.nonce}" src="/console.js"></script>
</body></html>
`.markup;
}

function faceLinks(words: Words, { hasInbox }: ConsoleFrame): Html {
  return html`<a href="/etat/">${words('console.links.status')}</a>
${hasInbox && html`<a href="/courrier/">${words('console.links.inbox')}</a>`}
<a href="/now.json">${words('console.links.json')}</a>`;
}

/** Asks why, and who: both go into the journal. One dialog serves every button. */
function dialog(words: Words): Html {
  return html`<dialog id="ask" aria-labelledby="ask-title"><form method="dialog">
<h2 id="ask-title"></h2><p id="ask-consequence"></p>
<label id="ask-reason-label">${words('console.dialog.reason')}<input id="ask-reason" name="reason" maxlength="300" autocomplete="off"></label>
<label>${words('console.dialog.name')}<input id="ask-name" name="name" maxlength="80" autocomplete="name"></label>
<p class="buttons"><button value="confirm" class="strong">${words('console.dialog.confirm')}</button>
<button value="back" formnovalidate>${words('console.dialog.back')}</button></p></form>
<div hidden id="ask-words" data-done="${words('console.dialog.done')}" data-refused="${words('console.dialog.refused')}" data-failed="${words('console.dialog.failed')}"></div></dialog>`;
}
