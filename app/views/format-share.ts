import { numberFormat } from './number-format.ts';

/** A part in [0, 1] as people read it: `37 %` in French, `37%` in English, whole percents. */
export const formatShare = (share: number, language: 'fr' | 'en'): string =>
  numberFormat(language, 'percent').format(share);
