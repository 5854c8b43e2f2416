const OPENS = /^[ \t]*(`{3,}(?=[^`]*$)|~{3,})/;
const CLOSES = /^[ \t]*(`{3,}|~{3,})[ \t]*$/;

/**
 * Whether code is open after a line: a line of ``` that holds its own end opens none, and one with
 * words behind it closes none.
 *
 * @param open the fence that is open before it, or null
 * @see https://spec.commonmark.org/0.31.2/#fenced-code-blocks
 */
export function nextFence(open: string | null, line: string): string | null {
  const text = line.replace(/\r?\n$/, '');
  if (open === null) return OPENS.exec(text)?.[1] ?? null;
  return CLOSES.exec(text)?.[1]?.startsWith(open) ? null : open;
}
