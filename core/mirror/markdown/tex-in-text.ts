/**
 * Whether what stands between two dollars, or between `\(` and `\)`, is a formula and no prose: it
 * has a sign of TeX, or is as short as a name of a quantity.
 */
export function looksLikeTex(inside: string): boolean {
  return /[\\^_={}<>+*/|]/.test(inside) || !/[\p{L}]{3}/u.test(inside);
}

/**
 * Where the formula ends that a single dollar at `from` opens, by Pandoc's rule: no blank just
 * inside either dollar, no digit after the second. So "5 $ et 10 $" and "$5 et $10" are prices.
 *
 * @param limit the longest formula, in characters
 * @returns the place of the closing dollar, or -1
 * @see https://pandoc.org/MANUAL.html#math
 */
export function closingDollar(text: string, from: number, limit: number): number {
  if (!/\S/.test(text.charAt(from + 1)) || text.charAt(from + 1) === '$') return -1;
  const end = Math.min(text.length, from + 2 + limit);
  for (let at = from + 1; at < end; at += 1) {
    const sign = text.charAt(at);
    if (sign === '\\') at += 1;
    else if (sign === '\n' && text.charAt(at + 1) === '\n') return -1;
    else if (sign === '$') return isClosing(text, from, at) ? at : -1;
  }
  return -1;
}

function isClosing(text: string, from: number, at: number): boolean {
  if (/\s/.test(text.charAt(at - 1)) || /\d/.test(text.charAt(at + 1))) return false;
  const inside = text.slice(from + 1, at);
  // "$10, puis 5$" are two prices.
  if (/^\d/.test(inside) && /\s/.test(inside) && !/[\\^_={}<>+*/|-]/.test(inside)) return false;
  // "5$/mois ou 60$/an" is about money; a digit before a formula, as in 2$x$, is not.
  return !/\d/.test(text.charAt(from - 1)) || hasTex(inside);
}

const hasTex = (inside: string): boolean =>
  /[\\^_={}]/.test(inside) || /^\p{L}{1,2}$/u.test(inside);
