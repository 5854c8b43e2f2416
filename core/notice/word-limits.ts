/** What an SMS calls the platform, in septets: the longest name that all templates hold. */
export const SMS_NAME_MOST = 24;

/** `P-0417`. */
export const REFERENCE_MOST = 6;

/**
 * Characters in the subject of a mail: a line of RFC 5322 §2.1.1 should have no more than 78, and mail
 * programs show about as much.
 */
export const SUBJECT_MOST = 78;

/** Facts in one mail, and characters in one fact; chosen: a head reads it between two lessons. */
export const FACTS_MOST = 5;
export const FACT_LENGTH_MOST = 200;

/** UAIs written out in one mail; the rest are counted. Chosen. */
export const SCHOOLS_LISTED_MOST = 12;

/** On one line, without control characters: a value must not open a header or a paragraph. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

/** Cut to `most` characters at a space where there is one, with an ellipsis that counts. */
export function shorten(text: string, most: number): string {
  const line = oneLine(text);
  if (line.length <= most) return line;
  const cut = line.slice(0, most - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
