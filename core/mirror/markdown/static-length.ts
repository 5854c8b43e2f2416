/** CSS pixels of one unit. @see https://www.w3.org/TR/css-values-4/#absolute-lengths */
const PIXELS: { readonly [unit: string]: number } = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  in: 96,
  em: 16,
};

/**
 * The width of a picture as a teacher writes it for Pandoc, as the attribute of HTML: `80%` as it
 * is, `5cm` in pixels.
 *
 * @returns null for what has no meaning without the page it was set for, as `0.5\textwidth`
 */
export function staticLength(value: string): string | null {
  const [, number = '', unit = ''] =
    /^(\d{1,4}(?:\.\d{1,4})?)(px|pt|cm|mm|in|em|%)?$/.exec(value) ?? [];
  if (number === '') return null;
  if (unit === '%') return `${number}%`;
  return String(Math.max(1, Math.round(Number(number) * (PIXELS[unit] ?? 1))));
}
