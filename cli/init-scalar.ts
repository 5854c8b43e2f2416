import { parse } from 'yaml';

/** Letters first, and nothing that means something to YAML anywhere. */
const PLAIN = /^\p{L}[\p{L}\p{N} ._@/’'-]*$/u;

/**
 * Any text as one YAML value on one line: as people would write it where that is safe, else in
 * double quotes, whose escapes are those of JSON.
 *
 * @see https://yaml.org/spec/1.2.2/#double-quoted-style
 */
export function yamlScalar(text: string): string {
  if (PLAIN.test(text) && readsAs(text)) return text;
  // JSON leaves these as they are; YAML of old takes some for ends of line.
  return JSON.stringify(text).replaceAll(/[\u007f-\u00a0\u2028\u2029\ufeff\p{Cf}]/gu, (odd) =>
    odd.length > 1 ? odd : `\\u${odd.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `true`, `null` and a name that ends in a space are no longer themselves without quotes. */
function readsAs(text: string): boolean {
  const read: unknown = parse(text);
  return read === text;
}
