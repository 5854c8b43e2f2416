import { QuoteType, Tokenizer } from 'htmlparser2';
import { escapeHtml } from '../../../core/mirror/markup-policy.ts';

/** Attributes whose addresses the mirror shows or leads to. */
const ADDRESSES: ReadonlySet<string> = new Set([
  'data',
  'data-original',
  'data-src',
  'href',
  'poster',
  'src',
]);

interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Write the relative addresses of a page out in full, and touch nothing else.
 *
 * A page stands on the mirror under another name than on its site: what it says relative to itself
 * (`?page=2`), or to a `<base>`, would lead elsewhere from there. The page is hostile still, and is
 * cleaned after.
 */
export function absoluteLinks(html: string, base: string): string {
  const splices: Splice[] = [];
  let name = '';
  let nameEnd = 0;
  let value = '';
  const ignore = (): void => undefined;
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      onattribname: (from, to) => {
        name = html.slice(from, to).toLowerCase();
        nameEnd = to;
        value = '';
      },
      onattribdata: (from, to) => {
        value += html.slice(from, to);
      },
      onattribentity: (codePoint) => {
        value += String.fromCodePoint(codePoint);
      },
      onattribend: (quote, end) => {
        const isValue = quote !== QuoteType.NoValue && ADDRESSES.has(name);
        const full = isValue ? fullAddress(value, base) : null;
        if (full === null) return;
        const text = quote === QuoteType.Unquoted ? `"${escapeHtml(full)}"` : escapeHtml(full);
        splices.push({ from: valueStart(html, nameEnd), to: valueEnd(end, quote), text });
      },
      oncdata: ignore,
      onclosetag: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onopentagname: ignore,
      onprocessinginstruction: ignore,
      onselfclosingtag: ignore,
      ontext: ignore,
      ontextentity: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return spliced(html, splices);
}

/** @returns null for what is complete, empty, of another scheme, or a place in the page itself */
function fullAddress(value: string, base: string): string | null {
  const plain = value.trim();
  if (plain === '' || plain.startsWith('#') || /^[a-z][a-z0-9+.-]*:/i.test(plain)) return null;
  return URL.parse(plain, base)?.href ?? null;
}

const EQUALS = /\s*=\s*["']?/y;

function valueStart(html: string, nameEnd: number): number {
  EQUALS.lastIndex = nameEnd;
  return nameEnd + (EQUALS.exec(html)?.[0].length ?? 0);
}

/** A quoted value ends before its quote. */
const valueEnd = (end: number, quote: QuoteType): number =>
  quote === QuoteType.Unquoted ? end : end - 1;

function spliced(html: string, splices: readonly Splice[]): string {
  const out: string[] = [];
  let at = 0;
  for (const { from, to, text } of splices) {
    out.push(html.slice(at, from), text);
    at = to;
  }
  out.push(html.slice(at));
  return out.join('');
}
