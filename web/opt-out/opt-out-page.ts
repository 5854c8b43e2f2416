import type { Words } from '../../app/views/words.ts';
import { type Answer, HTML, plain } from '../http/answer.ts';
import type { PageRequest } from '../http/page-request.ts';
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
 * whole staff. Only POST leaves, and only with the proof that the mail itself carried. The body,
 * `List-Unsubscribe=One-Click`, says nothing that the address does not, and is not read.
 */
export async function answerOptOut(
  { method, url }: Pick<PageRequest, 'method' | 'url'>,
  optOuts: OptOuts,
  words: Words,
  language: 'fr' | 'en',
): Promise<Answer> {
  const key = decode(url.pathname.slice('/stop/'.length));
  const proof = url.searchParams.get('p') ?? '';
  const page = (status: number, state: PageState): Answer =>
    optOutPage(status, state, words, language, `${url.pathname}${url.search}`);
  if (key === null || !optOuts.knows(key, proof)) return page(404, 'unknown');
  if (method === 'GET' || method === 'HEAD') return page(200, 'ask');
  if (method !== 'POST')
    return { ...plain(405, 'GET or POST here'), headers: { allow: 'GET, HEAD, POST' } };
  return (await optOuts.leave(key)) ? page(200, 'done') : page(404, 'unknown');
}

/** When it cannot be written down now: nobody is told that they have left who has not. */
export const optOutLater = (words: Words, language: 'fr' | 'en'): Answer => ({
  ...optOutPage(503, 'later', words, language, ''),
  headers: { 'retry-after': '60' },
});

type PageState = 'ask' | 'done' | 'unknown' | 'later';

const optOutPage = (
  status: number,
  state: PageState,
  words: Words,
  language: 'fr' | 'en',
  action: string,
): Answer => ({
  status,
  type: HTML,
  policy: POLICY,
  body: render(words, language, state, action),
});

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function render(words: Words, language: 'fr' | 'en', state: PageState, action: string): string {
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
