/**
 * What comes from outside must not drive the terminal: anything invisible is shown as its code, but for
 * the ends of lines where there may be several.
 */
export const showInvisible = (text: string, lines: 'one' | 'several'): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
      lines === 'several' && character === '\n'
        ? character
        : `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
    );
