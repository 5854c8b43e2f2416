import type { Language } from './language.ts';

/** Templates of `preau mirror diff`, for `fillTemplate`. */
export interface MirrorDiffWords {
  readonly heading: string;
  readonly nothing: string;
  readonly gone: string;
  readonly turned: string;
  readonly turnedLine: string;
  readonly removed: string;
  readonly added: string;
  readonly renamed: string;
  readonly renamedLine: string;
  readonly changed: string;
  readonly changedLine: string;
  readonly little: string;
  readonly titleBefore: string;
  readonly sentence: { readonly new: string; readonly gone: string };
  readonly pictures: string;
  readonly credit: string;
  readonly documents: {
    readonly removed: string;
    readonly added: string;
    readonly changed: string;
  };
  readonly stated: {
    readonly title: string;
    readonly licence: string;
    readonly attribution: string;
  };
  readonly nothingStated: string;
  readonly moved: string;
  readonly same: string;
  readonly more: string;
  /** Between the parts of a line. */
  readonly and: string;
}

const FR: MirrorDiffWords = {
  heading: 'De la copie {before} à la copie {after}',
  nothing: 'Rien n’a changé pour les lecteurs.',
  gone: 'Adresses qui ne répondent plus ({count})',
  turned: 'Adresses qui ouvrent une autre leçon ({count})',
  turnedLine: '{address} : {before} → {after}',
  removed: 'Leçons retirées ({count})',
  added: 'Leçons ajoutées ({count})',
  renamed: 'Leçons à une autre adresse, mot pour mot ({count})',
  renamedLine: '{title} : {before} → {path}',
  changed: 'Leçons changées ({count})',
  changedLine: '{title} ({path}) : {share} du texte',
  little: 'moins de 1 %',
  titleBefore: 's’appelait « {title} »',
  sentence: { new: 'nouveau : « {text} »', gone: 'retiré : « {text} »' },
  pictures: 'd’autres images',
  credit: 'licence ou auteur : « {before} » → « {after} »',
  documents: {
    removed: 'Documents et images retirés ({count})',
    added: 'Documents et images ajoutés ({count})',
    changed: 'Documents et images changés ({count})',
  },
  stated: {
    title: 'Titre : « {before} » → « {after} »',
    licence: 'Licence : « {before} » → « {after} »',
    attribution: 'Auteurs : « {before} » → « {after} »',
  },
  nothingStated: 'rien',
  moved: 'Leçons à une autre place dans la liste ({count})',
  same: '{count} {count, plural, =0 {leçon inchangée} =1 {leçon inchangée} other {leçons inchangées}}.',
  more: '… et {count} de plus',
  and: ' ; ',
};

const EN: MirrorDiffWords = {
  heading: 'From build {before} to build {after}',
  nothing: 'Nothing changed for readers.',
  gone: 'Addresses that no longer answer ({count})',
  turned: 'Addresses that open another lesson ({count})',
  turnedLine: '{address}: {before} → {after}',
  removed: 'Lessons removed ({count})',
  added: 'Lessons added ({count})',
  renamed: 'Lessons at another address, word for word ({count})',
  renamedLine: '{title}: {before} → {path}',
  changed: 'Lessons changed ({count})',
  changedLine: '{title} ({path}): {share} of the text',
  little: 'less than 1%',
  titleBefore: 'was called “{title}”',
  sentence: { new: 'new: “{text}”', gone: 'gone: “{text}”' },
  pictures: 'other pictures',
  credit: 'licence or author: “{before}” → “{after}”',
  documents: {
    removed: 'Documents and pictures removed ({count})',
    added: 'Documents and pictures added ({count})',
    changed: 'Documents and pictures changed ({count})',
  },
  stated: {
    title: 'Title: “{before}” → “{after}”',
    licence: 'Licence: “{before}” → “{after}”',
    attribution: 'Authors: “{before}” → “{after}”',
  },
  nothingStated: 'nothing',
  moved: 'Lessons at another place in the list ({count})',
  same: '{count} {count, plural, =1 {lesson} other {lessons}} unchanged.',
  more: '… and {count} more',
  and: '; ',
};

export const mirrorDiffWords = (language: Language): MirrorDiffWords =>
  language === 'fr' ? FR : EN;
