import { wrapBound } from './wrap-bound.ts';

/** Wide enough for the longest label of a plan, in either language. */
const LABEL_CHARS = 16;

/**
 * Texts under one label, as people read a form: the label once, each text beside it, wrapped.
 *
 * @param columns of the terminal
 * @param labelChars what a label takes, with the space after it. @default 16
 * @returns empty without texts
 */
export function labelledLines(
  label: string,
  texts: readonly string[],
  columns: number,
  labelChars = LABEL_CHARS,
): readonly string[] {
  const width = Math.max(24, columns - labelChars - 2);
  return texts
    .flatMap((text) => wrapBound(text, width))
    .map((line, index) => `  ${(index === 0 ? label : '').padEnd(labelChars)}${line}`);
}
