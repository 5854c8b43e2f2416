/**
 * A text that is held by itself. A piece cut out of a longer text keeps all of that in memory for
 * as long as it lives: 300 letters of a title, the two million of its field.
 */
export const ownText = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');
