import type { RejectionReason } from './rejection.ts';

/** The longest name of the directory has 147 characters (own count, 2024); the rest is chosen. */
const LABEL_MAX = 300;

/** What nearly all names are: words of letters, digits and common signs, one space apart. */
const PLAIN = /^[\dA-Za-zÀ-ÿ][\dA-Za-zÀ-ÿ'’.,()/°-]*(?: [\dA-Za-zÀ-ÿ'’.,()/°-]+)*$/;

export interface Label {
  readonly text: string;
  /** Why the text is not the cell's own; null when it is, blanks apart. */
  readonly reason: RejectionReason | null;
}

/**
 * Read a name that people will see in messages, pages and spreadsheets.
 *
 * Blanks are made one space. Control and invisible characters are taken out (a NUL ends a text for
 * some programs, a right-to-left mark turns one around), and so are leading signs that make a
 * spreadsheet take the text for a formula. What was taken out is told, never silently.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function readLabel(cell: string): Label {
  if (cell.length <= LABEL_MAX && PLAIN.test(cell)) return { text: cell, reason: null };
  const plain = cell.replaceAll(/\s+/g, ' ').trim();
  if (plain.length > LABEL_MAX) return { text: '', reason: 'too-long' };
  const visible = plain.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '').trim();
  const harmless = visible.replace(/^[=+@\t -]+/, '');
  if (visible !== plain) return { text: harmless, reason: 'control-character' };
  return { text: harmless, reason: harmless === visible ? null : 'formula' };
}
