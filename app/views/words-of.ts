import type { IntlMessageFormat } from 'intl-messageformat';
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
  const messages = new Map<string, IntlMessageFormat>();
  return (key, values = {}) => {
    const template = Object.hasOwn(table, key) ? table[key] : undefined;
    if (template === undefined) throw new Error(`${source} has no words for ${key}`);
    if (template.includes(', plural,')) {
      const message = messages.get(key) ?? parsePhrase(template, language);
      messages.set(key, message);
      return String(message.format({ ...values }));
    }
    if (!template.includes('{')) return template;
    return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
      String(values[name] ?? whole),
    );
  };
}
