import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';

const FR = {
  explain: 'Expliquer la cause : ce qui va pour, ce qui va contre, ce qui manque',
  allIncidents:
    'l’incident, sa référence ou sa plateforme (sinon : tous) ; ou un fichier de cas, en JSON',
  incident: '{reference} · {platform} · tombée le {fellAt}{drill}',
  drill: ' · EXERCICE',
  notJudged: 'Pas encore jugé : rien n’a été mesuré sur la cause.',
  claims: 'Ce qui a été déclaré, sans compter comme mesure',
  claimOne: '{role}, {position} {cause} : « {statement} » ({source})',
  asserts: 'avance',
  denies: 'nie',
  noIncident: 'Aucun incident au journal.',
  record: 'Inscrire la vraie cause d’un incident clos, et d’où on la sait',
  recordSource: 'd’où on la sait : rapport, réunion, ticket',
  recordConfidence: 'à quel point on en est sûr, de 0,01 à 1',
  recordAlso: 'ce qui a contribué : {list}',
  recordHelp:
    'Une inscription plus tardive remplace la première ; les deux sont gardées. À\npartir de 0,9 la cause est dite confirmée, à partir de 0,65 probable ; en\ndessous elle reste non déterminée. Ceux à qui une autre cause avait été annoncée\nreçoivent une correction, si la panne a moins de trente jours : elle attend\nd’abord le temps prévu pour retenir un message.',
  confidenceRange: 'On attend un nombre de 0,01 à 1, par exemple 0,9.',
  scenarios: 'Écrire les incidents clos et leur vraie cause, pour « preau cause evaluate »',
  since: 'ceux tombés depuis ce jour, par exemple 2026-09-01',
  sinceForm: 'On attend un jour, par exemple 2026-09-01.',
  unrecorded:
    '{count} {count, plural, =0 {incident sans cause inscrite, laissé} =1 {incident sans cause inscrite, laissé} other {incidents sans cause inscrite, laissés}} de côté : {list}. « preau cause record » l’inscrit.',
  unlabelled: 'Fermés exprès, donc sans cause à juger, laissés de côté : {list}.',
  spoken: 'Ce qui peut s’en dire : {sentence}',
  clocks: 'Délais légaux',
  recorded: 'Cause inscrite après coup',
  replaced: 'remplacée',
  earlier: 'Ce qui a été dit avant',
  was: '« {text} » de {from} à {until}',
} as const;

export type CauseWords = Translated<typeof FR>;

const EN: CauseWords = {
  explain: 'Explain the cause: what speaks for it, against it, and what is missing',
  allIncidents:
    'the incident, its reference or its platform (else: all); or a file of cases, in JSON',
  incident: '{reference} · {platform} · fell on {fellAt}{drill}',
  drill: ' · EXERCICE (drill)',
  notJudged: 'Not judged yet: nothing was measured on the cause.',
  claims: 'What was claimed, which counts as no measurement',
  claimOne: '{role}, {position} {cause}: “{statement}” ({source})',
  asserts: 'asserts',
  denies: 'denies',
  noIncident: 'No incident in the journal.',
  record: 'Record the true cause of a closed incident, and how it is known',
  recordSource: 'how it is known: a report, a meeting, a ticket',
  recordConfidence: 'how sure that is, 0.01 to 1',
  recordAlso: 'what contributed: {list}',
  recordHelp:
    'A later record replaces an earlier one; both are kept. From 0.9 on the cause is\nsaid to be confirmed, from 0.65 on probable; below it stays undetermined. Those\nwho were told another cause get a correction, if the fall is less than thirty\ndays ago: it first waits for the time in which a person may hold a notice.',
  confidenceRange: 'Expected a number from 0.01 to 1, such as 0.9.',
  scenarios: 'Write the closed incidents and their true causes, for “preau cause evaluate”',
  since: 'those that fell since that day, such as 2026-09-01',
  sinceForm: 'Expected a day, such as 2026-09-01.',
  unrecorded:
    '{count} {count, plural, =1 {incident without a recorded cause is} other {incidents without a recorded cause are}} left out: {list}. “preau cause record” records it.',
  unlabelled: 'Closed on purpose, so without a cause to judge, left out: {list}.',
  spoken: 'What may be said of it: {sentence}',
  clocks: 'Legal clocks',
  recorded: 'Cause recorded afterwards',
  replaced: 'replaced',
  earlier: 'What was said before',
  was: '“{text}” from {from} to {until}',
};

export const causeWords = (language: Language): CauseWords => (language === 'fr' ? FR : EN);
