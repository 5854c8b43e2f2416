import { showInvisible } from './show-invisible.ts';

/** Longer ones are cut: a line of a report is one line. Chosen. */
const MAX_LETTERS = 300;

/** A value from outside as a part of one line: see {@link showInvisible}. */
export const printable = (text: string): string => showInvisible(text.slice(0, MAX_LETTERS), 'one');
