import { ownText } from './own-text.ts';

/** Titles are lines, not texts. Chosen: the longest that Moodle's own form takes is 255. */
const MAX_LETTERS = 300;

/** A title as one line. '' where there is none. */
export const moodleLine = (text: string | undefined): string =>
  ownText(
    (text ?? '')
      .slice(0, 4 * MAX_LETTERS)
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, MAX_LETTERS),
  );
