import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';

const FR = {
  feeds: 'Demander aux pages d’état ce qu’elles disent, et ce qui en compterait',
  file: 'la configuration',
  title: 'Pages d’état de {file}',
  read: '{name} : lue',
  nothing: 'rien d’ouvert qui nous concerne',
  open: '{count} qui nous {count, plural, =0 {concerne} =1 {concerne} other {concernent}}',
  incident: 'incident depuis le {since} : {title}',
  maintenance: 'maintenance depuis le {since} : {title}',
  elsewhere: '{count} d’un autre lieu ou d’un autre produit',
  unplaced: '{count} dont le lieu ou le produit n’est pas dit : ne compte pas',
  skipped:
    '{count} {count, plural, =0 {illisible, passée} =1 {illisible, passée} other {illisibles, passées}}',
  unknown: '{name} : inconnue, {fault} ({detail})',
  without: 'Sans page d’état : {list}',
  none: 'Aucune page d’état dans cette configuration : hosters[].feed',
  help: 'Code de retour : 0 si toutes les pages ont été lues, 5 si l’une ne l’a pas été.',
} as const;

export type CauseFeedsWords = Translated<typeof FR>;

const EN: CauseFeedsWords = {
  feeds: 'Ask the status pages what they say, and what of it would count',
  file: 'the configuration',
  title: 'Status pages of {file}',
  read: '{name}: read',
  nothing: 'nothing open that concerns us',
  open: '{count} that {count, plural, =1 {concerns} other {concern}} us',
  incident: 'incident since {since}: {title}',
  maintenance: 'maintenance since {since}: {title}',
  elsewhere: '{count} of another place or product',
  unplaced: '{count} of which place or product is not told: does not count',
  skipped: '{count} that could not be read, passed over',
  unknown: '{name}: unknown, {fault} ({detail})',
  without: 'Without a status page: {list}',
  none: 'No status page in this configuration: hosters[].feed',
  help: 'Exit code: 0 when all pages were read, 5 when one was not.',
};

export const causeFeedsWords = (language: Language): CauseFeedsWords =>
  language === 'fr' ? FR : EN;
