import type { Translated } from './fill-template.ts';
import { INIT_WORDS_EN } from './init-words-en.ts';
import { INIT_WORDS_FR } from './init-words-fr.ts';
import type { Language } from './language.ts';

export type InitWords = Translated<typeof INIT_WORDS_FR>;

export const initWords = (language: Language): InitWords =>
  language === 'fr' ? INIT_WORDS_FR : INIT_WORDS_EN;
