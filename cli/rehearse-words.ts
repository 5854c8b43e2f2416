import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';
import { type TimelineWords, timelineWords } from './timeline-words.ts';

const FR = {
  preparing: {
    scene: 'Préparation des miroirs et de l’annuaire…',
    names: 'Serveur de noms…',
    stage: 'Plateformes et élèves…',
    home: 'Préau…',
  },
  scene:
    '{mirrors} miroirs construits ({pages} pages), {schools} établissements, {contacts} contacts, {rejected} valeurs refusées',
  sceneKept: 'Miroirs et annuaire : déjà prêts',
  resumed: 'Une répétition avait été interrompue : elle reprend à {time}.',
  standing: 'Tout est en place. Une minute d’alors dure {second} s.',
  inbox: 'Courrier et SMS reçus',
  kill: 'Tuer Préau pour voir',
  claim: 'on déclare ({role}) : « {statement} »',
  homeDied: 'Préau est mort ({how}). Les noms répondent toujours.',
  homeBack: 'Préau est revenu, avec son journal de {entries} lignes.',
  played: 'La matinée est jouée. Derniers retours et derniers messages…',
  counts: 'cours demandés {asked} : plateforme {origin}, miroir {mirror}, perdus {lost}',
  report: 'Bilan',
  columns: ['plateforme', 'tombée', 'à l’abri', '1er message', 'revenue', 'cause'],
  never: 'jamais tombée',
  lessons: 'Cours',
  notices: 'Messages',
  noticesLine: '{planned} prévus, {accepted} acceptés, {failed} non remis',
  promises: 'Promesses',
  held: 'tenue',
  broken: 'ROMPUE',
  undecided: 'NON JUGÉE',
  stays: 'Tout reste ouvert : {console}  ·  Ctrl-C pour arrêter.',
} as const;

type OwnWords = Translated<typeof FR>;
export type RehearseWords = TimelineWords & OwnWords;

const EN: OwnWords = {
  preparing: {
    scene: 'Preparing mirrors and directory…',
    names: 'Name server…',
    stage: 'Platforms and pupils…',
    home: 'Préau…',
  },
  scene:
    '{mirrors} mirrors built ({pages} pages), {schools} schools, {contacts} contacts, {rejected} values rejected',
  sceneKept: 'Mirrors and directory: ready already',
  resumed: 'A rehearsal had been interrupted: it goes on at {time}.',
  standing: 'Everything stands. A minute of that morning lasts {second} s.',
  inbox: 'Mail and SMS received',
  kill: 'Kill Préau, to see',
  claim: 'claimed ({role}): “{statement}”',
  homeDied: 'Préau died ({how}). Names are still answered.',
  homeBack: 'Préau is back, with its journal of {entries} lines.',
  played: 'The morning has been played. Last ways back and last notices…',
  counts: 'lessons asked {asked}: platform {origin}, mirror {mirror}, lost {lost}',
  report: 'Report',
  columns: ['platform', 'fell', 'sheltered', '1st notice', 'back', 'cause'],
  never: 'never fell',
  lessons: 'Lessons',
  notices: 'Notices',
  noticesLine: '{planned} planned, {accepted} accepted, {failed} not delivered',
  promises: 'Promises',
  held: 'held',
  broken: 'BROKEN',
  undecided: 'NOT JUDGED',
  stays: 'Everything stays open: {console}  ·  Ctrl-C to stop.',
};

export const rehearseWords = (language: Language): RehearseWords => ({
  ...timelineWords(language),
  ...(language === 'fr' ? FR : EN),
});
