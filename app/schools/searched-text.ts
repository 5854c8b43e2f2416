import { foldText } from '../../core/fold-text.ts';

/** A text as schools are searched by: folded, and without the marks between words, as one types in a hurry. */
export const searchedText = (text: string): string =>
  foldText(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
