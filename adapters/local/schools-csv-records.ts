import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { CSV_LIMITS } from './schools-csv-limits.ts';
import type { Line } from './schools-csv-lines.ts';

/** One record: its cells, or why it has none. */
export type CsvRecord =
  | { readonly kind: 'cells'; readonly line: number; readonly cells: readonly string[] }
  | {
      readonly kind: 'broken';
      readonly line: number;
      readonly text: string;
      readonly reason: 'row-too-long' | 'quote-unclosed' | 'column-count';
    };

export type Delimiter = ';' | ',';

/** What a record of a file must be like. */
export interface RecordShape {
  readonly delimiter: Delimiter;
  readonly columns: number;
  /** The places of the cells that are asked for; of a record without quotes, the others are empty. */
  readonly wanted: readonly number[];
}

/**
 * Cut lines into records of `columns` cells, each line accounted for.
 *
 * A quote that is never closed would swallow the rest of a file in any ordinary reader. Here a cell
 * may span lines only when that makes a record of the right number of cells within the bound of a
 * row; else the line is broken by itself and reading goes on with the next.
 */
export async function* readRecords(
  batches: AsyncIterable<readonly Line[]>,
  shape: RecordShape,
): AsyncGenerator<readonly CsvRecord[]> {
  let queue: readonly Line[] = [];
  for await (const batch of batches) {
    const { records, left } = cutRecords(
      queue.length === 0 ? batch : [...queue, ...batch],
      shape,
      false,
    );
    queue = left;
    yield records;
  }
  yield cutRecords(queue, shape, true).records;
}

/** Cut all records that are surely whole; what may go on in the next batch is left. */
function cutRecords(
  lines: readonly Line[],
  shape: RecordShape,
  ended: boolean,
): { readonly records: readonly CsvRecord[]; readonly left: readonly Line[] } {
  const records: CsvRecord[] = [];
  let at = 0;
  for (let line = lines[at]; line !== undefined; line = lines[at]) {
    const cut = cutRecord(line, { lines, at, ended }, shape);
    if (cut === 'more') return { records, left: lines.slice(at) };
    if (cut.record !== null) records.push(cut.record);
    at += cut.lines;
  }
  return { records, left: [] };
}

type Cut = { readonly record: CsvRecord | null; readonly lines: number } | 'more';

function cutRecord(
  line: Line,
  {
    lines,
    at,
    ended,
  }: { readonly lines: readonly Line[]; readonly at: number; readonly ended: boolean },
  { delimiter, columns, wanted }: RecordShape,
): Cut {
  const { number, text } = line;
  if (line.tooLong) {
    return { record: { kind: 'broken', line: number, text, reason: 'row-too-long' }, lines: 1 };
  }
  if (!/\S/.test(text)) return { record: null, lines: 1 };
  const picked = pickCells(text, delimiter, columns, wanted);
  if (picked) return { record: { kind: 'cells', line: number, cells: picked }, lines: 1 };

  const alone = cutCells(text, delimiter);
  const fitted = alone && fitCells(alone, columns);
  if (fitted) return { record: { kind: 'cells', line: number, cells: fitted }, lines: 1 };

  const odd = text.split('"').length % 2 === 0;
  const spanning = odd ? joinLines(lines, at, ended) : null;
  if (spanning === 'more') return 'more';
  const cells = spanning && cutSpanning(spanning.lines, delimiter, columns);
  if (spanning && cells) {
    return { record: { kind: 'cells', line: number, cells }, lines: spanning.lines.length };
  }
  const reason = alone === null ? 'quote-unclosed' : 'column-count';
  return { record: { kind: 'broken', line: number, text, reason }, lines: 1 };
}

/**
 * The wanted cells of a record without quotes that has as many cells as the header; else null, and
 * it is to be cut with more care. A directory has 72 columns of which ten are read: to make texts of
 * them all costs more than the rest of the reading.
 */
function pickCells(
  text: string,
  delimiter: Delimiter,
  columns: number,
  wanted: readonly number[],
): readonly string[] | null {
  if (text.includes('"')) return null;
  const ends: number[] = [];
  for (let at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, at + 1))
    ends.push(at);
  if (ends.length !== columns - 1) return null;
  const cells: string[] = Array<string>(columns).fill('');
  for (const place of wanted) {
    const from = place === 0 ? 0 : (ends[place - 1] ?? 0) + 1;
    cells[place] = text.slice(from, ends[place] ?? text.length);
  }
  return cells;
}

/** The shortest run of lines from `at` whose quotes are even, within the bound of a row. */
function joinLines(
  lines: readonly Line[],
  at: number,
  ended: boolean,
): { readonly lines: readonly string[] } | 'more' | null {
  let quotes = 0;
  let length = 0;
  for (let index = at; ; index += 1) {
    const line = lines[index];
    if (line === undefined) return ended ? null : 'more';
    quotes += line.text.split('"').length - 1;
    length += line.text.length + 1;
    if (line.tooLong || length > CSV_LIMITS.rowCharacters) return null;
    if (index > at && quotes % 2 === 0) {
      return { lines: lines.slice(at, index + 1).map(({ text }) => text) };
    }
  }
}

/**
 * The cells of a record over several lines. A line in its midst that is a record by itself shows
 * that two quotes were left open, one on each end, and that good rows stand between them.
 */
function cutSpanning(
  lines: readonly string[],
  delimiter: Delimiter,
  columns: number,
): readonly string[] | null {
  const swallows = lines.slice(1, -1).some((line) => line.split(delimiter).length >= columns);
  if (swallows && columns > 1) return null;
  const cells = cutCells(lines.join('\n'), delimiter, 'refused');
  return cells && fitCells(cells, columns);
}

/**
 * @param strayQuotes `kept`: a quote in the middle of a name stays a quote
 * @returns the cells of one record, or null when its quotes do not close as they should
 */
export function cutCells(
  text: string,
  delimiter: Delimiter,
  strayQuotes: 'kept' | 'refused' = 'kept',
): readonly string[] | null {
  if (!text.includes('"')) return text.split(delimiter);
  try {
    const records = parse(text, {
      delimiter,
      relax_quotes: strayQuotes === 'kept',
      relax_column_count: true,
      // A line break inside a quoted cell is text; none stands outside of one here.
      record_delimiter: '\n',
    });
    return records.length === 1 ? (records[0] ?? null) : null;
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/** Cells beyond the header's are taken off when they are empty; any other difference is a fault. */
function fitCells(cells: readonly string[], columns: number): readonly string[] | null {
  if (cells.length === columns) return cells;
  const surplus = cells.slice(columns);
  const fits = cells.length > columns && surplus.every((cell) => cell.trim() === '');
  return fits ? cells.slice(0, columns) : null;
}
