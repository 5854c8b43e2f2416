import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';

const FR = {
  preview: 'Montrer des messages mot pour mot : SMS compté, courriel, destinataires et coût',
  which: 'le message, par son identifiant (sinon : tous)',
  none: 'Aucun message au journal.',
  title: '{id} · {phase} · {stage}',
  plan: '{recipients} destinataires : {mails} courriels, {sms} SMS ({segments} parties), {cost} €, environ {duration} s ; {unreachable} injoignables',
  noPlan: 'Pas encore préparé : destinataires inconnus.',
  refused: 'Non préparé : {why}',
  sendAt: 'Part à {at} sauf veto',
  sms: 'SMS · {septets} septets sur 160, {segments} partie(s)',
  mail: 'Courriel · {subject}',
  tasks: 'Qui appeler : établissements que rien n’a atteints, ou qui n’ont pas confirmé',
  whose: 'l’incident, sa référence ou le message (sinon : les incidents en cours)',
  csv: 'en CSV, pour un tableur',
  noTasks: 'Personne à appeler.',
  noNumbers:
    'Les numéros restent sur la machine qui a importé l’annuaire : donnez son dossier avec --directory.',
  directory: 'le dossier de données dont l’annuaire a les numéros (sinon : celui de --data)',
  nameless: '(nom inconnu ici)',
  noPhone: 'pas de numéro',
  'why-silent': 'n’a pas confirmé',
  'why-unreached': 'pas atteint : {detail}',
  'why-contact-failed': 'atteint ; un contact à corriger : {detail}',
  'why-no-contact': 'aucun contact',
  'why-address-invalid': 'aucun contact à qui l’on puisse écrire',
  'why-opted-out': 'tous ses contacts ont demandé le silence',
  'why-no-class': 'pas de courriel connu ; pas classe, donc pas de SMS',
  'why-calendar-unknown': 'pas de courriel connu ; calendrier inconnu, donc pas de SMS',
  'why-budget': 'pas de courriel connu ; budget atteint, donc pas de SMS',
} as const;

export type NoticeWords = Translated<typeof FR>;

const EN: NoticeWords = {
  preview: 'Show notices word for word: SMS counted, mail, recipients and cost',
  which: 'the notice, by its id (else: all)',
  none: 'No notice in the journal.',
  title: '{id} · {phase} · {stage}',
  plan: '{recipients} recipients: {mails} mails, {sms} SMS ({segments} parts), €{cost}, about {duration} s; {unreachable} unreachable',
  noPlan: 'Not prepared yet: recipients unknown.',
  refused: 'Not prepared: {why}',
  sendAt: 'Leaves at {at} unless vetoed',
  sms: 'SMS · {septets} septets of 160, {segments} part(s)',
  mail: 'Mail · {subject}',
  tasks: 'Whom to telephone: schools that nothing reached, or that did not confirm',
  whose: 'the incident, its reference, or the notice (else: incidents that are open)',
  csv: 'as CSV, for a spreadsheet',
  noTasks: 'Nobody to telephone.',
  noNumbers:
    'Numbers stay on the machine that imported the directory: name its folder with --directory.',
  directory: 'the data folder whose directory has the numbers (else: that of --data)',
  nameless: '(name not known here)',
  noPhone: 'no number',
  'why-silent': 'did not confirm',
  'why-unreached': 'not reached: {detail}',
  'why-contact-failed': 'reached; a contact to mend: {detail}',
  'why-no-contact': 'no contact',
  'why-address-invalid': 'no contact that can be written to',
  'why-opted-out': 'all its contacts asked for silence',
  'why-no-class': 'no mail known; no class, hence no SMS',
  'why-calendar-unknown': 'no mail known; calendar unknown, hence no SMS',
  'why-budget': 'no mail known; budget reached, hence no SMS',
};

export const noticeWords = (language: Language): NoticeWords => (language === 'fr' ? FR : EN);
