import { adoptWordsEn } from './adopt-words-en.ts';
import { adoptWordsFr } from './adopt-words-fr.ts';
import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';

export type AdoptWords = Translated<typeof adoptWordsFr>;

export const adoptWords = (language: Language): AdoptWords =>
  language === 'fr' ? adoptWordsFr : adoptWordsEn;
