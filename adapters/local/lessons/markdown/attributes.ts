import type { MarkdownIt, StateCore, StateInline, Token } from 'markdown-it';
import {
  type AttributeList,
  attributeList,
  MAX_ATTRIBUTE_LIST,
} from '../../../../core/mirror/markdown/attribute-list.ts';
import { staticLength } from '../../../../core/mirror/markdown/static-length.ts';

/**
 * Attribute lists: `{: .class}` of MkDocs, `{#id .class width=80%}` of Pandoc, `[words]{.class}`.
 * The inline rule marks them, one pass over each line of tokens gives them to what they stand behind.
 *
 * Our own: `markdown-it-attrs` takes one form of braces at a time, and 5 s for 40 kB of `*a*{.b} `.
 */
export function useAttributes(md: MarkdownIt): void {
  md.inline.ruler.after('escape', 'attribute_list', markList);
  md.inline.ruler.after('link', 'bracketed_span', bracketedSpan);
  md.core.ruler.after('inline', 'attribute_lists', giveAll);
  md.renderer.rules['attributes'] = (tokens, index) =>
    md.utils.escapeHtml(tokens[index]?.content ?? '');
}

/** Put what means something on a page that stands still on a token; the rest goes. */
export function putAttributes(token: Token, { id, classes, pairs }: AttributeList): void {
  if (id !== null) token.attrSet('id', id);
  for (const name of classes) token.attrJoin('class', name);
  for (const [name, value] of pairs) {
    const length = name === 'width' || name === 'height' ? staticLength(value) : null;
    if (length !== null) token.attrSet(name, length);
    else if (name === 'lang' || name === 'title' || name === 'style') token.attrSet(name, value);
    else if (name === 'align' && /^(?:left|right)$/.test(value))
      token.attrSet('style', `float:${value}`);
  }
}

function markList(state: StateInline, silent: boolean): boolean {
  const found = listAt(state.src, state.pos);
  if (found === null || found.end > state.posMax) return false;
  if (!silent) {
    const token = state.push('attributes', '', 0);
    token.content = state.src.slice(state.pos, found.end);
    token.meta = { list: found.list };
  }
  state.pos = found.end;
  return true;
}

function listAt(text: string, at: number): { list: AttributeList; end: number } | null {
  if (text.charAt(at) !== '{') return null;
  const close = text.slice(at, at + MAX_ATTRIBUTE_LIST + 2).indexOf('}');
  const list = close === -1 ? null : attributeList(text.slice(at + 1, at + close));
  return list === null ? null : { list, end: at + close + 1 };
}

function bracketedSpan(state: StateInline, silent: boolean): boolean {
  if (state.src.charAt(state.pos) !== '[') return false;
  const start = state.pos;
  const close = state.md.helpers.parseLinkLabel(state, start, true);
  const found = close === -1 ? null : listAt(state.src, close + 1);
  if (found === null || found.end > state.posMax) return false;
  if (!silent) {
    const { posMax } = state;
    putAttributes(state.push('span_open', 'span', 1), found.list);
    Object.assign(state, { pos: start + 1, posMax: close });
    state.md.inline.tokenize(state);
    state.push('span_close', 'span', -1);
    state.posMax = posMax;
  }
  state.pos = found.end;
  return true;
}

const PARAGRAPHS: ReadonlySet<string> = new Set(['paragraph_open', 'heading_open', 'dt_open']);

function giveAll(state: StateCore): void {
  for (const [at, token] of state.tokens.entries()) {
    if (token.type !== 'inline' || token.children === null) continue;
    if (!token.children.some(({ type }) => type === 'attributes')) continue;
    const block = state.tokens[at - 1];
    const takes = block !== undefined && PARAGRAPHS.has(block.type) ? block : null;
    token.children = giveIn(token.children, takes);
    if (takes?.type === 'paragraph_open' && token.children.length === 0) {
      for (const part of [takes, token, state.tokens[at + 1]]) if (part) part.hidden = true;
    }
  }
}

/** Behind what was closed or drawn last it is that one's; at the end of the words, the block's. */
function giveIn(children: readonly Token[], block: Token | null): Token[] {
  const out: Token[] = [];
  const open: Token[] = [];
  let last: Token | null = null;
  for (const [at, child] of children.entries()) {
    const list = child.type === 'attributes' ? listOf(child) : null;
    if (list === null) {
      out.push(child);
      if (child.nesting === 1) open.push(child);
      if (child.nesting === -1) last = open.pop() ?? null;
      else last = ELEMENTS.has(child.type) ? child : isNothing(child) ? last : null;
      continue;
    }
    const isLast = children.slice(at + 1, at + 3).every(isNothing) && at + 3 > children.length;
    if (last !== null) putAttributes(last, list);
    else if (isLast && block !== null) {
      putAttributes(block, list);
      trimEnd(out);
    } else if (!child.content.startsWith('{:')) out.push(child);
  }
  return out;
}

const ELEMENTS: ReadonlySet<string> = new Set(['image', 'code_inline', 'math']);

const isNothing = ({ type, content }: Token): boolean => type === 'text' && content === '';

const listOf = ({ meta }: Token): AttributeList | null =>
  meta === null ? null : ((meta['list'] as AttributeList | undefined) ?? null);

/** The blank before the braces, or the line break when they stood on a line of their own. */
function trimEnd(tokens: Token[]): void {
  while (tokens.at(-1)?.type === 'softbreak' || (tokens.at(-1) && isNothing(tokens.at(-1)!)))
    tokens.pop();
  const end = tokens.at(-1);
  if (end?.type === 'text') end.content = end.content.trimEnd();
}
