import { createReadStream } from 'node:fs';
import { PreauError } from '../../core/errors.ts';

/** One line of a set of outages; `text` is null when it was longer than a line may be. */
interface Line {
  readonly line: number;
  readonly text: string | null;
}

/** The longest documented outage is 4 kB; chosen. */
const LINE_MAX_BYTES = 262_144;
/** The most of one file that is read; chosen. */
const FILE_MAX_BYTES = 1_073_741_824;
const NEWLINE = 10;

/**
 * The lines of a set of outages, one at a time: memory stays that of one line, whatever the file
 * holds. Lines are numbered from 1; a byte order mark is passed over.
 *
 * @throws PreauError `file-unreadable` when the file cannot be read, or is larger than 1 GiB
 */
export async function* scenarioLines(path: string): AsyncGenerator<Line> {
  const parts: Buffer[] = [];
  let [line, held, read, tooLong] = [1, 0, 0, false];
  const take = (): Line => {
    const text = tooLong ? null : textOf(Buffer.concat(parts), line);
    parts.length = 0;
    [held, tooLong] = [0, false];
    return { line: line++, text };
  };
  const hold = (bytes: Buffer): void => {
    held += bytes.length;
    if (held > LINE_MAX_BYTES) {
      tooLong = true;
      parts.length = 0;
    } else parts.push(bytes);
  };
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      read += chunk.length;
      if (read > FILE_MAX_BYTES) throw unreadable(path, 'more than 1 GiB');
      let from = 0;
      for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
        hold(chunk.subarray(from, to));
        yield take();
        from = to + 1;
      }
      hold(chunk.subarray(from));
    }
  } catch (error) {
    if (error instanceof PreauError) throw error;
    throw unreadable(path, error instanceof Error ? error.message : String(error), error);
  }
  if (held > 0) yield take();
}

const textOf = (bytes: Buffer, line: number): string => {
  const text = bytes.toString('utf8');
  return line === 1 ? text.replace(/^\u{feff}/u, '') : text;
};

const unreadable = (path: string, got: string, cause?: unknown): PreauError =>
  new PreauError(
    'file-unreadable',
    `expected a file of outages, one JSON object a line, got for ${path}: ${got}; check its name, and that it may be read`,
    {
      cause,
      said: { key: 'outages.unreadable', values: { path, got } },
    },
  );
