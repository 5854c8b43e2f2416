import { wrapText } from './wrap-text.ts';

const BOUND = '\u00A0';

/**
 * Break a text as {@link wrapText} does, but never where French writes a space before a sign or
 * within « ».
 *
 * What servers and people said is in such texts: control characters, which could drive a terminal,
 * become spaces (P10).
 */
export const wrapBound = (text: string, width: number): readonly string[] =>
  wrapText(
    text
      .replaceAll(/\p{Cc}+/gu, ' ')
      .replaceAll(/ (?=[:;?!»%])/g, BOUND)
      .replaceAll('« ', `«${BOUND}`),
    width,
  ).map((line) => line.replaceAll(BOUND, ' '));
