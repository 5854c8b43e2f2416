import { plainText } from './address-words.ts';

/**
 * Whether a text names the account: one of its names, whatever the case, the accents and the blanks, as
 * whole words.
 *
 * @param names as their owner wrote them: a name, an e-mail address, a number; empty ones name nobody
 */
export function namesAccount(names: readonly string[], text: string): boolean {
  const where = folded(text);
  return names.some((name) => {
    const wanted = folded(name);
    return wanted !== '' && holds(where, wanted);
  });
}

function holds(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    const isWhole = !isWord(text[at - 1]) && !isWord(text[at + wanted.length]);
    if (isWhole) return true;
  }
  return false;
}

const isWord = (letter: string | undefined): boolean =>
  letter !== undefined && /[\p{L}\p{N}]/u.test(letter);

/** Soft hyphens and joiners are not seen by people, and a hyphen may be any of several. */
const folded = (text: string): string =>
  plainText(text)
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
