import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { countLost, notesOf } from './page-notes.ts';

const SPACING =
  '\\\\(?:newpage|pagebreak|clearpage|cleardoublepage|bigskip|medskip|smallskip|noindent|newline|centering|maketitle|hfill|vfill|(?:index|vspace\\*?|hspace\\*?|label|thispagestyle|setcounter|addtocounter)(?:\\{[^{}\\n]{0,200}\\}){1,2})';
/** Lines that only a typesetter understands. */
const SPACING_LINE = new RegExp(`^(?:${SPACING}[ \\t]*)+$`);
const SPACING_HERE = new RegExp(SPACING, 'y');

/** Around text that is the lesson's: the marks go, the text stays. */
const LAYOUT_LINE =
  /^\\(?:begin|end)\{(?:center|flushleft|flushright|minipage|multicols|small|large|footnotesize|quote|samepage)\}(?:[[{][^\]}\n]{0,100}[\]}])*[ \t]*$/;

const BEGIN = /^\\begin\{([a-zA-Z]{1,40}\*?)\}/;

/** Lines of one block of raw LaTeX. Chosen. */
const MAX_LINES = 400;

/**
 * LaTeX that Pandoc hands on to a typesetter: layout goes; a block that cannot be shown stays as its
 * source, so that nothing is lost in silence, and is counted.
 */
export function useLatex(md: MarkdownIt): void {
  md.block.ruler.before('table', 'raw_latex', latexBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  md.inline.ruler.before('escape', 'latex_spacing', spacing);
}

function latexBlock(state: StateBlock, from: number, to: number, silent: boolean): boolean {
  if ((state.sCount[from] ?? 0) - state.blkIndent >= 4) return false;
  const line = lineOf(state, from);
  if (!line.startsWith('\\')) return false;
  if (SPACING_LINE.test(line) || LAYOUT_LINE.test(line)) {
    if (!silent) state.line = from + 1;
    return true;
  }
  const name = BEGIN.exec(line)?.[1];
  const end = name === undefined ? -1 : endOf(state, `\\end{${name}}`, from, to);
  if (end === -1) return false;
  if (silent) return true;
  countLost(notesOf(state.env), 'latex');
  const token = state.push('fence', 'code', 0);
  token.info = 'latex';
  token.content = state.getLines(from, end, state.blkIndent, true);
  token.map = [from, end];
  state.line = end;
  return true;
}

function endOf(state: StateBlock, mark: string, from: number, to: number): number {
  for (let line = from; line < Math.min(to, from + MAX_LINES); line += 1)
    if (lineOf(state, line).includes(mark)) return line + 1;
  return -1;
}

function spacing(state: StateInline, silent: boolean): boolean {
  if (state.src.charAt(state.pos) !== '\\') return false;
  SPACING_HERE.lastIndex = state.pos;
  const found =
    SPACING_HERE.exec(state.src)?.[0] ??
    /^\\(?:La)?TeX\b(?:\{\})?/.exec(state.src.slice(state.pos, state.pos + 10))?.[0];
  if (found === undefined || /[a-z]/i.test(following(state, found))) return false;
  if (!silent && found.includes('TeX')) state.pending += found.slice(1).replace('{}', '');
  state.pos += found.length;
  return true;
}

/** `\noindentation` is another command. */
const following = (state: StateInline, found: string): string =>
  found.endsWith('}') ? '' : state.src.charAt(state.pos + found.length);

const lineOf = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
