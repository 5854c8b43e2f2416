import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { closingDollar, looksLikeTex } from '../../../../core/mirror/markdown/tex-in-text.ts';
import { withoutEnd } from '../../../../core/mirror/without-end.ts';
import { escapeAttribute } from '../../../../core/mirror/markup-policy.ts';
import { formula, MAX_FORMULA } from './formulas.ts';
import { nextNumber, notesOf } from './page-notes.ts';

/** Lines of one formula. Chosen. */
const MAX_LINES = 100;

const ENVIRONMENT =
  /^\\begin\{((?:align|alignat|equation|gather|multline|eqnarray|split|CD|flalign|dmath|cases|[bBpvV]?matrix|array|aligned)\*?)\}/;

/** TeX between `$`, `$$`, `\(`, `\[`, or in an environment of formulas. */
export function useMath(md: MarkdownIt): void {
  md.block.ruler.before('table', 'math_block', mathBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  md.inline.ruler.before('escape', 'math_inline', mathInline);
  md.renderer.rules['math'] = (tokens, index, _options, env) => {
    const token = tokens[index];
    return token === undefined ? '' : formula(token.content, token.info === 'block', notesOf(env));
  };
  md.renderer.rules['equation'] = (tokens, index, _options, env) => {
    const token = tokens[index];
    if (token === undefined) return '';
    const math = formula(token.content, true, notesOf(env));
    const id = token.attrGet('id');
    if (id === null) return `<div class="equation">${math}</div>\n`;
    return `<div class="equation" id="${escapeAttribute(String(id))}">${math} <span class="equation-numero">(${token.info})</span></div>\n`;
  };
}

function mathBlock(state: StateBlock, from: number, to: number, silent: boolean): boolean {
  if ((state.sCount[from] ?? 0) - state.blkIndent >= 4) return false;
  const first = lineOf(state, from);
  const mark = markOf(first);
  const end = mark === null ? -1 : closingLine(state, mark, from, to);
  if (mark === null || end === -1) return false;
  const lines = Array.from({ length: end - from + 1 }, (_, at) => lineOf(state, from + at));
  const text = lines.join('\n');
  const last = lines.at(-1) ?? '';
  const found = closingMark(mark, last);
  const close = text.length - last.length + (found?.at ?? last.length);
  const inside = text.slice(mark.open.length, Math.max(mark.open.length, close));
  if (text.length > 2 * MAX_FORMULA || (mark.open === '\\[' && !looksLikeTex(inside))) return false;
  if (silent) return true;
  put(state, mark.open === '' ? text : inside, found?.label, [from, end + 1]);
  return true;
}

interface BlockMark {
  readonly open: '$$' | '\\[' | '';
  readonly close: string;
}

const DOLLARS: BlockMark = { open: '$$', close: '$$' };
const BRACKETS: BlockMark = { open: '\\[', close: '\\]' };

function markOf(first: string): BlockMark | null {
  if (first.startsWith('$$')) return DOLLARS;
  if (first.startsWith('\\[')) return BRACKETS;
  const name = ENVIRONMENT.exec(first)?.[1];
  if (name === undefined) return null;
  return { open: '', close: `\\end{${name}}` };
}

/**
 * The mark at the end of a line that closes a formula; behind brackets and dollars its label and a
 * point may follow. Read from the end, so that no row of blanks is tried twice.
 */
function closingMark(
  { open, close }: BlockMark,
  line: string,
): { readonly at: number; readonly label: string | undefined } | null {
  if (line.length > 2 * MAX_FORMULA) return null;
  const bare = withoutEnd(line, open === '' ? ' \t' : ' \t.,;');
  const label = open === '' ? undefined : LABEL.exec(bare.slice(-MAX_LABEL))?.[1];
  const rest = label === undefined ? bare : withoutEnd(bare.slice(0, -label.length - 3), ' \t');
  return rest.endsWith(close) ? { at: rest.length - close.length, label } : null;
}

/** `{#eq:a}`, with the letters of the longest. Chosen. */
const LABEL = /\{#([\w:.-]{1,80})\}$/;
const MAX_LABEL = 83;

function closingLine(state: StateBlock, mark: BlockMark, from: number, to: number): number {
  const first = lineOf(state, from).slice(mark.open.length);
  if (closingMark(mark, first) !== null) return from;
  for (let line = from + 1; line < Math.min(to, from + MAX_LINES); line += 1) {
    // A blank line ends a formula in TeX too; teachers leave some between double dollars.
    if (state.isEmpty(line) && mark.open !== '$$') return -1;
    if (closingMark(mark, lineOf(state, line)) !== null) return line;
  }
  return -1;
}

function put(
  state: StateBlock,
  tex: string,
  given: string | undefined,
  map: [number, number],
): void {
  const label = given ?? /\\label\{([\w:.-]{1,80})\}/.exec(tex)?.[1];
  const token = state.push('equation', '', 0);
  token.block = true;
  token.map = map;
  token.content = withoutLabels(tex);
  state.line = map[1];
  if (label === undefined) return;
  const notes = notesOf(state.env);
  token.attrSet('id', label);
  token.info = String(nextNumber(notes, 'eq'));
  notes.labels.set(label, token.info);
}

const withoutLabels = (tex: string): string => tex.replaceAll(/\\label\{[^{}]{0,80}\}/g, '').trim();

interface Span {
  readonly tex: string;
  readonly end: number;
  readonly isBlock: boolean;
}

function mathInline(state: StateInline, silent: boolean): boolean {
  const sign = state.src.charAt(state.pos);
  const span = sign === '$' ? dollars(state) : sign === '\\' ? backslashed(state) : null;
  if (span === null || span.end > state.posMax || span.tex.trim() === '') return false;
  if (!silent) {
    const token = state.push('math', '', 0);
    token.content = withoutLabels(span.tex);
    token.info = span.isBlock ? 'block' : '';
  }
  state.pos = span.end;
  return true;
}

function dollars({ src, pos }: StateInline): Span | null {
  if (src.startsWith('$$', pos)) {
    const close = src.slice(pos + 2, pos + 2 + MAX_FORMULA).indexOf('$$');
    if (close === -1) return null;
    return { tex: src.slice(pos + 2, pos + 2 + close), end: pos + 4 + close, isBlock: true };
  }
  const close = closingDollar(src, pos, MAX_FORMULA);
  return close === -1 ? null : { tex: src.slice(pos + 1, close), end: close + 1, isBlock: false };
}

function backslashed({ src, pos }: StateInline): Span | null {
  const ahead = src.slice(pos, pos + MAX_FORMULA);
  const isBlock = ahead.startsWith('\\[');
  if (isBlock || ahead.startsWith('\\(')) {
    const close = ahead.indexOf(isBlock ? '\\]' : '\\)', 2);
    if (close === -1 || !looksLikeTex(ahead.slice(2, close))) return null;
    return { tex: ahead.slice(2, close), end: pos + close + 2, isBlock };
  }
  const name = ENVIRONMENT.exec(ahead)?.[1];
  const end = name === undefined ? -1 : ahead.indexOf(`\\end{${name}}`);
  if (name === undefined || end === -1) return null;
  const length = end + `\\end{${name}}`.length;
  return { tex: ahead.slice(0, length), end: pos + length, isBlock: true };
}

const lineOf = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
