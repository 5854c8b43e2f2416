import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';

const FR = {
  title: 'Compte rendu de l’exercice {reference} sur {name} ({hostname})',
  begun: 'commencé le {at} par {by} (ligne {seq})',
  ended: 'fini le {at} par {by} (ligne {seq})',
  running: 'l’exercice court encore',
  cutShort: 'une vraie panne l’a interrompu : rien n’a dit EXERCICE depuis',
  turns: 'Ce qui a basculé',
  turn: '{at}  {key} (ligne {seq})',
  change: 'miroir {before} → {after}, retenue {holdBefore} → {holdAfter}',
  holdOn: 'posée',
  holdOff: 'absente',
  verified:
    'vérifié en {took} aux serveurs de noms (ligne {seq}) ; annoncé : {budget} au plus, interrogés toutes les {every}',
  late: 'vérifié en {took} aux serveurs de noms (ligne {seq}) : PLUS que les {budget} annoncés',
  unverified: 'PAS vérifié aux serveurs de noms',
  answer: '{server}  {name} {type} → {values}, TTL {ttl} s, miroir {share}',
  noAnswer: 'aucune réponse journalisée',
  nothingTurned: 'rien n’a basculé',
  notices: 'Ce qui est parti',
  notice:
    '{phase} : EXERCICE {marked} ; {recipients} destinataires, {mails} courriels, {sms} SMS ; {outcome}',
  marked: 'y est écrit',
  unmarked: 'MANQUE',
  outcome: '{accepted} acceptés, {failed} refusés, {unknown} sans réponse',
  noOutcome: 'pas encore parti ({stage})',
  noNotice: 'aucun message',
  others: 'Le reste',
  nothingMoved:
    'rien d’autre n’a bougé, de la ligne {from} à la ligne {until} : {count} autre(s) plateforme(s), ni bascule demandée, ni poids, ni retenue',
  alone: 'aucune autre plateforme n’a de miroir',
  moved: '{name} a bougé : miroir {before} → {after}',
  movedBy: '{at}  {key} : {why} (ligne {seq})',
  asked: 'autres noms demandés maintenant aux serveurs : {count} répondent comme au journal',
  before: 'Les autres noms, avant l’exercice :',
  askedBefore: '{count} répondent comme au journal ; « preau drill end » les demandera de nouveau',
  astray: '{name} répond {seen} au miroir, le journal dit {share} : sa santé seule, ou une main',
  silent: '{name} : ses serveurs de noms n’ont pas répondu',
} as const;

export type DrillWords = Translated<typeof FR>;

const EN: DrillWords = {
  title: 'Report of drill {reference} on {name} ({hostname})',
  begun: 'started on {at} by {by} (line {seq})',
  ended: 'ended on {at} by {by} (line {seq})',
  running: 'the drill still runs',
  cutShort: 'a real fall cut it short: nothing has said EXERCICE since',
  turns: 'What turned',
  turn: '{at}  {key} (line {seq})',
  change: 'mirror {before} → {after}, hold {holdBefore} → {holdAfter}',
  holdOn: 'on',
  holdOff: 'off',
  verified:
    'verified within {took} at the name servers (line {seq}); announced: {budget} at most, asked every {every}',
  late: 'verified within {took} at the name servers (line {seq}): MORE than the announced {budget}',
  unverified: 'NOT verified at the name servers',
  answer: '{server}  {name} {type} → {values}, TTL {ttl} s, mirror {share}',
  noAnswer: 'no answer was journalled',
  nothingTurned: 'nothing turned',
  notices: 'What left',
  notice:
    '{phase}: EXERCICE {marked}; {recipients} recipients, {mails} mails, {sms} SMS; {outcome}',
  marked: 'is in it',
  unmarked: 'is MISSING',
  outcome: '{accepted} accepted, {failed} rejected, {unknown} unanswered',
  noOutcome: 'has not left yet ({stage})',
  noNotice: 'no notice',
  others: 'All else',
  nothingMoved:
    'nothing else moved, from line {from} to line {until}: {count} other platform(s), no turn asked for, no weight, no hold',
  alone: 'no other platform has a mirror',
  moved: '{name} moved: mirror {before} → {after}',
  movedBy: '{at}  {key}: {why} (line {seq})',
  asked: 'other names asked at the servers now: {count} answer as journalled',
  before: 'The other names, before the drill:',
  askedBefore: '{count} answer as journalled; “preau drill end” asks them again',
  astray:
    '{name} answers {seen} to the mirror, the journal says {share}: its health alone, or a hand',
  silent: '{name}: its name servers did not answer',
};

export const drillWords = (language: Language): DrillWords => (language === 'fr' ? FR : EN);
