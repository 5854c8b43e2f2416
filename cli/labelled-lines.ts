import { wrapText } from './wrap-text.ts';

/** Wide enough for the longest label of either language. */
const LABEL_CHARS = 16;

/**
 * Texts under one label, as people read a form: the label once, each text beside it, wrapped.
 *
 * @param columns of the terminal
 * @returns empty without texts
 */
export function labelledLines(
  label: string,
  texts: readonly string[],
  columns: number,
): readonly string[] {
  const width = Math.max(24, columns - LABEL_CHARS - 2);
  return texts
    .flatMap((text) => wrapText(text, width))
    .map((line, index) => `  ${(index === 0 ? label : '').padEnd(LABEL_CHARS)}${line}`);
}
