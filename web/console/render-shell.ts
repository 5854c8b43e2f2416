import type { Words } from '../../app/views/words.ts';
import { type Html, html, trusted } from '../markup/html.ts';
import { MARK } from '../markup/shapes.ts';
import { CONSOLE_STYLE } from './console-style.ts';
import type { ConsolePageName } from './pages/console-page.ts';
import { renderPageLinks } from './render-page-links.ts';

/** What differs between the consoles of the two homes. */
export interface ConsoleShell {
  readonly language: 'fr' | 'en';
  readonly organisation: string;
  /** Null for an address of no page. */
  readonly page: ConsolePageName | null;
  /** Fresh for every answer: only markup that carries it may style or run. */
  readonly nonce: string;
  /** The address of the script that brings the page to life. */
  readonly script: string;
  /** The body's `data-` attributes, which that script reads. */
  readonly data: Readonly<Record<string, string>>;
  readonly links: Html;
  readonly noScript: string;
  /** What stands in the page's `main` until the script has its say. */
  readonly main: Html;
  /** Whether a person is asked for their name: not where a login tells it. */
  readonly asksName: boolean;
}

/** Write the console's page around what it shows. */
export function renderShell(shell: ConsoleShell, words: Words): string {
  const { language, organisation, page, nonce, script, data } = shell;
  const name = page === null ? 'console.missing.title' : `console.pages.${page}`;
  const attributes = Object.entries(data).map(([name, value]) => html` data-${name}="${value}"`);
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${words('console.home', { page: words(name) })} · ${organisation}</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${trusted(CONSOLE_STYLE)}</style></head>
<body${attributes}>
<a class="skip" href="#now">${words('console.skip')}</a>
<header class="bar"><div class="in">
<span class="brand">${MARK}<span><b>Préau</b><small>${organisation}</small></span></span>
<nav class="faces" aria-label="${words('console.facesNav')}">${shell.links}</nav></div></header>
${renderPageLinks(page, words)}
<p id="kept" class="kept" role="status" hidden><span id="kept-act" data-words="${words('console.kept.act')}"></span>
<button type="button" id="kept-send" class="strong">${words('console.kept.send')}</button> <button type="button" id="kept-drop">${words('console.kept.drop')}</button></p>
<p id="lost" class="lost" role="status" data-words="${words('console.disconnected')}"></p>
<p id="over" class="over" role="status" hidden><span id="over-said" data-words="${words('console.over.said')}"></span> <a id="over-link" href="/">${words('console.over.link')}</a></p>
<noscript><p class="in soft">${shell.noScript}</p></noscript>
<main id="now">${shell.main}</main>
<p id="told" class="told" role="status"></p>
${dialog(words, shell.asksName)}
<script type="module" nonce="${nonce}" src="${script}"></script>
</body></html>
`.markup;
}

/** Asks why, and who where nobody else tells: both go into the journal. One dialog serves every button. */
function dialog(words: Words, asksName: boolean): Html {
  return html`<dialog id="ask" aria-labelledby="ask-title"><form method="dialog">
<h2 id="ask-title"></h2><p id="ask-consequence"></p>
<label id="ask-reason-label">${words('console.dialog.reason')}<input id="ask-reason" name="reason" maxlength="300" autocomplete="off"></label>
${asksName && html`<label>${words('console.dialog.name')}<input id="ask-name" name="name" maxlength="80" autocomplete="name"></label>`}
<p class="buttons"><button value="confirm" class="strong">${words('console.dialog.confirm')}</button>
<button value="back" formnovalidate>${words('console.dialog.back')}</button></p></form>
<div hidden id="ask-words" data-done="${words('console.dialog.done')}" data-refused="${words('console.dialog.refused')}" data-failed="${words('console.dialog.failed')}" data-ended="${words('console.dialog.ended')}" data-over="${words('console.signIn.ended')}"></div></dialog>`;
}

/**
 * What a page of the console may load and run.
 *
 * @param connect origins beside its own that its script may ask
 */
export const consolePolicy = (nonce: string, connect: readonly string[] = []): string =>
  [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    ["connect-src 'self'", ...connect].join(' '),
    'img-src data:',
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types preau',
  ].join('; ');
