/** A word of a text as it is written, and where. */
export interface WrittenWord {
  readonly word: string;
  /** Its first letter's place in the text, and the place after its last, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
}

/** Articles and pronouns that French writes on to the next word: l’eau, qu’il, jusqu’ici. */
const ELIDED: ReadonlySet<string> = new Set(
  'c d j l m n s t qu jusqu lorsqu puisqu quoiqu'.split(' '),
);

/** What is longer is no word that anybody types. Chosen. */
const MAX_LETTERS = 40;

/** The words of a text in their order: letters and digits, without what is elided before them. */
export function wordsIn(text: string): readonly WrittenWord[] {
  const words: WrittenWord[] = [];
  eachWord(text, (word, from) => words.push({ word, from, to: from + word.length }));
  return words;
}

/** The same, one by one: a library has millions. */
export function eachWord(text: string, visit: (word: string, from: number) => void): void {
  const letters = /[\p{L}\p{M}\p{N}]+/gu;
  for (let match = letters.exec(text); match !== null; match = letters.exec(text)) {
    const [word] = match;
    const after = text[match.index + word.length];
    const isElided = (after === '’' || after === "'") && ELIDED.has(word.toLowerCase());
    if (!isElided && word.length <= MAX_LETTERS) visit(word, match.index);
  }
}
