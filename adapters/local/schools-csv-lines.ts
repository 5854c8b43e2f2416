import { CSV_LIMITS } from './schools-csv-limits.ts';
import { readText } from './schools-text.ts';

/** One physical line, without its end. */
export interface Line {
  /** From 1. */
  readonly number: number;
  /** Only the beginning of it when it is too long. */
  readonly text: string;
  readonly tooLong: boolean;
}

/** Chosen: of a line that is too long, what a report may show. */
const BEGINNING = 200;

/**
 * The lines of a UTF-8 file, in batches, with or without a byte order mark, ended by LF or CRLF.
 * No more than one line of the bound's length is ever held.
 *
 * @throws PreauError as {@link readText}
 */
export async function* readLines(path: string): AsyncGenerator<readonly Line[]> {
  const splitter = createSplitter();
  for await (const { text } of readText(path)) yield splitter.take(text);
  yield splitter.end();
}

interface Splitter {
  take(text: string): readonly Line[];
  end(): readonly Line[];
}

function createSplitter(): Splitter {
  let number = 0;
  let rest = '';
  let tooLong = false;

  const close = (text: string): Line => {
    number += 1;
    const whole = tooLong ? rest : rest + text;
    const long = tooLong || whole.length > CSV_LIMITS.rowCharacters;
    rest = '';
    tooLong = false;
    return long
      ? { number, text: whole.slice(0, BEGINNING), tooLong: true }
      : { number, text: whole.endsWith('\r') ? whole.slice(0, -1) : whole, tooLong: false };
  };

  return {
    take: (text) => {
      const parts = text.split('\n');
      const last = parts.pop() ?? '';
      const lines = parts.map(close);
      if (!tooLong) rest += last;
      if (rest.length > CSV_LIMITS.rowCharacters) {
        rest = rest.slice(0, BEGINNING);
        tooLong = true;
      }
      return lines;
    },
    end: () => (rest === '' ? [] : [close('')]),
  };
}
