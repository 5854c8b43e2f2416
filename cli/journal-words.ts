import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';

const FR = {
  group: 'Le journal : tout ce qui a été vu, décidé et fait',
  verify: 'Relire le journal, sa chaîne et les promesses qu’il montre',
  whole: '{lines} {lines, plural, =0 {ligne} =1 {ligne} other {lignes}}, dernière empreinte {head}',
  empty: 'Journal vide.',
  held: 'tenue',
  broken: 'ROMPUE',
} as const;

export type JournalWords = Translated<typeof FR>;

const EN: JournalWords = {
  group: 'The journal: everything that was seen, decided and done',
  verify: 'Check the journal, its chain and the promises that it shows',
  whole: '{lines} {lines, plural, =1 {line} other {lines}}, last hash {head}',
  empty: 'The journal is empty.',
  held: 'held',
  broken: 'BROKEN',
};

export const journalWords = (language: Language): JournalWords => (language === 'fr' ? FR : EN);
