import { escapeHtml } from '../../../../core/mirror/markup-policy.ts';

/** One object of an author's content, of which nothing is known. */
export type JsonObject = { readonly [key: string]: unknown };

/** @returns null for anything that is no plain object */
export function objectOf(value: unknown): JsonObject | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.fromEntries(Object.entries(value));
}

/** What stands at a path of keys. @returns undefined where there is nothing */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    const object = objectOf(found);
    if (object === null || !Object.hasOwn(object, key)) return undefined;
    found = object[key];
  }
  return found;
}

/** Parts of one list. Chosen: the longest course looked at has 60 slides. */
const MAX_PARTS = 1_000;

/** @returns an empty list for anything that is none */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found.slice(0, MAX_PARTS) : [];
}

/** A text, as it is. @returns '' for anything else */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found.trim() : '';
}

const MARKUP = /<\/?[a-z][^<>]*>|&(?:#\d+|#x[\da-f]+|[a-z]+);/i;

/** Whether a text was written as HTML: the format has no other sign of it. */
export const isHtml = (text: string): boolean => MARKUP.test(text);

/** A text as HTML, whichever of both it is. Not clean yet. */
export function htmlAt(value: unknown, ...path: readonly string[]): string {
  const text = textAt(value, ...path);
  return isHtml(text) ? text : escapeHtml(text).replaceAll('\n', '<br>\n');
}

/** The same as a block of its own. @returns '' for no text */
export function blockAt(value: unknown, ...path: readonly string[]): string {
  const html = htmlAt(value, ...path);
  if (html === '') return '';
  return /^<(?:p|div|ul|ol|h\d|table|blockquote|pre|figure|section)\b/i.test(html)
    ? html
    : `<p>${html}</p>`;
}
