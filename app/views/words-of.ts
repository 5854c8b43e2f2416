import type { Words } from './words.ts';

/**
 * Words from a table of dotted keys and templates.
 *
 * @param source named when a key is missing: a bug, and a test walks both languages
 */
export function wordsOf(table: Readonly<Record<string, string>>, source: string): Words {
  return (key, values = {}) => {
    const template = Object.hasOwn(table, key) ? table[key] : undefined;
    if (template === undefined) throw new Error(`${source} has no words for ${key}`);
    return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
      String(values[name] ?? whole),
    );
  };
}
