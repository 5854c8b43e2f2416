/**
 * A text without any of these letters at its end.
 *
 * Counted back from the end: `/\/+$/` starts again at each slash of a text that goes on after them,
 * which takes time in the square of its length.
 *
 * @param letters each a single UTF-16 unit
 */
export function withoutEnd(text: string, letters: string): string {
  let end = text.length;
  while (end > 0 && letters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
