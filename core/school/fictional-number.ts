/**
 * The ranges that France keeps for films, books and examples: nobody ever answers there. Four digits
 * follow each.
 *
 * @see ARCEP, décision n° 2018-0881 (plan national de numérotation), works of fiction
 */
const LANDLINES = ['+3319900', '+3326191', '+3335301', '+3346571', '+3353649'] as const;
const MOBILES = '+3363998';

/** Is this E.164 number in a range reserved for fiction? */
export function isFictional(number: string): boolean {
  return isFictionalMobile(number) || LANDLINES.some((range) => isInRange(number, range));
}

/**
 * Is it in the mobile range, 06 39 98 00 00 to 06 39 98 99 99? Numbering libraries call these
 * invalid, since no operator holds them, so they must be known apart.
 */
export function isFictionalMobile(number: string): boolean {
  return isInRange(number, MOBILES);
}

function isInRange(number: string, range: string): boolean {
  return number.startsWith(range) && /^\d{4}$/.test(number.slice(range.length));
}
