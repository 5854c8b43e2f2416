import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';

const FR = {
  console: 'Console',
  status: 'Page publique',
  dig: 'Noms',
  turnsWithin:
    'Une panne y fait répondre le miroir en {rounds} s au plus par les tours de Préau, en {health} s par la seule santé.',
  turnsByRounds:
    'Une panne y fait répondre le miroir en {rounds} s au plus, tant que Préau tourne.',
  suspect: 'une première mesure mauvaise : {why}',
  byHealth: 'les serveurs de noms l’ont quittée d’eux-mêmes',
  down: 'NE RÉPOND PLUS depuis {since} : {why}',
  up: 'répond de nouveau depuis {since}',
  blind: 'point de mesure aveugle, sans voix : {names}',
  toMirror: 'vers le MIROIR : {why}',
  toOrigin: 'retour complet à la plateforme',
  accepted: 'lot {change} accepté par le fournisseur des noms',
  verified: 'vérifié aux serveurs de noms : {share} vers le miroir',
  unverified: 'NON vérifié aux serveurs de noms : {detail}',
  planned:
    'message « {phase} » prêt : {mails} {mails, plural, =0 {courriel} =1 {courriel} other {courriels}}, {sms} SMS, {cost} €. Part à {at} sauf veto',
  sending: 'message « {phase} » part : cause {cause}',
  finished:
    'message « {phase} » : {accepted} {accepted, plural, =0 {accepté} =1 {accepté} other {acceptés}}, {failed} {failed, plural, =0 {refusé} =1 {refusé} other {refusés}}, {unknown} sans réponse',
  verdict: 'cause : {cause} ({rung}){open}',
  open: ' ; restent possibles : {causes}',
  refuted: ' ; écarté : {causes}',
  task: 'À FAIRE : {title}',
  closed: 'incident clos',
  started: 'Préau veille',
  stopping: 'Arrêt…',
  causes: {
    overload: 'surcharge',
    attack: 'attaque',
    hosting: 'panne d’hébergement',
    application: 'panne de l’application',
    'name-or-certificate': 'nom ou certificat',
    'third-party': 'prestataire tiers',
    other: 'autre',
    suspended: 'fermeture voulue',
    undetermined: 'non déterminée',
  },
  phases: {
    outage: 'panne',
    cause: 'cause',
    correction: 'correction',
    recovery: 'rétablissement',
    relapse: 'rechute',
    drill: 'exercice',
  },
} as const;

/** The words of the live timeline, the same for a rehearsal and a real home. */
export type TimelineWords = Translated<typeof FR>;

const EN: TimelineWords = {
  console: 'Console',
  status: 'Public page',
  dig: 'Names',
  turnsWithin:
    'After a fall the mirror answers there within {rounds} s by Préau’s rounds, {health} s by health alone.',
  turnsByRounds: 'After a fall the mirror answers there within {rounds} s, while Préau runs.',
  suspect: 'a first bad round: {why}',
  byHealth: 'the name servers left it by their own checks',
  down: 'DOWN since {since}: {why}',
  up: 'answers again since {since}',
  blind: 'vantage blind, without a vote: {names}',
  toMirror: 'to the MIRROR: {why}',
  toOrigin: 'wholly back at the platform',
  accepted: 'batch {change} accepted by the DNS provider',
  verified: 'verified at the name servers: {share} to the mirror',
  unverified: 'NOT verified at the name servers: {detail}',
  planned:
    'notice “{phase}” ready: {mails} {mails, plural, =1 {mail} other {mails}}, {sms} SMS, €{cost}. Leaves at {at} unless vetoed',
  sending: 'notice “{phase}” leaves: cause {cause}',
  finished: 'notice “{phase}”: {accepted} accepted, {failed} rejected, {unknown} unanswered',
  verdict: 'cause: {cause} ({rung}){open}',
  open: '; still open: {causes}',
  refuted: '; refuted: {causes}',
  task: 'TO DO: {title}',
  closed: 'incident closed',
  started: 'Préau watches',
  stopping: 'Stopping…',
  causes: {
    overload: 'overload',
    attack: 'attack',
    hosting: 'hosting failure',
    application: 'application fault',
    'name-or-certificate': 'name or certificate',
    'third-party': 'third party',
    other: 'other',
    suspended: 'closed on purpose',
    undetermined: 'undetermined',
  },
  phases: {
    outage: 'outage',
    cause: 'cause',
    correction: 'correction',
    recovery: 'recovery',
    relapse: 'relapse',
    drill: 'drill',
  },
};

export const timelineWords = (language: Language): TimelineWords => (language === 'fr' ? FR : EN);
