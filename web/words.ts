import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Words } from '../app/views/words.ts';

/**
 * Read the words of the pages in one language.
 *
 * @returns a function that throws on a key without words: a bug, and a test walks both languages
 */
export function readWords(language: 'fr' | 'en'): Words {
  const file = new URL(`../locales/${language}.yaml`, import.meta.url);
  const flat = new Map(flatten('', parse(readFileSync(file, 'utf8'))));
  return (key, values = {}) => {
    const template = flat.get(key);
    if (template === undefined) throw new Error(`locales/${language}.yaml has no words for ${key}`);
    return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
      String(values[name] ?? whole),
    );
  };
}

function flatten(prefix: string, node: unknown): readonly (readonly [string, string])[] {
  if (typeof node === 'string') return [[prefix, node]];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, child]) =>
    flatten(prefix === '' ? name : `${prefix}.${name}`, child),
  );
}
