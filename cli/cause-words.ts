import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';

const FR = {
  explain: 'Expliquer la cause : ce qui va pour, ce qui va contre, ce qui manque',
  allIncidents: 'l’incident, sa référence ou sa plateforme (sinon : tous)',
  incident: '{reference} · {platform} · tombée le {fellAt}{drill}',
  drill: ' · EXERCICE',
  notJudged: 'Pas encore jugé : rien n’a été mesuré sur la cause.',
  claims: 'Ce qui a été déclaré, sans compter comme mesure',
  claimOne: '{role}, {position} {cause} : « {statement} » ({source})',
  asserts: 'avance',
  denies: 'nie',
  noIncident: 'Aucun incident au journal.',
} as const;

export type CauseWords = Translated<typeof FR>;

const EN: CauseWords = {
  explain: 'Explain the cause: what speaks for it, against it, and what is missing',
  allIncidents: 'the incident, its reference or its platform (else: all)',
  incident: '{reference} · {platform} · fell on {fellAt}{drill}',
  drill: ' · EXERCICE (drill)',
  notJudged: 'Not judged yet: nothing was measured on the cause.',
  claims: 'What was claimed, which counts as no measurement',
  claimOne: '{role}, {position} {cause}: “{statement}” ({source})',
  asserts: 'asserts',
  denies: 'denies',
  noIncident: 'No incident in the journal.',
};

export const causeWords = (language: Language): CauseWords => (language === 'fr' ? FR : EN);
