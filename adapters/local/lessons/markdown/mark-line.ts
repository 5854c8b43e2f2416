import type { StateBlock } from 'markdown-it';

/** Letters of a line that may open a block. Chosen: a title and its attributes take 600. */
const MAX_MARK_LINE = 2_000;

/**
 * A line that may open or close a block of our own, without its indent and the blanks at its end.
 * Those are counted off: a pattern that ends in `[ \t]*$` tries each parting of a long row of them.
 *
 * @returns '' for a line too long to be a mark
 */
export function markLine(state: StateBlock, line: number): string {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  let end = state.eMarks[line] ?? start;
  while (end > start && isBlank(state.src.charCodeAt(end - 1))) end -= 1;
  return end - start > MAX_MARK_LINE ? '' : state.src.slice(start, end);
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09;
