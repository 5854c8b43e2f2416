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
};

export const noticeWords = (language: Language): NoticeWords => (language === 'fr' ? FR : EN);
