import { errorsWordsFilesFr } from './errors-words-files-fr.ts';
import { errorsWordsOptionsFr } from './errors-words-options-fr.ts';
import { errorsWordsSecretsFr } from './errors-words-secrets-fr.ts';
import { errorsWordsStartFr } from './errors-words-start-fr.ts';
import type { Language } from './language.ts';

type Sentences = Readonly<Record<string, string>>;

const FR: Sentences = {
  ...errorsWordsStartFr,
  ...errorsWordsSecretsFr,
  ...errorsWordsOptionsFr,
  ...errorsWordsFilesFr,
};

const EN: Sentences = {};

/**
 * What is said of failures, by `Said.key`. Their English is their `message`, which is written for people
 * too; those whose two languages differ from it have both in the locales, under `errors`.
 */
export const errorsWords = (language: Language): Sentences => (language === 'fr' ? FR : EN);
