import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { escapeText } from '../../../../core/mirror/markup-policy.ts';
import { markLine } from './mark-line.ts';
import { countLost, notesOf, type PageNotes } from './page-notes.ts';

/** Longer ones are shown as they are. Chosen. */
const MAX_MACRO = 2_000;

/** A name, a call or a filter: what site builders put between two braces; no Python, no set. */
const EXPRESSION = /^\s*[a-zA-Z_][\w.]*\s*(?:\([^]*\)\s*)?(?:\|[^{}]*)?$/;

/**
 * `{{ macros }}` and `{% tags %}` of a site builder. They are programs of the site, and are never
 * run: a note says that something stood there, and the build counts it.
 */
export function useMacros(md: MarkdownIt): void {
  md.inline.ruler.after('backticks', 'macro', macro);
  md.block.ruler.before('table', 'lost_snippet', lostSnippet, { alt: ['paragraph', 'reference'] });
  md.renderer.rules['macro'] = (_tokens, _index, _options, env) => lostMacro(notesOf(env));
  md.renderer.rules['html_block'] = (tokens, index, _options, env) =>
    (tokens[index]?.content ?? '').replaceAll(/\{\{([^{}]{1,500})\}\}/g, (whole, inside: string) =>
      EXPRESSION.test(inside) ? lostMacro(notesOf(env)) : whole,
    );
}

function lostMacro(notes: PageNotes): string {
  countLost(notes, 'macros');
  return `<span class="preau-note">[${escapeText(notes.words('markdown.macro'))}]</span>`;
}

/** Tags that bring content; the others only steer, and what they steer stays. */
const BRINGS = /^\s*(?:include|import|from|call)\b/;

function macro(state: StateInline, silent: boolean): boolean {
  if (state.src.charAt(state.pos) !== '{') return false;
  const ahead = state.src.slice(state.pos, Math.min(state.posMax, state.pos + MAX_MACRO));
  const isTag = ahead.startsWith('{%');
  const close = isTag || ahead.startsWith('{{') ? ahead.indexOf(isTag ? '%}' : '}}', 2) : -1;
  if (close === -1) return false;
  const inside = ahead.slice(2, close);
  if (!isTag && !EXPRESSION.test(inside)) return false;
  if (!silent && (!isTag || BRINGS.test(inside))) state.push('macro', '', 0);
  state.pos += close + 2;
  return true;
}

const SNIPPET = /^-{1,}8<-{1,}[ \t]+["'](.{1,300}?)["']$/;

/** What a page wanted to include and was not in its folder. */
function lostSnippet(state: StateBlock, from: number, _to: number, silent: boolean): boolean {
  const start = (state.bMarks[from] ?? 0) + (state.tShift[from] ?? 0);
  if (!state.src.startsWith('-', start)) return false;
  const name = SNIPPET.exec(markLine(state, from))?.[1];
  if (name === undefined) return false;
  if (silent) return true;
  const notes = notesOf(state.env);
  countLost(notes, 'snippets');
  const token = state.push('html_block', '', 0);
  const words = notes.words('markdown.snippet', { name: name.slice(0, 100) });
  token.content = `<p class="preau-note">[${escapeText(words)}]</p>\n`;
  state.line = from + 1;
  return true;
}
