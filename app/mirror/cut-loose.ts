/**
 * The same text, in memory of its own. What is cut out of a page, were it twenty letters, else keeps
 * the whole page in memory for as long as it is kept: this is for what outlives its page.
 */
export function cutLoose(text: string): string {
  // Lone surrogates come through as they are, which they would not by way of UTF-8.
  const loose: unknown = JSON.parse(JSON.stringify(text));
  return String(loose);
}
