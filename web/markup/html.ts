/** Markup that is safe to put into a page as it stands. Only {@link html} and {@link trusted} make it. */
export interface Html {
  readonly markup: string;
}

/** What a template may hold: text is escaped, markup is kept, `null` and `false` show nothing. */
export type Part = Html | string | number | null | false | readonly Part[];

/**
 * Write markup. Every value is escaped unless it is markup itself, so a platform called
 * `<script>` is shown and not run. Attributes must be quoted in the template.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const markup = strings.reduce(
    (text, string, index) => text + show(parts[index - 1] ?? null) + string,
  );
  return { markup };
}

/** Vouch for markup written in this project: a style sheet, a shape. Never for anything from outside. */
export const trusted = (markup: string): Html => ({ markup });

/**
 * Escape text for elements and quoted attributes. Control characters that HTML forbids become
 * U+FFFD, and so do the marks that turn the direction of text around, which can make a name or
 * an address read as another.
 *
 * @see https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
 */
export function escapeText(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (mark) =>
      '\t\n\r'.includes(mark) ? mark : '\uFFFD',
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function show(part: Part): string {
  if (part === null || part === false) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escapeText(part);
  return isList(part) ? part.map(show).join('') : part.markup;
}

function isList(part: Html | readonly Part[]): part is readonly Part[] {
  return Array.isArray(part);
}
