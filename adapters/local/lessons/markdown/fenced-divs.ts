import type { MarkdownIt, StateBlock } from 'markdown-it';
import {
  type AttributeList,
  attributeList,
} from '../../../../core/mirror/markdown/attribute-list.ts';
import { nextFence } from '../../../../core/mirror/markdown/next-fence.ts';
import { putAttributes } from './attributes.ts';
import { boxClass, boxTitle, isBoxKind } from './box-title.ts';
import { MAX_NESTING } from './indented-blocks.ts';
import { markLine } from './mark-line.ts';
import { notesOf } from './page-notes.ts';

const OPEN =
  /^:{3,}[ \t]*(?:\{([^{}]{1,300})\}|([\w-]{1,60}))(?:[ \t]+([^\s:{}][^:{}]{0,199}))?[ \t]*:*$/u;
const CLOSE = /^:{3,}$/;
/** As the course of Python for biologists marks its boxes. */
const BOX_OPEN = /^open-box-([a-z]{1,20})$/;
const BOX_CLOSE = /^close-box-[a-z]{1,20}$/;

/** Pandoc's fenced divs, `::: {.class}` to `:::`; one that is called like a box becomes one. */
export function useFencedDivs(md: MarkdownIt): void {
  md.block.ruler.before('table', 'fenced_div', fencedDiv, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
}

interface Div {
  readonly attributes: AttributeList;
  /** Null for a plain division. */
  readonly title: string | null;
}

function fencedDiv(state: StateBlock, from: number, to: number, silent: boolean): boolean {
  const line = markLine(state, from);
  if (!/^(?::::|open-box-|close-box-)/.test(line)) return false;
  const notes = notesOf(state.env);
  // A mark that closes nothing is no text of a lesson.
  if (CLOSE.test(line) || BOX_CLOSE.test(line)) {
    if (!silent) state.line = from + 1;
    return true;
  }
  const div = divOf(line, state);
  if (div === null || notes.depth >= MAX_NESTING) return false;
  if (silent) return true;
  const end = closingLine(state, from, to);
  const tag = open(state, div, [from, end]);
  const { lineMax, parentType } = state;
  state.lineMax = end;
  state.parentType = 'fenced_div';
  notes.depth += 1;
  state.md.block.tokenize(state, from + 1, end);
  notes.depth -= 1;
  Object.assign(state, { lineMax, parentType, line: Math.min(end + 1, lineMax) });
  state.push('div_close', tag, -1).block = true;
  return true;
}

function divOf(line: string, state: StateBlock): Div | null {
  const { words } = notesOf(state.env);
  const box = BOX_OPEN.exec(line)?.[1];
  if (box !== undefined) return { attributes: named(box), title: boxTitle(box, words) };
  const [, list, name = '', title] = OPEN.exec(line) ?? [];
  const attributes = list === undefined ? named(name) : attributeList(list);
  if (attributes === null || (list === undefined && name === '')) return null;
  const kind = attributes.classes.find(isBoxKind);
  if (kind === undefined) return { attributes, title: null };
  return { attributes, title: title?.trimEnd() ?? boxTitle(kind, words) };
}

const named = (name: string): AttributeList => ({ id: null, classes: [name], pairs: [] });

/** The line that closes it, or the end of what it stands in. */
function closingLine(state: StateBlock, from: number, to: number): number {
  let depth = 1;
  let fence: string | null = null;
  for (let line = from + 1; line < to; line += 1) {
    const text = markLine(state, line);
    fence = nextFence(fence, text);
    if (fence !== null) continue;
    if (CLOSE.test(text) || BOX_CLOSE.test(text)) depth -= 1;
    else if (OPEN.test(text) || BOX_OPEN.test(text)) depth += 1;
    if (depth === 0) return line;
  }
  return to;
}

function open(state: StateBlock, div: Div, map: [number, number]): string {
  const tag = div.title === null ? 'div' : 'aside';
  const token = state.push('div_open', tag, 1);
  token.block = true;
  token.map = map;
  if (div.title === null) {
    putAttributes(token, div.attributes);
    return tag;
  }
  const [kind = 'note'] = div.attributes.classes;
  token.attrPush(['class', `encadre ${boxClass(kind)}`]);
  token.attrPush(['role', 'note']);
  if (div.attributes.id !== null) token.attrPush(['id', div.attributes.id]);
  state.push('box_title_open', 'p', 1).attrPush(['class', 'encadre-titre']);
  const words = state.push('inline', '', 0);
  words.content = div.title;
  words.map = [map[0], map[0] + 1];
  words.children = [];
  state.push('box_title_close', 'p', -1);
  return tag;
}
