import { PreauError } from '../../core/errors.ts';
import { CSV_LIMITS } from './schools-csv-limits.ts';
import { createJsonCutter } from './schools-json-cutter.ts';
import { readText } from './schools-text.ts';

/** One record of a JSON file as it stands there, and its place: a record's number or a line, from 1. */
export interface JsonValue {
  readonly line: number;
  readonly value: unknown;
}

/** How many records the answer says that there are, which may be more than it holds. */
export interface Announced {
  records: number | null;
}

/**
 * The records of a JSON document: one array of them, or one or several answers of the API one after
 * the other. Never more than some records are held, whatever the file's size.
 *
 * @param announced told what the answers say of their number; the highest of them
 * @throws PreauError `directory-unreadable` for what is no JSON, or has a record that is too long;
 *   as readText
 */
export async function* readJsonDocument(
  path: string,
  announced: Announced,
): AsyncGenerator<readonly JsonValue[]> {
  let records = 0;
  let batch: JsonValue[] = [];
  const cutter = createJsonCutter({
    record: (value) => batch.push({ line: (records += 1), value }),
    announced: (count) => {
      announced.records = Math.max(announced.records ?? 0, count);
    },
  });
  let bytesWithout = 0;
  for await (const { bytes, text } of readText(path)) {
    cut(path, records, () => cutter.take(text));
    bytesWithout = batch.length > 0 ? 0 : bytesWithout + bytes.length;
    if (bytesWithout > CSV_LIMITS.recordBytes) throw tooLong(path, records);
    yield batch;
    batch = [];
  }
  cut(path, records, () => cutter.end());
}

function cut(path: string, records: number, run: () => void): void {
  try {
    run();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PreauError(
      'directory-unreadable',
      `${path}: expected JSON, got after ${records} records: ${why.slice(0, 200)}. The download was cut short? Fetch it again.`,
      {
        cause,
        said: { key: 'list.json', values: { path, seen: records, why: why.slice(0, 200) } },
      },
    );
  }
}

function tooLong(path: string, records: number): PreauError {
  return new PreauError(
    'directory-unreadable',
    `${path}: expected an array of records, or an answer with records (v1) or results (v2), each of at most ${CSV_LIMITS.recordBytes} bytes, got more than that after ${records} records. Export the directory as JSON or CSV.`,
    { said: { key: 'list.array', values: { path, most: CSV_LIMITS.recordBytes, seen: records } } },
  );
}
