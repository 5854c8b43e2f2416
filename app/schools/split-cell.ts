/** Chosen: more values than this in one cell are not a list of a school's numbers. */
const VALUES_MAX = 20;

export interface SplitCell {
  readonly values: readonly string[];
  /** What stands beyond the bound, unread; empty as a rule. */
  readonly beyond: string;
}

const NOTHING: SplitCell = { values: [], beyond: '' };

/** Nearly all cells hold one value as it is, or none: they need no splitting. */
const one = (cell: string): SplitCell => ({ values: [cell], beyond: '' });
const ONE_NUMBER = /^\d{10}$/;
const ONE_MAIL = /^[^/;,|\s]+@[^/;,|\s]+$/;

/** Split a cell of telephone numbers: `/`, `;`, `,`, `|`, line breaks, `ou`, `et`. */
export function splitPhones(cell: string): SplitCell {
  if (cell === '') return NOTHING;
  if (ONE_NUMBER.test(cell)) return one(cell);
  return bound(cell.split(/[/;,|\r\n]+|\s+(?:ou|et)\s+/i).flatMap(splitRun));
}

/** Split a cell of mail addresses: blanks separate too, and so do `ou` and `et`. */
export function splitMails(cell: string): SplitCell {
  if (cell === '') return NOTHING;
  if (ONE_MAIL.test(cell)) return one(cell);
  return bound(cell.split(/[/;,|\s]+/).filter((word) => !/^(?:ou|et)$/i.test(word)));
}

/** Two ten-digit numbers with nothing but blanks, dots or dashes between them are two numbers. */
function splitRun(text: string): readonly string[] {
  const digits = text.replaceAll(/[\s.-]/g, '');
  return /^(?:0[1-9]\d{8}){2,}$/.test(digits) ? (digits.match(/\d{10}/g) ?? []) : [text];
}

function bound(values: readonly string[]): SplitCell {
  const filled = values.map((value) => value.trim()).filter((value) => value !== '');
  return {
    values: filled.slice(0, VALUES_MAX),
    beyond: filled.slice(VALUES_MAX).join(' / '),
  };
}
