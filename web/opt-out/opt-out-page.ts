import type { IncomingMessage } from 'node:http';
import type { Words } from '../../app/views/words.ts';
import { type Answer, HTML, plain } from '../http/answer.ts';
import { INBOX_STYLE } from '../inbox/inbox-style.ts';
import { html, trusted } from '../markup/html.ts';
import { MARK } from '../markup/shapes.ts';

/** Who may leave, and how it is written down. */
export interface OptOuts {
  /** Whether the link was made by this home for this delivery. */
  readonly knows: (key: string, proof: string) => boolean;
  /** @returns false when no such delivery was ever planned */
  readonly leave: (key: string) => Promise<boolean>;
}

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * `/stop/<delivery>?p=<proof>`: one contact leaves, by one click in the mail program (RFC 8058) or
 * by the button of this page.
 *
 * GET only shows the button: mail gateways follow every link, and one of them once unsubscribed a
 * whole staff. Only POST leaves, and only with the proof that the mail itself carried.
 */
export async function answerOptOut(
  request: IncomingMessage,
  url: URL,
  optOuts: OptOuts,
  words: Words,
  language: 'fr' | 'en',
): Promise<Answer> {
  const key = decode(url.pathname.slice('/stop/'.length));
  const proof = url.searchParams.get('p') ?? '';
  const page = (status: number, state: 'ask' | 'done' | 'unknown'): Answer => ({
    status,
    type: HTML,
    policy: POLICY,
    body: render(words, language, state, `${url.pathname}${url.search}`),
  });
  if (key === null || !optOuts.knows(key, proof)) return page(404, 'unknown');
  if (request.method === 'GET' || request.method === 'HEAD') return page(200, 'ask');
  if (request.method !== 'POST')
    return { ...plain(405, 'GET or POST here'), headers: { allow: 'GET, HEAD, POST' } };
  // The body, `List-Unsubscribe=One-Click`, says nothing that the address does not.
  request.resume();
  return (await optOuts.leave(key)) ? page(200, 'done') : page(404, 'unknown');
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function render(
  words: Words,
  language: 'fr' | 'en',
  state: 'ask' | 'done' | 'unknown',
  action: string,
): string {
  const button = html`<form method="post" action="${action}">
<p><button type="submit">${words('stop.button')}</button></p></form>`;
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${words('stop.title')} · Préau</title><link rel="icon" href="data:,">
<style>${trusted(INBOX_STYLE)}</style></head><body>
<header><div class="in"><span class="brand">${MARK}<b>Préau</b></span></div></header>
<main id="main" class="in"><h1>${words('stop.title')}</h1>
<p role="status">${words(`stop.${state}`)}</p>${state === 'ask' ? button : null}</main></body></html>
`.markup;
}
