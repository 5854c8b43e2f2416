import { basename } from 'node:path';
import {
  ATTACHMENT_COLUMNS,
  CONTACT_COLUMNS,
  DIRECTORY_COLUMNS,
  type DirectoryColumn,
  type SchoolSource,
  type SourceRow,
} from '../../app/schools/school-source.ts';
import { boundRows } from './schools-bound-rows.ts';
import { type Header, readHeader } from './schools-csv-header.ts';
import { type Line, readLines } from './schools-csv-lines.ts';
import { type CsvRecord, readRecords } from './schools-csv-records.ts';

/**
 * Open a directory of schools, a list of contacts or a table of attachments: CSV in UTF-8, plain or
 * gzipped, told apart and read by the names of its header, never by position.
 *
 * The rows are read from the file as they are asked for.
 *
 * @param first the file's first line that is not blank
 * @throws PreauError `directory-unreadable` when the header is not one of
 *   those known; the rows throw the latter too, when the file turns out unsound further on
 */
export function openSchoolsCsv(path: string, first: Line | undefined): SchoolSource {
  const header = readHeader(path, first);
  const { headers } = header;
  const common = { name: basename(path), places: 'lines' } as const;
  switch (header.kind) {
    case 'directory':
      return {
        kind: 'directory',
        ...common,
        headers,
        rows: boundRows(path, rowsOf(path, header, DIRECTORY_COLUMNS)),
      };
    case 'contacts':
      return {
        kind: 'contacts',
        ...common,
        headers,
        rows: boundRows(path, rowsOf(path, header, CONTACT_COLUMNS)),
      };
    case 'attachments':
      return {
        kind: 'attachments',
        ...common,
        headers,
        rows: boundRows(path, rowsOf(path, header, ATTACHMENT_COLUMNS)),
      };
  }
}

async function* rowsOf<Column extends string>(
  path: string,
  header: Header<string, Column>,
  columns: readonly Column[],
): AsyncGenerator<readonly SourceRow<Column>[]> {
  const lines = afterHeader(readLines(path));
  const { delimiter, columns: width, places } = header;
  const wanted = Object.values<number | undefined>(places).filter((place) => place !== undefined);
  for await (const records of readRecords(lines, { delimiter, columns: width, wanted })) {
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
  const cells: Partial<Record<Column, string>> = {};
  for (const column of columns) {
    const cell = record.cells[header.places[column] ?? -1] ?? '';
    cells[column] = KEPT.has(column) ? detach(cell) : cell;
  }
  return { kind: 'read', line: record.line, cells: cells as Record<Column, string> };
}

/** The columns whose text may be kept as it stands; of the others short or new texts are made. */
const KEPT: ReadonlySet<string> = new Set<DirectoryColumn>(['name', 'commune', 'mail']);

/**
 * The same text by itself. What V8 cuts out of a longer text keeps all of that alive from 13
 * characters on, and a name would keep the 64 kB that were read with it.
 *
 * @see https://github.com/v8/v8/blob/main/src/objects/string.h SlicedString::kMinLength
 */
function detach(text: string): string {
  return text.length < 13 ? text : Buffer.from(text).toString();
}
