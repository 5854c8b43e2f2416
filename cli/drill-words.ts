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
    '{phase} : EXERCICE {marked} ; {recipients} {recipients, plural, =0 {destinataire} =1 {destinataire} other {destinataires}}, {mails} {mails, plural, =0 {courriel} =1 {courriel} other {courriels}}, {sms} SMS ; {outcome}',
  marked: 'y est écrit',
  unmarked: 'MANQUE',
  outcome:
    '{accepted} {accepted, plural, =0 {accepté} =1 {accepté} other {acceptés}}, {failed} {failed, plural, =0 {refusé} =1 {refusé} other {refusés}}, {unknown} sans réponse',
  noOutcome: 'pas encore parti ({stage})',
  noNotice: 'aucun message',
  others: 'Le reste',
  nothingMoved: 'rien d’autre n’a bougé : {still}',
  sameSides:
    'aucun autre nom n’est passé à un miroir ni n’en est revenu ; tous n’ont pas répondu par les mêmes adresses à la fin',
  still: {
    one: '1 autre nom a répondu à la fin comme au début, et comme au journal',
    more: '{count} autres noms ont répondu à la fin comme au début, et comme au journal',
  },
  byShareAlone: {
    one: '1 de ces noms a été comparé par sa seule part au miroir, et non par ses adresses',
    more: '{count} de ces noms ont été comparés par leur seule part au miroir, et non par leurs adresses',
  },
  journalled: {
    one: 'au journal, de la ligne {from} à la ligne {until} : ni bascule demandée, ni poids, ni retenue pour 1 autre plateforme',
    more: 'au journal, de la ligne {from} à la ligne {until} : ni bascule demandée, ni poids, ni retenue pour {count} autres plateformes',
  },
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
  askedBefore: {
    one: '1 répond comme au journal ; il sera demandé de nouveau à la fin',
    more: '{count} répondent comme au journal ; ils seront demandés de nouveau à la fin',
  },
  changed: '{name} a bougé : {start} au début, {end} à la fin',
  astray:
    '{name} répondait {seen} {moment}, le journal disait {share} : sa santé seule, ou une main',
  elsewhere: {
    alias: '{name} a bougé : son alias menait à la fin ailleurs qu’au début, et à aucun miroir',
    addresses:
      '{name} répondait à la fin par d’autres adresses qu’au début, dont aucune du miroir : les siennes, si elles changent d’elles-mêmes (un CDN), ou une autre main',
  },
  seen: {
    one: '{share} au miroir (1 réponse)',
    more: '{share} au miroir ({count} réponses)',
  },
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
    '{phase}: EXERCICE {marked}; {recipients} {recipients, plural, =1 {recipient} other {recipients}}, {mails} {mails, plural, =1 {mail} other {mails}}, {sms} SMS; {outcome}',
  marked: 'is in it',
  unmarked: 'is MISSING',
  outcome: '{accepted} accepted, {failed} rejected, {unknown} unanswered',
  noOutcome: 'has not left yet ({stage})',
  noNotice: 'no notice',
  others: 'All else',
  nothingMoved: 'nothing else moved: {still}',
  sameSides:
    'no other name went to a mirror or came back from one; not all answered with the same addresses at the end',
  still: {
    one: '1 other name answered at the end as at the start, and as journalled',
    more: '{count} other names answered at the end as at the start, and as journalled',
  },
  byShareAlone: {
    one: '1 of these names was compared by its part of the mirror alone, and not by its addresses',
    more: '{count} of these names were compared by their part of the mirror alone, and not by their addresses',
  },
  journalled: {
    one: 'in the journal, from line {from} to line {until}: no turn asked for, no weight, no hold for 1 other platform',
    more: 'in the journal, from line {from} to line {until}: no turn asked for, no weight, no hold for {count} other platforms',
  },
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
  askedBefore: {
    one: '1 answers as journalled; it will be asked again at the end',
    more: '{count} answer as journalled; they will be asked again at the end',
  },
  changed: '{name} moved: {start} at the start, {end} at the end',
  astray: '{name} answered {seen} {moment}, the journal said {share}: its health alone, or a hand',
  elsewhere: {
    alias: '{name} moved: its alias led elsewhere at the end than at the start, and to no mirror',
    addresses:
      '{name} answered with other addresses at the end than at the start, none of them the mirror’s: its own, where those change by themselves (a CDN), or another hand',
  },
  seen: {
    one: '{share} to the mirror (1 answer)',
    more: '{share} to the mirror ({count} answers)',
  },
  reasons: {
    silent: '{name}: its name servers did not answer {moment}',
    'no-record': '{name}: its name servers had no record {moment}',
    'no-time': '{name}: not asked {moment}, the time for it was over',
    'not-there': '{name}: not asked {moment}, when it was not configured',
  },
};

export const drillWords = (language: Language): DrillWords => (language === 'fr' ? FR : EN);
