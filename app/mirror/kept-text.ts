/** A lesson's words that are kept somewhere else than in memory. */
export interface ShelvedText {
  /** In UTF-16 units, as of a string. */
  readonly length: number;
  /** @returns the part from `from` to before `to`, both within its length */
  read(from: number, to: number): string;
}

/** A lesson's words until the search is written: in memory, or on a shelf. */
export type KeptText = string | ShelvedText;

/** Where words of lessons wait for the search, out of memory: of 10,000 lessons they are 140 MB. */
export interface TextShelf {
  put(text: string): KeptText;
}

/** All of it. */
export const wholeText = (text: KeptText): string =>
  typeof text === 'string' ? text : text.read(0, text.length);

/** A part of it, as `slice` of a string would give it for places within it. */
export const textPart = (text: KeptText, from: number, to: number): string =>
  typeof text === 'string' ? text.slice(from, to) : text.read(from, to);
