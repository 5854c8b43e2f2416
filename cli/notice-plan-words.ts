import type { Language } from './language.ts';
import type { Translated } from './fill-template.ts';

const FR = {
  description: 'Ce que serait un message si la plateforme tombait maintenant ; rien n’est écrit',
  platform: 'la plateforme (sinon : la seule de la configuration)',
  phase: 'outage, cause, recovery, relapse ou drill',
  config: 'la configuration',
  data: 'le dossier de données, où sont les établissements',
  try: 'demander à AWS s’il prendrait le SMS pour ce numéro ; rien ne part (+33…)',
  at: 'pour cet instant plutôt que maintenant, par exemple 2026-01-12T08:00:00Z',
  title: '{name} · {phase} · {at}',
  labels: {
    readers: 'Destinataires',
    byClass: 'Dans l’ordre',
    sms: 'SMS',
    cost: 'Coût',
    time: 'Durée',
    account: 'Compte AWS',
    tried: 'Essai à blanc',
    waits: 'Attendent',
    leftOut: 'Courriel seul',
    unreachable: 'Injoignables',
  },
  mails: '{mails} {mails, plural, =0 {courriel} =1 {courriel} other {courriels}}',
  readers: '{recipients} : {mails} et {sms} SMS',
  classes: {
    owners: 'responsables de la plateforme',
    secondary: 'collèges, lycées et EREA',
    primary: 'écoles',
    other: 'autres organismes',
    noClassNow: 'sans classe en ce moment',
  },
  classLine: '{name} : {mails}, {sms} SMS',
  segments: '{sms}, en parties : {segments} (un SMS en français en a {each})',
  cost: '{cost} € ; budget {budget} €',
  configured: 'courriel {mail} min, SMS {sms} min, aux débits de la configuration',
  accountMail: 'courriel {mail} min : {rate} par seconde, {used} sur {quota} envoyés en 24 h',
  accountMailShort: 'courriel : le quota du jour ne suffit pas ({used} sur {quota} envoyés)',
  accountSms: 'SMS : {limit} dollars par mois ; le débit n’est pas dit par AWS',
  tried: {
    taken: 'AWS prendrait le SMS de {sender} pour {to} ; rien n’est parti',
    refused: 'AWS ne prendrait pas le SMS de {sender} pour {to} : {why}',
  },
  unlimited: 'sans limite',
  noAccount: 'non lu : {why}',
  wait: '{sms} SMS jusqu’à {until}',
  moreWaits: 'et {sms} {sms, plural, =0 {autre} =1 {autre} other {autres}}, jusqu’à {until}',
  leftOut: {
    'no-class':
      '{count} SMS {count, plural, =0 {ne part pas} =1 {ne part pas} other {ne partent pas}} : pas classe, et pas avant trois jours',
    'calendar-unknown':
      '{count} SMS {count, plural, =0 {ne part pas} =1 {ne part pas} other {ne partent pas}} : calendrier scolaire inconnu à cette date (notices.schoolYears)',
    bundled:
      '{count} SMS {count, plural, =0 {ne part pas} =1 {ne part pas} other {ne partent pas}} : un autre est déjà en attente pour ce numéro',
    budget:
      '{count} SMS {count, plural, =0 {ne part pas} =1 {ne part pas} other {ne partent pas}} : le budget ne suffit pas',
  },
  unreachable: '{count}, à joindre par téléphone :',
  unreachableLine: '{name} ({recipient}) : {why}',
  moreUnreachable:
    'et {count} {count, plural, =0 {autre} =1 {autre} other {autres}} ; tous avec --json',
  why: {
    'no-contact': 'aucun contact',
    'opted-out': 'ses contacts ont demandé le silence',
    'address-invalid': 'adresse fautive',
    'no-class': 'SMS seulement, et pas classe',
    'calendar-unknown': 'SMS seulement, et calendrier inconnu',
    budget: 'SMS seulement, et le budget ne suffit pas',
  },
  none: 'aucun',
  fits: 'Ce message partirait.',
  refused:
    'Les courriels partiraient, sans SMS aux établissements : {full} € dépassent le budget de {budget} €.',
  refusedDo: 'Relevez notices.budget, ou réduisez le nombre de SMS.',
  obstacles: 'Le compte AWS ne laisserait pas partir ce message :',
} as const;

export type NoticePlanWords = Translated<typeof FR>;

const EN: NoticePlanWords = {
  description: 'What a notice would be if the platform fell now; nothing is written',
  platform: 'the platform (else: the only one of the configuration)',
  phase: 'outage, cause, recovery, relapse or drill',
  config: 'the configuration',
  data: 'the data folder, where the schools are',
  try: 'ask AWS whether it would take the SMS for this number; nothing leaves (+33…)',
  at: 'for this instant instead of now, for example 2026-01-12T08:00:00Z',
  title: '{name} · {phase} · {at}',
  labels: {
    readers: 'Recipients',
    byClass: 'In this order',
    sms: 'SMS',
    cost: 'Cost',
    time: 'Duration',
    account: 'AWS account',
    tried: 'Dry run',
    waits: 'Waiting',
    leftOut: 'Mail only',
    unreachable: 'Unreachable',
  },
  mails: '{mails} {mails, plural, =1 {mail} other {mails}}',
  readers: '{recipients}: {mails} and {sms} SMS',
  classes: {
    owners: 'owners of the platform',
    secondary: 'collèges, lycées and EREA',
    primary: 'écoles',
    other: 'other bodies',
    noClassNow: 'without class now',
  },
  classLine: '{name}: {mails}, {sms} SMS',
  segments: '{sms}, in parts: {segments} (an SMS in French has {each})',
  cost: '€{cost}; budget €{budget}',
  configured: 'mail {mail} min, SMS {sms} min, at the rates of the configuration',
  accountMail: 'mail {mail} min: {rate} a second, {used} of {quota} sent in 24 h',
  accountMailShort: 'mail: the quota of the day does not suffice ({used} of {quota} sent)',
  accountSms: 'SMS: {limit} dollars a month; AWS does not tell the rate',
  tried: {
    taken: 'AWS would take the SMS from {sender} to {to}; nothing left',
    refused: 'AWS would not take the SMS from {sender} to {to}: {why}',
  },
  unlimited: 'without limit',
  noAccount: 'not read: {why}',
  wait: '{sms} SMS until {until}',
  moreWaits: 'and {sms} more, until {until}',
  leftOut: {
    'no-class':
      '{count} SMS {count, plural, =1 {does not leave} other {do not leave}}: no class, nor within three days',
    'calendar-unknown':
      '{count} SMS {count, plural, =1 {does not leave} other {do not leave}}: the school calendar does not know this date (notices.schoolYears)',
    bundled:
      '{count} SMS {count, plural, =1 {does not leave} other {do not leave}}: another one waits for this number already',
    budget:
      '{count} SMS {count, plural, =1 {does not leave} other {do not leave}}: the budget does not suffice',
  },
  unreachable: '{count}, to be reached by telephone:',
  unreachableLine: '{name} ({recipient}): {why}',
  moreUnreachable: 'and {count} more; all with --json',
  why: {
    'no-contact': 'no contact',
    'opted-out': 'its contacts asked for silence',
    'address-invalid': 'faulty address',
    'no-class': 'SMS only, and no class',
    'calendar-unknown': 'SMS only, and calendar unknown',
    budget: 'SMS only, and the budget does not suffice',
  },
  none: 'none',
  fits: 'This notice would leave.',
  refused: 'Mails would leave, without SMS to schools: €{full} are over the budget of €{budget}.',
  refusedDo: 'Raise notices.budget, or have fewer SMS.',
  obstacles: 'The AWS account would not let this notice leave:',
};

export const noticePlanWords = (language: Language): NoticePlanWords =>
  language === 'fr' ? FR : EN;
