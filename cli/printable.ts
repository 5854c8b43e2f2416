/** Longer ones are cut: a line of a report is one line. Chosen. */
const MAX_LETTERS = 300;

/** What comes from outside must not drive the terminal: anything invisible is shown as its code. */
export function printable(text: string): string {
  return text
    .slice(0, MAX_LETTERS)
    .toWellFormed()
    .replaceAll(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
      (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
    );
}
