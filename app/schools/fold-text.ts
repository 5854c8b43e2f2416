/** Text without accents, ligatures, case and marks between words, as a person types it in a hurry. */
export const foldText = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[œŒ]/gu, 'oe')
    .replaceAll(/[æÆ]/gu, 'ae')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
