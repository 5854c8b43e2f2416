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
    '{mirrors} {mirrors, plural, =0 {miroir construit} =1 {miroir construit} other {miroirs construits}} ({pages} {pages, plural, =0 {page} =1 {page} other {pages}}), {schools} {schools, plural, =0 {établissement} =1 {établissement} other {établissements}}, {contacts} {contacts, plural, =0 {contact} =1 {contact} other {contacts}}, {rejected} {rejected, plural, =0 {valeur refusée} =1 {valeur refusée} other {valeurs refusées}}',
  sceneKept: 'Miroirs et annuaire : déjà prêts',
  resumed: 'Une répétition avait été interrompue : elle reprend à {time}.',
  standing: 'Tout est en place. Une minute d’alors dure {second} s.',
  inbox: 'Courrier et SMS reçus',
  kill: 'Tuer Préau pour voir',
  claim: 'on déclare ({role}) : « {statement} »',
  homeDied: 'Préau est mort ({how}). Les noms répondent toujours.',
  homeBack:
    'Préau est revenu, avec son journal de {entries} {entries, plural, =0 {ligne} =1 {ligne} other {lignes}}.',
  played: 'La matinée est jouée. Derniers retours et derniers messages…',
  counts: 'cours demandés {asked} : plateforme {origin}, miroir {mirror}, perdus {lost}',
  report: 'Bilan',
  columns: ['plateforme', 'tombée', 'à l’abri', '1er message', 'revenue', 'cause'],
  never: 'jamais tombée',
  lessons: 'Cours',
  notices: 'Messages',
  noticesLine:
    '{planned} {planned, plural, =0 {prévu} =1 {prévu} other {prévus}}, {accepted} {accepted, plural, =0 {accepté} =1 {accepté} other {acceptés}}, {failed} non remis',
  replacedPart:
    ', {replaced} {replaced, plural, =0 {remplacé} =1 {remplacé} other {remplacés}} par un message plus récent',
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
    '{mirrors} {mirrors, plural, =1 {mirror} other {mirrors}} built ({pages} {pages, plural, =1 {page} other {pages}}), {schools} {schools, plural, =1 {school} other {schools}}, {contacts} {contacts, plural, =1 {contact} other {contacts}}, {rejected} {rejected, plural, =1 {value} other {values}} rejected',
  sceneKept: 'Mirrors and directory: ready already',
  resumed: 'A rehearsal had been interrupted: it goes on at {time}.',
  standing: 'Everything stands. A minute of that morning lasts {second} s.',
  inbox: 'Mail and SMS received',
  kill: 'Kill Préau, to see',
  claim: 'claimed ({role}): “{statement}”',
  homeDied: 'Préau died ({how}). Names are still answered.',
  homeBack:
    'Préau is back, with its journal of {entries} {entries, plural, =1 {line} other {lines}}.',
  played: 'The morning has been played. Last ways back and last notices…',
  counts: 'lessons asked {asked}: platform {origin}, mirror {mirror}, lost {lost}',
  report: 'Report',
  columns: ['platform', 'fell', 'sheltered', '1st notice', 'back', 'cause'],
  never: 'never fell',
  lessons: 'Lessons',
  notices: 'Notices',
  noticesLine: '{planned} planned, {accepted} accepted, {failed} not delivered',
  replacedPart: ', {replaced} replaced by a newer message',
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
