import { PreauError } from '../../core/errors.ts';
import { readBytes } from './schools-csv-bytes.ts';
import { CSV_LIMITS } from './schools-csv-limits.ts';

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
 * @throws PreauError as {@link readBytes}, and `directory-unreadable` when the text is not UTF-8
 */
export async function* readLines(path: string): AsyncGenerator<readonly Line[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const splitter = createSplitter();
  let read = 0;
  for await (const chunk of readBytes(path)) {
    if (read === 0) refuseUtf16(path, chunk);
    const text = decode(path, read, () => decoder.decode(chunk, { stream: true }));
    read += chunk.length;
    yield splitter.take(text);
  }
  yield [...splitter.take(decode(path, read, () => decoder.decode())), ...splitter.end()];
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

function refuseUtf16(path: string, chunk: Uint8Array): void {
  const mark = `${chunk[0]} ${chunk[1]}`;
  if (mark === '255 254' || mark === '254 255') throw notUtf8(path, 'UTF-16', 0);
}

function decode(path: string, read: number, run: () => string): string {
  try {
    return run();
  } catch (cause) {
    if (cause instanceof TypeError) throw notUtf8(path, 'bytes that are not', read, cause);
    throw cause;
  }
}

function notUtf8(path: string, got: string, after: number, cause?: Error): PreauError {
  return new PreauError(
    'directory-unreadable',
    `${path}: expected text in UTF-8, got ${got} after byte ${after}. Export it again as "CSV UTF-8", or convert it: iconv -f WINDOWS-1252 -t UTF-8.`,
    { cause },
  );
}
