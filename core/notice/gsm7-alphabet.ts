/**
 * The default alphabet of 3GPP TS 23.038 §6.2.1, in code order, without the escape at 0x1B.
 * Each character costs one septet. Of the French letters it holds à é è ù É and Ç, but not ç.
 */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** Its extension table, §6.2.1.1: each costs two septets, the escape and the character. */
const EXTENSION = '\f^{}\\[~]|€';

const COST = new Map<string, 1 | 2>([
  ...Array.from(BASIC, (letter): [string, 1] => [letter, 1]),
  ...Array.from(EXTENSION, (letter): [string, 2] => [letter, 2]),
]);

/** @returns 1 or 2 septets, or 0 for a character that GSM-7 does not have */
export function septetCost(character: string): 0 | 1 | 2 {
  return COST.get(character) ?? 0;
}

/** Every character that GSM-7 can carry: 127 and 10. */
export const GSM7_CHARACTERS: readonly string[] = [...COST.keys()];
