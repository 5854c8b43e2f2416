import type { Words } from '../app/views/words.ts';
import { wordsOf } from '../app/views/words-of.ts';
import { readLocale } from '../config/read-locale.ts';

/** Read the words of the pages in one language. */
export const readWords = (language: string, folder?: URL): Words =>
  wordsOf(readWordTable(language, folder), `locales/${language}.yaml`, language);

/** The same as a table: dotted key to template. */
export function readWordTable(language: string, folder?: URL): Readonly<Record<string, string>> {
  return Object.fromEntries(flatten('', readLocale(language, folder)));
}

function flatten(prefix: string, node: unknown): readonly (readonly [string, string])[] {
  if (typeof node === 'string') return [[prefix, node]];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, child]) =>
    flatten(prefix === '' ? name : `${prefix}.${name}`, child),
  );
}
