import type { MarkdownIt, StateBlock, StateCore, Token } from 'markdown-it';
import { freeHeadingId } from '../../../../core/mirror/markdown/heading-id.ts';
import { escapeAttribute, escapeText } from '../../../../core/mirror/markup-policy.ts';
import { notesOf, type PageHeading } from './page-notes.ts';

/** Headings of one page that its table of contents lists. Chosen. */
const MAX_HEADINGS = 500;

/** Anchors on headings, and `[TOC]`, which is a list of links to them. */
export function useHeadings(md: MarkdownIt): void {
  md.block.ruler.before('table', 'contents', contentsMark, { alt: ['paragraph', 'reference'] });
  md.core.ruler.push('headings', nameHeadings);
  md.renderer.rules['contents'] = (_tokens, _index, _options, env) => {
    const notes = notesOf(env);
    // One page has one: many of them would be many times all headings.
    if (notes.hasContents) return '';
    notes.hasContents = true;
    return contents(notes.headings.slice(0, MAX_HEADINGS), notes.words('markdown.contents'));
  };
}

const MARK = /^(?:\[\[?_?TOC_?\]\]?|\\tableofcontents)[ \t]*$/i;

function contentsMark(state: StateBlock, from: number, _to: number, silent: boolean): boolean {
  const start = (state.bMarks[from] ?? 0) + (state.tShift[from] ?? 0);
  const line = state.src.slice(start, state.eMarks[from]);
  if (!/^[[\\]/.test(line) || !MARK.test(line)) return false;
  if (silent) return true;
  state.push('contents', '', 0).block = true;
  state.line = from + 1;
  return true;
}

function nameHeadings(state: StateCore): void {
  const notes = notesOf(state.env);
  for (const [at, token] of state.tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const title = wordsOf(state.tokens[at + 1]).trim();
    const given = token.attrGet('id');
    const id = given === null ? freeHeadingId(title, notes.ids) : String(given);
    if (given === null) token.attrSet('id', id);
    notes.labels.set(id, title.slice(0, 200));
    notes.headings.push({ level: Number(token.tag.slice(1)), id, title: title.slice(0, 300) });
  }
}

/** What a heading says, without its marks. */
function wordsOf(inline: Token | undefined): string {
  return (inline?.children ?? [])
    .map(({ type, content }) =>
      type === 'text' || type === 'code_inline' || type === 'math' ? content : ' ',
    )
    .join('')
    .replace(/\s+/g, ' ');
}

function contents(headings: readonly PageHeading[], label: string): string {
  // The page's own title does not list itself.
  const listed = headings.filter(({ level }) => level > 1);
  const all = listed.length === 0 ? headings : listed;
  const open: number[] = [];
  let html = '';
  for (const { level, id, title } of all) {
    while (open.length > 1 && (open.at(-1) ?? 0) > level) {
      html += '</li></ul>';
      open.pop();
    }
    if (open.length === 0 || (open.at(-1) ?? 0) < level) {
      html += '<ul><li>';
      open.push(level);
    } else html += '</li><li>';
    html += `<a href="#${escapeAttribute(encodeURI(id))}">${escapeText(title)}</a>`;
  }
  const end = '</li></ul>'.repeat(open.length);
  return `<nav class="sommaire" aria-label="${escapeAttribute(label)}">${html}${end}</nav>\n`;
}
