import { createHash } from 'node:crypto';
import type { PushOffer, StatusView } from '../../app/views/status-view.ts';
import type { Words } from '../../app/views/words.ts';
import { type Html, html, trusted } from '../markup/html.ts';
import { MARK } from '../markup/shapes.ts';
import { jsonLd } from './feeds/json-ld.ts';
import { addressIn, nameOf, type PagePlace } from './page-place.ts';
import { PUSH_SCRIPT } from './push-script.ts';
import { renderPush } from './render-push.ts';
import { RENEWAL_SCRIPT } from './renewal-script.ts';
import { STATUS_STYLE } from './status-style.ts';

/** What differs from one page of the status site to the next. */
export interface PageParts {
  /** The file's name in its language's folder, e.g. `messages.html`. */
  readonly file: string;
  /** Said before the site's own title. @default the site's own */
  readonly title?: string;
  readonly main: Html;
}

/**
 * Write one page whole in one file: style, shapes and the few lines of script inside.
 *
 * Without script it renews by `meta refresh`; with script a few lines do it more gently, see
 * {@link RENEWAL_SCRIPT}. Its policy is in the page, since any static host may serve it.
 */
export function renderPage(
  view: StatusView,
  words: Words,
  place: PagePlace,
  { file, title: own, main }: PageParts,
): string {
  const { language, refreshSec } = view;
  const push = file === 'index.html' ? view.push : undefined;
  const title = `${words('status.title')} · ${view.organisation}`;
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(push)}">
<meta name="referrer" content="no-referrer">
<noscript><meta http-equiv="refresh" content="${refreshSec}"></noscript>
<title>${own !== undefined && `${own} · `}${title}</title><link rel="icon" href="data:,">${alternates(place, file)}<link rel="alternate" type="application/atom+xml" href="history.atom">${announcements(view, file)}
<style>${trusted(STATUS_STYLE)}</style></head>
<body data-refresh="${refreshSec}" data-at="${view.at}" data-stale="${view.staleAfterMs}" data-wall="${view.rehearsal ? 'no' : 'yes'}">
<a class="skip" href="#main">${words('status.skip')}</a>
${view.rehearsal && html`<div class="band-note">${words('status.rehearsal')}</div>`}
${view.drill && html`<div class="band-note drill-note">${words('status.drill')}</div>`}
<header><div class="in brand">${MARK}<span><b>${words('status.brand')}</b><small>${title}</small></span>${languageLinks(view, words, place, file)}</div></header>
<div class="in old" hidden id="old"><p class="warn" role="status" data-words="${words('status.staleReader', { minutes: '#' })}"></p></div>
<main id="main" class="in">${main}</main>
${push !== undefined && renderPush(push, words, place)}
<footer><div class="in"><p>${freshness(view, words)}</p><p>${dataLink(words, place)}</p><p><a href="accessibility.html">${words('status.accessibility.link')}</a></p></div></footer>
<script>${trusted(RENEWAL_SCRIPT)}</script>${push !== undefined && html`<script>${trusted(PUSH_SCRIPT)}</script>`}</body></html>
`.markup;
}

/** For search engines, on the first page alone. Data, which no policy takes for a script. */
function announcements(view: StatusView, file: string): Html | false {
  const data = file === 'index.html' ? jsonLd(view) : null;
  return data !== null && html`<script type="application/ld+json">${trusted(data)}</script>`;
}

/** Relative, so that they hold on each of the hosts. */
const alternates = (place: PagePlace, file: string): readonly Html[] =>
  place.languages.map(
    (other) =>
      html`<link rel="alternate" hreflang="${other}" href="${addressIn(other, file, place)}">`,
  );

function languageLinks(
  view: StatusView,
  words: Words,
  place: PagePlace,
  file: string,
): Html | false {
  const others = place.languages.filter((other) => other !== view.language);
  return (
    others.length > 0 &&
    html`<nav class="tongues" aria-label="${words('status.languages')}">${others.map(
      (other) =>
        html`<a href="${addressIn(other, file, place)}" hreflang="${other}" lang="${other}">${nameOf(other)}</a>`,
    )}</nav>`
  );
}

function freshness(view: StatusView, words: Words): string {
  const minutes = Math.max(1, Math.round(view.staleAfterMs / 60_000));
  return words('status.freshness', { seconds: view.refreshSec, minutes });
}

function dataLink(words: Words, { toRoot }: PagePlace): Html {
  const [before = '', after = ''] = words('status.data', { link: '\0' }).split('\0');
  return html`${before}<a href="${toRoot}api/v2/summary.json">api/v2/summary.json</a>${after}`;
}

/** What pages of this folder may run, for whoever sends a policy of its own with them. */
export const pageScripts = (): string =>
  `${sourceHash(RENEWAL_SCRIPT)} ${sourceHash(PUSH_SCRIPT)}; worker-src 'self'; require-trusted-types-for 'script'; trusted-types preau preau-push`;

/** As a policy names what it lets run or paint. */
export const sourceHash = (source: string): string =>
  `'sha256-${createHash('sha256').update(source).digest('base64')}'`;

/**
 * Nothing but this page's own style and scripts, by their hashes, and its own address to renew; where
 * readers may subscribe, the worker beside it and the address that takes subscriptions.
 */
function contentPolicy(push: PushOffer | undefined): string {
  const more = push === undefined ? '' : ` ${sourceHash(PUSH_SCRIPT)}`;
  return [
    "default-src 'none'",
    `style-src ${sourceHash(STATUS_STYLE)}`,
    `script-src ${sourceHash(RENEWAL_SCRIPT)}${more}`,
    `connect-src 'self'${push === undefined ? '' : ` ${new URL(push.url).origin}`}`,
    ...(push === undefined ? [] : ["worker-src 'self'"]),
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types preau${push === undefined ? '' : ' preau-push'}`,
  ].join(';');
}
