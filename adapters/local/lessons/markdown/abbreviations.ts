import type { MarkdownIt, StateBlock, StateCore, Token } from 'markdown-it';
import { markLine } from './mark-line.ts';
import { notesOf } from './page-notes.ts';

const DEFINITION = /^\*\[([^\]\n]{1,60})\]:[ \t]*([^ \t].{0,299})$/u;

/** Abbreviations of one page. Chosen. */
const MAX_ABBREVIATIONS = 300;

/** `*[HTML]: HyperText Markup Language`: its word says it everywhere on the page. */
export function useAbbreviations(md: MarkdownIt): void {
  md.block.ruler.before('reference', 'abbreviation', define, { alt: ['paragraph', 'reference'] });
  md.core.ruler.push('abbreviations', explainAll);
}

function define(state: StateBlock, from: number, _to: number, silent: boolean): boolean {
  const start = (state.bMarks[from] ?? 0) + (state.tShift[from] ?? 0);
  if (!state.src.startsWith('*[', start)) return false;
  const [, word, meaning] = DEFINITION.exec(markLine(state, from)) ?? [];
  if (word === undefined || meaning === undefined) return false;
  if (silent) return true;
  const { abbreviations } = notesOf(state.env);
  if (abbreviations.size < MAX_ABBREVIATIONS) abbreviations.set(word, meaning);
  state.line = from + 1;
  return true;
}

function explainAll(state: StateCore): void {
  const { abbreviations } = notesOf(state.env);
  if (abbreviations.size === 0) return;
  for (const inline of state.tokens) {
    if (inline.type !== 'inline' || inline.children === null) continue;
    inline.children = inline.children.flatMap((token) =>
      token.type === 'text' ? explained(token, abbreviations, state) : token,
    );
  }
}

/** Whole words only; one look-up each, however many abbreviations there are. */
function explained(
  text: Token,
  abbreviations: ReadonlyMap<string, string>,
  state: StateCore,
): Token[] {
  const parts = text.content.split(/([\p{L}\p{N}_]+)/u);
  if (!parts.some((part) => abbreviations.has(part))) return [text];
  return parts.flatMap((part) => {
    const meaning = abbreviations.get(part);
    const words = new state.Token('text', '', 0);
    words.content = part;
    if (meaning === undefined) return part === '' ? [] : [words];
    const open = new state.Token('abbr_open', 'abbr', 1);
    open.attrSet('title', meaning);
    return [open, words, new state.Token('abbr_close', 'abbr', -1)];
  });
}
