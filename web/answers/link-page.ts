import { type Answer, HTML, plain } from '../http/answer.ts';
import { INBOX_STYLE } from '../inbox/inbox-style.ts';
import { type Html, html, trusted } from '../markup/html.ts';
import { MARK } from '../markup/shapes.ts';

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** On a phone one column, and a button that a thumb finds. */
const LINK_STYLE = `${INBOX_STYLE}
main.in{max-width:38rem}
main p,main ul,main dl{margin:.75rem 0}
main ul{padding-left:1.2rem}
form{margin:0}
button{min-height:48px;font-weight:650}
dl{grid-template-columns:minmax(6rem,auto) 1fr}
.drill{background:var(--suspect-bg);color:var(--suspect);border:2px solid var(--suspect);border-radius:8px;padding:.5rem .8rem;font-weight:700}
`;

/** What a link in a message opens: one thing said, and at most one button. */
interface LinkPage {
  readonly language: 'fr' | 'en';
  /** EXERCICE is the first word of the page, its title and its heading (P9). */
  readonly drill: boolean;
  readonly title: string;
  readonly body: Html;
}

/** Write the page of a link in a message: whole in itself, no script, nothing fetched. */
export function linkPage(status: number, { language, drill, title, body }: LinkPage): Answer {
  const heading = drill ? `EXERCICE · ${title}` : title;
  return {
    status,
    type: HTML,
    policy: POLICY,
    body: html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${heading} · Préau</title><link rel="icon" href="data:,">
<style>${trusted(LINK_STYLE)}</style></head><body>${drill && html`<p class="drill in">EXERCICE</p>`}
<header><div class="in"><span class="brand">${MARK}<b>Préau</b></span></div></header>
<main id="main" class="in"><h1>${heading}</h1>
${body}</main></body></html>
`.markup,
  };
}

/** @returns null when what stands there is no text */
export function keyIn({ pathname }: URL, prefix: string): string | null {
  try {
    return decodeURIComponent(pathname.slice(prefix.length));
  } catch {
    return null;
  }
}

/** Mail gateways and previews look at every link: that changes nothing, anywhere. */
export const isLooking = (method: string): boolean => method === 'GET' || method === 'HEAD';

export const refuseMethod = (): Answer => ({
  ...plain(405, 'GET or POST here'),
  headers: { allow: 'GET, HEAD, POST' },
});
