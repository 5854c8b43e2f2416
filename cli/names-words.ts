import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';

const FR = {
  group: 'Le serveur de noms de cette machine, qui survit à Préau',
  status: 'Dire s’il répond, et où il envoie',
  stop: 'L’arrêter : plus personne ne répond alors des noms protégés',
  stopped: 'Serveur de noms arrêté (processus {pid}).',
  none: 'Aucun serveur de noms ne tourne sur {folder}.',
  living: 'Serveur de noms : processus {pid}, DNS au port {port}',
  name: '{name} {type} : {share} vers le miroir',
  held: 'retenues : {list}',
} as const;

export type NamesWords = Translated<typeof FR>;

const EN: NamesWords = {
  group: 'The name server of this machine, which outlives Préau',
  status: 'Say whether it answers, and where it sends',
  stop: 'Stop it: nobody then answers for the protected names',
  stopped: 'Name server stopped (process {pid}).',
  none: 'No name server runs on {folder}.',
  living: 'Name server: process {pid}, DNS at port {port}',
  name: '{name} {type}: {share} to the mirror',
  held: 'held: {list}',
};

export const namesWords = (language: Language): NamesWords => (language === 'fr' ? FR : EN);
