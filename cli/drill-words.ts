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
    'rien d’autre n’a bougé : {count} autre(s) nom(s) ont répondu à la fin comme au début, et comme au journal',
  still: '{count} autre(s) nom(s) ont répondu à la fin comme au début, et comme au journal',
  journalled:
    'au journal, de la ligne {from} à la ligne {until} : ni bascule demandée, ni poids, ni retenue pour {count} autre(s) plateforme(s)',
  alone: 'aucune autre plateforme n’a de miroir',
  moved: '{name} a bougé : miroir {before} → {after}',
  movedBy: '{at}  {key} : {why} (ligne {seq})',
  unknown: 'on ne peut PAS dire que rien d’autre n’a bougé',
  moments: { start: 'au début', end: 'à la fin' },
  asked: 'autres noms demandés {moment}, de {from} à {until} (ligne {seq})',
  noPicture: 'les autres noms n’ont PAS été demandés {moment}',
  notYet: 'les autres noms n’ont pas encore été demandés {moment}',
  waiting: 'les autres noms sont demandés à leurs serveurs ({time})',
  before: 'Les autres noms, au début de l’exercice :',
  askedBefore: '{count} répondent comme au journal ; ils seront demandés de nouveau à la fin',
  changed: '{name} a bougé : {start} au début, {end} à la fin',
  astray:
    '{name} répondait {seen} {moment}, le journal disait {share} : sa santé seule, ou une main',
  seen: '{share} au miroir ({records} réponse(s))',
  reasons: {
    silent: '{name} : ses serveurs de noms n’ont pas répondu {moment}',
    'no-record': '{name} : ses serveurs de noms n’avaient aucun enregistrement {moment}',
    'no-time': '{name} : pas demandé {moment}, le temps imparti était passé',
    'not-there': '{name} : pas demandé {moment}, où il n’était pas configuré',
  },
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
    'nothing else moved: {count} other name(s) answered at the end as at the start, and as journalled',
  still: '{count} other name(s) answered at the end as at the start, and as journalled',
  journalled:
    'in the journal, from line {from} to line {until}: no turn asked for, no weight, no hold for {count} other platform(s)',
  alone: 'no other platform has a mirror',
  moved: '{name} moved: mirror {before} → {after}',
  movedBy: '{at}  {key}: {why} (line {seq})',
  unknown: 'it can NOT be said that nothing else moved',
  moments: { start: 'at the start', end: 'at the end' },
  asked: 'other names asked {moment}, from {from} to {until} (line {seq})',
  noPicture: 'the other names were NOT asked {moment}',
  notYet: 'the other names have not been asked {moment} yet',
  waiting: 'the other names are being asked at their servers ({time})',
  before: 'The other names, at the start of the drill:',
  askedBefore: '{count} answer as journalled; they will be asked again at the end',
  changed: '{name} moved: {start} at the start, {end} at the end',
  astray: '{name} answered {seen} {moment}, the journal said {share}: its health alone, or a hand',
  seen: '{share} to the mirror ({records} answer(s))',
  reasons: {
    silent: '{name}: its name servers did not answer {moment}',
    'no-record': '{name}: its name servers had no record {moment}',
    'no-time': '{name}: not asked {moment}, the time for it was over',
    'not-there': '{name}: not asked {moment}, when it was not configured',
  },
};

export const drillWords = (language: Language): DrillWords => (language === 'fr' ? FR : EN);
