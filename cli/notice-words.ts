import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';

const FR = {
  preview: 'Montrer des messages mot pour mot : SMS compté, courriel, destinataires et coût',
  which: 'le message, par son identifiant (sinon : tous)',
  none: 'Aucun message au journal.',
  title: '{id} · {phase} · {stage}',
  plan: '{recipients} {recipients, plural, =0 {destinataire} =1 {destinataire} other {destinataires}} : {mails} {mails, plural, =0 {courriel} =1 {courriel} other {courriels}}, {sms} SMS ({segments} {segments, plural, =0 {segment} =1 {segment} other {segments}}), {cost}, environ {duration} s ; {unreachable} {unreachable, plural, =0 {injoignable} =1 {injoignable} other {injoignables}}',
  noPlan: 'Pas encore préparé : destinataires inconnus.',
  refused: 'Non préparé : {why}',
  sendAt: 'Part à {at} sauf veto',
  sms: 'SMS · {septets} septets sur 160, {segments} {segments, plural, =0 {segment} =1 {segment} other {segments}}',
  mail: 'Courriel · {subject}',
  edit: 'Ajouter une phrase à vous au courriel d’un message qui n’est pas parti',
  sentence: 'la phrase, 280 signes au plus ; vide ("") : la retirer',
  editDryRun: 'montrer le message tel qu’il partirait, sans rien faire',
  sentenceWrong:
    'attendu une phrase d’une ligne, de {most} signes au plus ; reçu : {length} signes, ou plusieurs lignes ; dites-le plus court',
  wouldAdd: 'À blanc : rien n’est fait. Le message partirait ainsi :',
  wouldRemove: 'À blanc : rien n’est fait. Sans la phrase, il partirait ainsi :',
  wouldDrop:
    'À blanc : rien n’est fait. La phrase serait notée, mais le message partirait sans elle : la cause qu’il dit aujourd’hui ne la porte pas.',
  wouldNothing:
    'À blanc : rien ne changerait. Le message est parti, a été annulé, ou porte déjà cette phrase :',
  wouldRefuse: 'À blanc : la phrase serait refusée. {reason} Sans elle :',
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
  plan: '{recipients} {recipients, plural, =1 {recipient} other {recipients}}: {mails} {mails, plural, =1 {mail} other {mails}}, {sms} SMS ({segments} {segments, plural, =1 {segment} other {segments}}), {cost}, about {duration} s; {unreachable} unreachable',
  noPlan: 'Not prepared yet: recipients unknown.',
  refused: 'Not prepared: {why}',
  sendAt: 'Leaves at {at} unless vetoed',
  sms: 'SMS · {septets} septets of 160, {segments} {segments, plural, =1 {segment} other {segments}}',
  mail: 'Mail · {subject}',
  edit: 'Add a sentence of yours to the mail of a notice that has not left',
  sentence: 'the sentence, at most 280 characters; empty (""): take it out',
  editDryRun: 'show the notice as it would leave, and do nothing',
  sentenceWrong:
    'expected a sentence on one line, of at most {most} characters, got: {length} characters, or several lines; say it in fewer',
  wouldAdd: 'Dry run: nothing is done. The notice would leave like this:',
  wouldRemove: 'Dry run: nothing is done. Without the sentence it would leave like this:',
  wouldDrop:
    'Dry run: nothing is done. The sentence would be noted, but the notice would leave without it: the cause that it tells now does not carry it.',
  wouldNothing:
    'Dry run: nothing would change. The notice has left, was cancelled, or says so already:',
  wouldRefuse: 'Dry run: the sentence would be refused. {reason} Without it:',
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
