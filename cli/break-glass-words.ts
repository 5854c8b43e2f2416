import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';

const FR = {
  shelter: 'Les enregistrements du miroir ont été mis sur votre serveur de noms.',
  release: 'Les enregistrements de l’origine ont été remis sur votre serveur de noms.',
  after:
    'Rien n’est écrit au journal, aucun établissement n’est prévenu : Préau ne tourne pas. À son prochain démarrage il ne saura rien de ce geste : redites-le-lui par « preau {kind} ».',
} as const;

const EN: Translated<typeof FR> = {
  shelter: 'The mirror’s records have been put on your name server.',
  release: 'The origin’s records have been put back on your name server.',
  after:
    'Nothing is journalled and no school is told: Préau is not running. At its next start it will know nothing of this: tell it again by “preau {kind}”.',
};

/** What is said of a turn at an owner's own name server, made without a home. */
export const breakGlassWords = (language: Language): Translated<typeof FR> =>
  language === 'fr' ? FR : EN;
