import { wrapText } from './wrap-text.ts';

const BOUND = '\u00A0';

/**
 * Break a text as {@link wrapText} does, but never where French writes a space before a sign or
 * within « ».
 */
export const wrapBound = (text: string, width: number): readonly string[] =>
  wrapText(text.replaceAll(/ (?=[:;?!»%])/g, BOUND).replaceAll('« ', `«${BOUND}`), width).map(
    (line) => line.replaceAll(BOUND, ' '),
  );
