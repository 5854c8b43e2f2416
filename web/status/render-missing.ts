import type { PageWords } from '../../app/views/words.ts';
import { type Html, html, trusted } from '../markup/html.ts';
import { TOKENS_STYLE } from '../markup/tokens-style.ts';
import { folderOf } from './page-place.ts';
import { sourceHash } from './render-page.ts';

const STYLE = `${TOKENS_STYLE}
main{max-width:46rem;margin:0 auto;padding:1rem}
section{margin-top:1.5rem}
h1,h2{font-size:1.4rem}
p{margin-top:.5rem}
a{display:inline-block;min-height:24px}
`;

/**
 * Write what is shown at an address where nothing is, in every language of the page at once: nobody
 * knows which one its reader came for. Its links start at the root, since it is shown at any depth, and
 * nothing in it changes with the state.
 */
export function renderMissing(languages: readonly PageWords[]): string {
  const tags = languages.map(({ language }) => language);
  const [own = 'fr'] = tags;
  const title = languages.map(({ words }) => words('status.missing.title')).join(' · ');
  const policy = `default-src 'none';style-src ${sourceHash(STYLE)};img-src data:;base-uri 'none';form-action 'none'`;
  return html`<!doctype html>
<html lang="${own}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><title>${title}</title><link rel="icon" href="data:,">
<style>${trusted(STYLE)}</style></head>
<body><main>${languages.map((said, index) => section(said, `/${folderOf(said.language, tags)}index.html`, index === 0))}</main></body></html>
`.markup;
}

function section({ language, words }: PageWords, address: string, isFirst: boolean): Html {
  const title = words('status.missing.title');
  return html`
<section lang="${language}">${isFirst ? html`<h1>${title}</h1>` : html`<h2>${title}</h2>`}
<p>${words('status.missing.text')}</p>
<p><a href="${address}">${words('status.backToState')}</a></p></section>`;
}
