import type { MarkdownIt, StateCore, StateInline, Token } from 'markdown-it';
import { escapeAttribute, escapeText } from '../../../../core/mirror/markup-policy.ts';
import { countLost, nextNumber, notesOf, type PageNotes } from './page-notes.ts';

const KINDS = 'sec|fig|tbl|tab|eq|lst';
const CITED = new RegExp(`\\[?-?@((?:${KINDS}):[\\w:-]{1,80})\\]?`, 'y');
const REF = /\\(?:eq|auto|c|C|page|name)?ref\{([\w:.-]{1,80})\}/y;

/**
 * Numbered figures and tables of Pandoc, and what refers to them: `@fig:x`, `\ref{fig:x}`. Numbers
 * count within the page, as on the page that shows them.
 */
export function useFigures(md: MarkdownIt): void {
  md.core.ruler.push('figures', nameFigures);
  md.inline.ruler.before('escape', 'reference', reference);
  md.renderer.rules['reference'] = (tokens, index, _options, env) =>
    referred(tokens[index]?.content ?? '', notesOf(env));
  const open = (tokens: readonly Token[], index: number): string => {
    const token = tokens[index];
    if (token === undefined) return '';
    const caption = token.info === '' ? '' : `<caption>${token.info}</caption>\n`;
    return `<table${md.renderer.renderAttrs(token)}>\n${caption}`;
  };
  md.renderer.rules['table_open'] = open;
}

function reference(state: StateInline, silent: boolean): boolean {
  const sign = state.src.charAt(state.pos);
  if (sign !== '@' && sign !== '[' && sign !== '\\') return false;
  const pattern = sign === '\\' ? REF : CITED;
  // An address of a mail is none.
  if (sign === '@' && /[\w.]/.test(state.src.charAt(state.pos - 1))) return false;
  pattern.lastIndex = state.pos;
  const found = pattern.exec(state.src);
  if (found === null || pattern.lastIndex > state.posMax) return false;
  const opens = found[0].startsWith('[');
  if (opens && !found[0].endsWith(']')) return false;
  const label = (found[1] ?? '').replace(/[:-]+$/, '');
  const length = opens
    ? found[0].length
    : found[0].length - ((found[1] ?? '').length - label.length) - (found[0].endsWith(']') ? 1 : 0);
  if (!silent) state.push('reference', '', 0).content = label;
  state.pos += length;
  return true;
}

function referred(label: string, notes: PageNotes): string {
  const words = notes.labels.get(label);
  if (words !== undefined)
    return `<a href="#${escapeAttribute(encodeURI(label))}">${escapeText(words)}</a>`;
  countLost(notes, 'references');
  const name = label.replace(/^[a-z]{2,3}:/, '').replaceAll(/[_-]/g, ' ');
  return `<span class="preau-absent">${escapeText(name)}</span>`;
}

function nameFigures(state: StateCore): void {
  const notes = notesOf(state.env);
  let table: Token | null = null;
  for (const [at, token] of state.tokens.entries()) {
    if (token.type === 'table_open') table = token;
    if (token.type !== 'inline' || token.children === null) continue;
    const [before, after] = [state.tokens[at - 1], state.tokens[at + 1]];
    if (before?.type !== 'paragraph_open' || after === undefined) continue;
    token.children = withoutLoneBackslash(token.children);
    if (state.tokens[at - 2]?.type === 'table_close' && table !== null)
      captionTable(table, [before, token, after], notes);
    else figure([before, token, after], notes, state);
  }
}

/** A backslash at the end of a paragraph keeps Pandoc from making a figure; nobody is to read it. */
function withoutLoneBackslash(children: readonly Token[]): Token[] {
  const kept = [...children];
  const isEmpty = (token: Token | undefined): boolean =>
    token !== undefined &&
    (token.type === 'softbreak' || token.type === 'hardbreak' || /^\s*\\?$/.test(token.content)) &&
    token.type !== 'image' &&
    token.type !== 'math' &&
    token.nesting === 0 &&
    (token.type === 'text' || token.type.endsWith('break') || token.type === 'text_special');
  if (kept.at(-1)?.content !== '\\') return kept;
  while (isEmpty(kept.at(-1))) kept.pop();
  return kept;
}

type Paragraph = readonly [open: Token, inline: Token, close: Token];

/** A picture alone in its paragraph with a label: a figure, with its words below it. */
function figure([open, inline, close]: Paragraph, notes: PageNotes, state: StateCore): void {
  const [image, ...others] = (inline.children ?? []).filter(
    ({ type, content }) => type !== 'text' || content.trim() !== '',
  );
  const id = image?.type === 'image' ? image.attrGet('id') : null;
  if (image === undefined || others.length > 0 || !String(id).startsWith('fig:')) return;
  const number = nextNumber(notes, 'fig');
  notes.labels.set(String(id), String(number));
  image.attrs = (image.attrs ?? []).filter(([name]) => name !== 'id');
  for (const part of [open, close]) part.tag = 'figure';
  open.attrSet('id', String(id));
  const caption = new state.Token('html_inline', '', 0);
  const words = notes.words('markdown.figure', { number: String(number) });
  caption.content = `<figcaption>${escapeText(`${words} ${image.content}`.trim())}</figcaption>`;
  inline.children = [image, caption];
}

const TABLE_WORDS = /^(?:Table|Tableau)?[ \t]*:[ \t]+/;

/** `: words {#tbl:x}` under a table are its caption. */
function captionTable(table: Token, [open, inline, close]: Paragraph, notes: PageNotes): void {
  if (!TABLE_WORDS.test(inline.content)) return;
  const id = open.attrGet('id');
  const words = (inline.children ?? []).map(({ content }) => content).join('');
  const isNumbered = id !== null && /^(?:tbl|tab):/.test(String(id));
  const number = isNumbered ? String(nextNumber(notes, 'tbl')) : '';
  const label = isNumbered ? `${notes.words('markdown.table', { number })} ` : '';
  table.info = escapeText(label + words.replace(TABLE_WORDS, '').trim());
  if (id !== null) table.attrSet('id', id);
  if (isNumbered) notes.labels.set(String(id), number);
  for (const part of [open, inline, close]) part.hidden = true;
  inline.children = [];
}
