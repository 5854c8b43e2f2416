import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';

const FR = {
  shelter: 'Les enregistrements du miroir ont été mis sur votre serveur de noms.',
  release: 'Les enregistrements de l’origine ont été remis sur votre serveur de noms.',
} as const;

const EN: Translated<typeof FR> = {
  shelter: 'The mirror’s records have been put on your name server.',
  release: 'The origin’s records have been put back on your name server.',
};

/** What is said of a turn at an owner's own name server, made without a home. */
export const breakGlassWords = (language: Language): Translated<typeof FR> =>
  language === 'fr' ? FR : EN;
