import { PreauError } from '../../core/errors.ts';

/**
 * A word of a Caddyfile that Caddy leaves as it is: between backquotes, or between double quotes, where a
 * backslash cannot stand before a quote.
 *
 * @throws PreauError `argument-invalid` for what neither can hold, or what Caddy would fill in from its
 *   environment before it reads anything
 */
export function caddyWord(text: string): string {
  const isFilledIn = text.includes('{$');
  if (!isFilledIn && !text.includes('`')) return `\`${text}\``;
  if (!isFilledIn && !text.includes('\\')) return `"${text.replaceAll('"', '\\"')}"`;
  throw new PreauError(
    'argument-invalid',
    `expected text without "{$", nor a backquote beside a backslash, for Caddy’s file, got ${JSON.stringify(text.slice(0, 200))}; use another folder or file name`,
    { said: { key: 'option.mapCaddy', values: { got: JSON.stringify(text.slice(0, 200)) } } },
  );
}

/** The same where Caddy fills in what stands between braces. */
export const caddyText = (text: string): string => caddyWord(text.replaceAll('{', '\\{'));

/**
 * What an entry of a Caddy `map` is compared with: the text itself, else, where it has a sign in it that
 * Caddy would read, a regular expression that fits it and nothing else, with every such sign by its
 * number. A text costs a comparison, an expression a hundred times that.
 */
export function caddyKey(text: string): string {
  if (!/[`{}\\]|^~/.test(text)) return `\`${text}\``;
  const escaped = Array.from(text, (letter) =>
    /^[\w/]$/.test(letter) || letter > '\u007f'
      ? letter
      : `\\x${(letter.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`,
  );
  return `\`~^${escaped.join('')}$\``;
}
