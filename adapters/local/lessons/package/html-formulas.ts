import type { MirrorWords } from '../../../../app/mirror/ports.ts';
import { formula } from '../markdown/formulas.ts';
import { newPageNotes, type PageNotes } from '../markdown/page-notes.ts';

/** Elements whose text is shown letter by letter, or not at all. */
const VERBATIM = /^<(pre|code|tt|samp|kbd|textarea|script|style|math|svg|title)\b/i;

/**
 * TeX between its delimiters, up to the next one: each letter can be read in one way only, so that
 * no text takes longer than its length. `\\` is a line end of TeX, whatever follows it.
 */
const TEX = String.raw`((?:[^\\]|\\\\|\\(?![()[\]\\])){0,2000})`;
const INLINE = new RegExp(String.raw`\\\(${TEX}\\\)`, 'g');
const DISPLAYED = new RegExp(String.raw`\\\[${TEX}\\\]|\$\$([^$]{1,2000})\$\$`, 'g');

/**
 * Draw the formulas of a page of HTML: `\(…\)` within a line, `\[…\]` and `$$…$$` by themselves, as
 * learning platforms hand them to a script in the browser. What has markup in it stays as it is.
 */
export function htmlFormulas(html: string, words: MirrorWords): string {
  if (!/\\[([]|\$\$/.test(html)) return html;
  const notes = newPageNotes(words);
  const out: string[] = [];
  let verbatim: string | null = null;
  for (let at = 0; at < html.length; ) {
    const tagAt = html.indexOf('<', at);
    const textEnd = tagAt === -1 ? html.length : tagAt;
    const text = html.slice(at, textEnd);
    out.push(verbatim === null ? drawn(text, notes) : text);
    const end = tagAt === -1 ? -1 : html.indexOf('>', tagAt);
    const tagEnd = end === -1 ? html.length : end + 1;
    const tag = html.slice(textEnd, tagEnd);
    out.push(tag);
    if (verbatim === null) verbatim = VERBATIM.exec(tag)?.[1]?.toLowerCase() ?? null;
    else if (tag.toLowerCase().startsWith(`</${verbatim}`)) verbatim = null;
    at = tagEnd;
  }
  return out.join('');
}

const drawn = (text: string, notes: PageNotes): string =>
  text
    .replace(DISPLAYED, (_, tex: string | undefined, dollars: string | undefined) =>
      formula(texOf(tex ?? dollars ?? ''), true, notes),
    )
    .replace(INLINE, (_, tex: string) => formula(texOf(tex), false, notes));

const ENTITIES: { readonly [entity: string]: string } = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
};

/** TeX as it was typed, before it became HTML. */
const texOf = (html: string): string =>
  html
    .replace(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replaceAll('\u00A0', ' ')
    .trim();
