import type { Words, WordsIn } from './words.ts';

/** The words of whichever language is asked for. @param language null for the home's own */
export type Speaker = (language: WordsIn['language'] | null) => WordsIn;

/** @param read reads the words of a language: done once for each that is asked for */
export function speaker(
  own: WordsIn['language'],
  read: (language: WordsIn['language']) => Words,
): Speaker {
  const known = new Map<WordsIn['language'], WordsIn>();
  return (asked) => {
    const language = asked ?? own;
    const said = known.get(language) ?? { language, words: read(language) };
    known.set(language, said);
    return said;
  };
}
