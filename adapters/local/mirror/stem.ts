import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import type { Stemmers } from '../../../app/mirror/search/write-index.ts';

/** The stemmer of each language that a mirror speaks: Snowball's French, Porter's English. */
export const STEMMERS: Stemmers = {
  fr: french,
  en: english,
};
