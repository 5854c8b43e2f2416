import { parsePhrase } from '../notices/read-phrase.ts';
import type { Words } from './words.ts';

/**
 * Words from a table of dotted keys and templates. `{name}` is filled in as it is; a template with a
 * `plural` is an ICU message, in which apostrophes before braces are written ’.
 *
 * @param source named when a key is missing: a bug, and a test walks both languages
 * @param language BCP 47: whose plurals they are
 */
export function wordsOf(
  table: Readonly<Record<string, string>>,
  source: string,
  language: string,
): Words {
  const phrases = new Map<string, Phrase>();
  const read = (key: string): Phrase => {
    const template = Object.hasOwn(table, key) ? table[key] : undefined;
    if (template === undefined) throw new Error(`${source} has no words for ${key}`);
    const phrase = phraseOf(template, language);
    phrases.set(key, phrase);
    return phrase;
  };
  return (key, values = {}) => (phrases.get(key) ?? read(key))(values);
}

/** A template as it is filled: a page does so hundreds of times, and a template is read once. */
type Phrase = (values: Readonly<Record<string, string | number>>) => string;

function phraseOf(template: string, language: string): Phrase {
  if (template.includes(', plural,')) {
    const message = parsePhrase(template, language);
    return (values) => String(message.format({ ...values }));
  }
  // Every other part is the name of what stands between the two beside it.
  const parts = template.split(/\{(\w+)\}/);
  if (parts.length === 1) return () => template;
  return (values) =>
    parts
      .map((part, index) => (index % 2 === 0 ? part : String(values[part] ?? `{${part}}`)))
      .join('');
}
