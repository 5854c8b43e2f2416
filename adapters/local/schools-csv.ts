import { basename } from 'node:path';
import {
  CONTACT_COLUMNS,
  DIRECTORY_COLUMNS,
  type SchoolSource,
  type SourceRow,
} from '../../app/schools/school-source.ts';
import { PreauError } from '../../core/errors.ts';
import { type Header, readHeader, type SchoolsHeader } from './schools-csv-header.ts';
import { CSV_LIMITS } from './schools-csv-limits.ts';
import { type Line, readLines } from './schools-csv-lines.ts';
import { type CsvRecord, readRecords } from './schools-csv-records.ts';

/**
 * Open a directory of schools or a list of contacts: CSV in UTF-8, plain or gzipped, told apart and
 * read by the names of its header, never by position.
 *
 * The rows are read from the file as they are asked for.
 *
 * @throws PreauError `file-unreadable`, or `directory-unreadable` when the header is not one of
 *   those known; the rows throw the latter too, when the file turns out unsound further on
 */
export async function openSchoolsCsv(path: string): Promise<SchoolSource> {
  const header = readHeader(path, await firstLine(path));
  const name = basename(path);
  return header.kind === 'directory'
    ? { kind: 'directory', name, headers: header.headers, rows: directoryRows(path, header) }
    : { kind: 'contacts', name, headers: header.headers, rows: contactRows(path, header) };
}

const directoryRows = (path: string, header: Extract<SchoolsHeader, { kind: 'directory' }>) =>
  rowsOf(path, header, DIRECTORY_COLUMNS);

const contactRows = (path: string, header: Extract<SchoolsHeader, { kind: 'contacts' }>) =>
  rowsOf(path, header, CONTACT_COLUMNS);

async function firstLine(path: string): Promise<Line | undefined> {
  for await (const lines of readLines(path)) {
    const line = lines.find(({ text }) => text.trim() !== '');
    if (line !== undefined) return line;
  }
  return undefined;
}

async function* rowsOf<Column extends string>(
  path: string,
  header: Header<string, Column>,
  columns: readonly Column[],
): AsyncGenerator<readonly SourceRow<Column>[]> {
  let rows = 0;
  for await (const records of readRecords(
    afterHeader(readLines(path)),
    header.delimiter,
    header.columns,
  )) {
    rows += records.length;
    if (rows > CSV_LIMITS.rows) {
      throw new PreauError(
        'directory-unreadable',
        `${path}: expected at most ${CSV_LIMITS.rows} rows, got more. France has about 66,000 schools: is this the right file?`,
      );
    }
    yield records.map((record) => nameCells(record, header, columns));
  }
}

/** The lines after the first that is not blank. */
async function* afterHeader(
  batches: AsyncIterable<readonly Line[]>,
): AsyncGenerator<readonly Line[]> {
  let seen = false;
  for await (const lines of batches) {
    const header: number = seen ? -1 : lines.findIndex(({ text }) => text.trim() !== '');
    if (seen || header >= 0) yield lines.slice(header + 1);
    seen ||= header >= 0;
  }
}

function nameCells<Column extends string>(
  record: CsvRecord,
  header: Header<string, Column>,
  columns: readonly Column[],
): SourceRow<Column> {
  if (record.kind === 'broken') return record;
  const cells = Object.fromEntries(
    columns.map((column) => [column, record.cells[header.places[column] ?? -1] ?? '']),
  );
  return { kind: 'read', line: record.line, cells: cells as Record<Column, string> };
}
