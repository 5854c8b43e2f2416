import { basename } from 'node:path';
import type { DirectoryColumn, SchoolSource, SourceRow } from '../../app/schools/school-source.ts';
import { PreauError } from '../../core/errors.ts';
import { boundRows } from './schools-bound-rows.ts';
import type { Line } from './schools-csv-lines.ts';
import { createFieldReader, type FieldReader } from './schools-json-cells.ts';
import { type Announced, type JsonValue, readJsonDocument } from './schools-json-document.ts';
import { type BrokenLine, parseLine, readJsonLines } from './schools-json-lines.ts';

/** Chosen: within so many records a directory shows its UAI and a name. */
const LOOKED_AT = 1_000;

/** Chosen: lines enough to tell records from the inside of a document. */
const FOLLOWING = 10;

/** Chosen: the columns of the directory, one of which is the UAI; of a report's line enough. */
const SHOWN = 80;

type Shape = 'document' | 'lines';
type Row = SourceRow<DirectoryColumn>;
type JsonRecord = JsonValue | BrokenLine;

/**
 * Open a directory of schools in JSON, as Opendatasoft gives it: an export (one array of records, or
 * one record a line), answers of its API v1 (`records` of `fields`) or v2 (`results`), GeoJSON.
 *
 * @param first the file's first line that is not blank
 * @throws PreauError as {@link readJsonDocument}, and `directory-unreadable` when the records are
 *   not those of a directory; the rows throw likewise
 */
export async function openSchoolsJson(path: string, first: Line): Promise<SchoolSource> {
  const shape = await shapeOf(path, first);
  const announced: Announced = { records: null };
  const records = () =>
    shape === 'lines' ? readJsonLines(path) : readJsonDocument(path, announced);
  await refuseOthers(path, records());
  const reader = createFieldReader();
  return {
    kind: 'directory',
    name: basename(path),
    places: shape === 'lines' ? 'lines' : 'records',
    headers: reader.headers,
    announced: () => announced.records,
    rows: boundRows(path, rowsOf(records(), reader)),
  };
}

async function* rowsOf(
  batches: AsyncIterable<readonly JsonRecord[]>,
  reader: FieldReader,
): AsyncGenerator<readonly Row[]> {
  for await (const batch of batches) yield batch.map((record) => rowOf(record, reader));
}

/**
 * One record on the first line is JSON lines; an answer may well stand on one line too. A first line
 * that is no record by itself begins a document, or is the broken one of JSON lines.
 */
async function shapeOf(path: string, { text, tooLong }: Line): Promise<Shape> {
  const value = tooLong ? undefined : parseLine(text);
  if (isObject(value)) {
    const answers = [value['records'], value['results'], value['features']].some(Array.isArray);
    return answers ? 'document' : 'lines';
  }
  return !tooLong && (await isFollowedByRecords(path)) ? 'lines' : 'document';
}

/**
 * Are most of the lines after the first records by themselves? In a document set out over lines
 * a record has a comma after it, but for the last.
 */
async function isFollowedByRecords(path: string): Promise<boolean> {
  const lines: JsonRecord[] = [];
  for await (const batch of readJsonLines(path, FOLLOWING + 1)) {
    lines.push(...batch);
    if (lines.length > FOLLOWING) break;
  }
  const following = lines.slice(1, FOLLOWING + 1);
  const records = following.filter((line) => 'value' in line && isObject(line.value));
  return records.length * 2 > following.length;
}

async function refuseOthers(
  path: string,
  batches: AsyncIterable<readonly JsonRecord[]>,
): Promise<void> {
  const reader = createFieldReader();
  let seen = 0;
  let keys: readonly string[] = [];
  for await (const batch of batches) {
    for (const record of batch) {
      const fields = 'value' in record ? fieldsOf(record.value) : null;
      if (fields === null) continue;
      reader.read(fields);
      if (keys.length === 0) keys = Object.keys(fields);
      if (reader.headers.uai !== undefined && reader.headers.name !== undefined) return;
    }
    seen += batch.length;
    if (seen > LOOKED_AT) break;
  }
  const shown = keys.slice(0, 10).map((key) => JSON.stringify(key.slice(0, 50)));
  const got = keys.length === 0 ? `${seen} records, none of them with keys` : shown.join(', ');
  throw new PreauError(
    'directory-unreadable',
    `${path}: expected a directory of schools in JSON, with identifiant_de_l_etablissement and nom_etablissement in its records. Got ${got}. Export the directory as JSON or CSV; lists of contacts and tables of attachments are CSV.`,
    {
      said: {
        key: 'list.records',
        values: {
          path,
          got: keys.length === 0 ? { key: 'got.noKeys', values: { seen } } : shown.join(', '),
        },
      },
    },
  );
}

function rowOf(record: JsonRecord, reader: FieldReader): Row {
  const { line } = record;
  if ('broken' in record) {
    return { kind: 'broken', line, text: record.text, reason: record.broken };
  }
  const fields = fieldsOf(record.value);
  if (fields !== null) return { kind: 'read', line, cells: reader.read(fields) };
  return { kind: 'broken', line, text: glimpse(record.value), reason: 'record-invalid' };
}

/** What a value that is no record looks like, without going into it: its depth is not bounded. */
function glimpse(value: unknown): string {
  if (!Array.isArray(value))
    return typeof value === 'object' && value !== null ? '{…}' : String(value);
  const shown = value.slice(0, SHOWN).map((one) => (isPlain(one) ? JSON.stringify(one) : '…'));
  return `[${shown.join(',')}${value.length > SHOWN ? ',…' : ''}]`;
}

const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** The fields themselves, out of what each interface wraps them in; null for no record at all. */
function fieldsOf(value: unknown): { readonly [key: string]: unknown } | null {
  if (!isObject(value)) return null;
  const record = isObject(value['record']) ? value['record'] : value;
  if (isObject(record['fields'])) return record['fields'];
  return isObject(record['properties']) ? record['properties'] : record;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
