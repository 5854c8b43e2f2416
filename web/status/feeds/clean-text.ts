/**
 * What XML 1.0 forbids even when escaped, the other control characters, and the marks that turn the
 * direction of text around, which can make a name read as another.
 *
 * @see https://www.w3.org/TR/xml/#charsets
 * @see https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
 */
const UNFIT = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu;

/** A text that any feed may carry; what none may becomes U+FFFD, as on the pages. */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replaceAll(UNFIT, (mark) => ('\t\n'.includes(mark) ? mark : '\uFFFD'));

/**
 * The same on one line, cut with an ellipsis.
 * @param most code points, 1 or more
 */
export function cleanLine(text: string, most: number): string {
  const points = Array.from(
    cleanText(text)
      .replaceAll(/[\t\n ]+/g, ' ')
      .trim(),
  );
  return points.length <= most ? points.join('') : `${points.slice(0, most - 1).join('')}…`;
}
