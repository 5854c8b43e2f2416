import type { MirrorWords } from '../../../app/mirror/ports.ts';
import { readLocale } from '../../../config/read-locale.ts';

const read = new Map<string, MirrorWords>();

/**
 * The `mirror:` section of one language's words.
 *
 * @returns a function that throws for a key that is not there: a bug, which a test looks for
 */
export function mirrorWords(language: 'fr' | 'en'): MirrorWords {
  const known = read.get(language);
  if (known !== undefined) return known;
  const tree = readLocale(language);
  // Each page asks for the same twenty.
  const found = new Map<string, string>();
  const words: MirrorWords = (key, values = {}) => {
    const template = found.get(key) ?? templateOf(tree, key);
    if (template === null) throw new Error(`no words for mirror.${key} in ${language}`);
    found.set(key, template);
    return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
      String(values[name] ?? whole),
    );
  };
  read.set(language, words);
  return words;
}

function templateOf(tree: unknown, key: string): string | null {
  const template = ['mirror', ...key.split('.')].reduce<unknown>(child, tree);
  return typeof template === 'string' ? template : null;
}

function child(node: unknown, name: string): unknown {
  if (typeof node !== 'object' || node === null) return undefined;
  return Object.entries(node).find(([key]) => key === name)?.[1];
}
