import type { Language } from './language.ts';

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
  console: 'Console',
  status: 'Page publique',
  inbox: 'Courrier et SMS reçus',
  dig: 'Noms',
  kill: 'Tuer Préau pour voir',
  suspect: 'une première mesure mauvaise : {why}',
  down: 'NE RÉPOND PLUS depuis {since} : {why}',
  up: 'répond de nouveau depuis {since}',
  blind: 'point de mesure aveugle, sans voix : {names}',
  toMirror: 'vers le MIROIR : {why}',
  toShare: 'retour progressif, {share} des visiteurs à la plateforme',
  toOrigin: 'retour complet à la plateforme',
  verified: 'vérifié aux serveurs de noms : {share} vers le miroir',
  unverified: 'NON vérifié aux serveurs de noms : {detail}',
  planned:
    'message « {phase} » prêt : {mails} courriels, {sms} SMS, {cost} €. Part à {at} sauf veto',
  sending: 'message « {phase} » part : cause {cause}',
  finished: 'message « {phase} » : {accepted} acceptés, {failed} refusés, {unknown} sans réponse',
  verdict: 'cause : {cause} ({rung}){open}',
  open: ' ; restent possibles : {causes}',
  refuted: ' ; écarté : {causes}',
  claim: 'on déclare ({role}) : « {statement} »',
  task: 'À FAIRE : {title}',
  closed: 'incident clos',
  homeDied: 'Préau est mort ({how}). Les noms répondent toujours.',
  homeBack: 'Préau est revenu, avec son journal de {entries} lignes.',
  started: 'Préau veille',
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
  stays: 'Tout reste ouvert : {console}  ·  Ctrl-C pour arrêter.',
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

type Shape<T> = {
  readonly [Key in keyof T]: T[Key] extends string
    ? string
    : T[Key] extends readonly string[]
      ? readonly string[]
      : Shape<T[Key]>;
};
export type RehearseWords = Shape<typeof FR>;

const EN: RehearseWords = {
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
  console: 'Console',
  status: 'Public page',
  inbox: 'Mail and SMS received',
  dig: 'Names',
  kill: 'Kill Préau, to see',
  suspect: 'a first bad round: {why}',
  down: 'DOWN since {since}: {why}',
  up: 'answers again since {since}',
  blind: 'vantage blind, without a vote: {names}',
  toMirror: 'to the MIRROR: {why}',
  toShare: 'way back, {share} of visitors to the platform',
  toOrigin: 'wholly back at the platform',
  verified: 'verified at the name servers: {share} to the mirror',
  unverified: 'NOT verified at the name servers: {detail}',
  planned:
    'notice “{phase}” ready: {mails} mails, {sms} SMS, €{cost}. Leaves at {at} unless vetoed',
  sending: 'notice “{phase}” leaves: cause {cause}',
  finished: 'notice “{phase}”: {accepted} accepted, {failed} rejected, {unknown} unanswered',
  verdict: 'cause: {cause} ({rung}){open}',
  open: '; still open: {causes}',
  refuted: '; refuted: {causes}',
  claim: 'claimed ({role}): “{statement}”',
  task: 'TO DO: {title}',
  closed: 'incident closed',
  homeDied: 'Préau died ({how}). Names are still answered.',
  homeBack: 'Préau is back, with its journal of {entries} lines.',
  started: 'Préau watches',
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
  stays: 'Everything stays open: {console}  ·  Ctrl-C to stop.',
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

export const rehearseWords = (language: Language): RehearseWords => (language === 'fr' ? FR : EN);

/** A template with its `{names}` filled in. */
export const fill = (template: string, values: Readonly<Record<string, string | number>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
