/**
 * A text as it is compared: lower case, without accents, ligatures apart, one straight apostrophe,
 * one blank for any number of blanks, none at the ends.
 */
export function foldText(text: string): string {
  return (
    text
      // First: of an acute accent that stands alone NFKD makes a blank.
      .replace(/[’‘ʼ´`]/gu, "'")
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/œ/gu, 'oe')
      .replace(/æ/gu, 'ae')
      .replace(/\s+/gu, ' ')
      .trim()
  );
}
