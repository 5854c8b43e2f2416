import type { PreauError, Said } from '../core/errors.ts';
import { readWords } from '../web/words.ts';
import { errorsWords } from './errors-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { Language } from './language.ts';
import { printable } from './printable.ts';
import { showInvisible } from './show-invisible.ts';

/**
 * An expected failure in the reader's language, where it has words there. Programs read `message`, and so
 * do readers of English where it is written for people too.
 */
export const errorText = ({ message, said }: PreauError, language: Language): string =>
  saidText(said, message, language);

/** The same of any cause: its words in this language, else what it says by itself. */
export const saidText = (said: Said | undefined, message: string, language: Language): string =>
  // It may quote a file, or a server.
  (said && sentence(said, language)) ?? showInvisible(message, 'several');

/** @returns undefined where `message` says it in this language */
function sentence({ key, values = {} }: Said, language: Language): string | undefined {
  const worded: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values)) {
    const part = typeof value === 'object' ? sentence(value, language) : shown(value);
    if (part === undefined) return undefined;
    worded[name] = part;
  }
  const template = errorsWords(language)[key];
  if (template !== undefined) return fillTemplate(template, worded);
  if (Object.hasOwn(errorsWords('fr'), key)) return undefined;
  return readWords(language)(`errors.${key}`, worded);
}

const shown = (value: string | number): string | number =>
  typeof value === 'string' ? printable(value) : value;
