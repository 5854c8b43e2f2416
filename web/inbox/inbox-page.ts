import type { Words } from '../../app/views/words.ts';
import type { Clock } from '../markup/clock.ts';
import { type Html, html, trusted } from '../markup/html.ts';
import { MARK } from '../markup/shapes.ts';
import { INBOX_STYLE } from './inbox-style.ts';

/**
 * No script at all, so that none can be slipped in. Inline styles are allowed for the sake of the
 * mails' HTML parts, since a `srcdoc` frame inherits its page's policy (CSP 3, section 7.8).
 */
export const INBOX_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Put one of the inbox's pages into its frame. */
export function inboxPage({ language }: Clock, words: Words, main: Html): string {
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${words('inbox.title')} · Préau</title><link rel="icon" href="data:,">
<style>${trusted(INBOX_STYLE)}</style></head><body>
<a class="skip" href="#main">${words('inbox.skip')}</a>
<header><div class="in"><span class="brand">${MARK}<b>Préau</b></span>
<nav><a href="/">${words('inbox.console')}</a><a href="/etat/">${words('console.links.status')}</a><a href="/courrier/">${words('inbox.title')}</a></nav></div></header>
<main id="main" class="in">${main}</main></body></html>
`.markup;
}
