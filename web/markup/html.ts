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
  let markup = strings[0] ?? '';
  for (const [index, part] of parts.entries()) markup += show(part) + (strings[index + 1] ?? '');
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
export const escapeText = (text: string): string =>
  text.replaceAll(NOT_AS_IT_STANDS, (mark) => ENTITIES[mark] ?? '\uFFFD');

/** Looked for in one pass: most of what a page shows has none. Tabs and line ends stay. */
const NOT_AS_IT_STANDS = /[^\P{Cc}\t\n\r]|[&<>"'\u202A-\u202E\u2066-\u2069]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function show(part: Part): string {
  if (part === null || part === false) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escapeText(part);
  return isList(part) ? part.map(show).join('') : part.markup;
}

function isList(part: Html | readonly Part[]): part is readonly Part[] {
  return Array.isArray(part);
}
