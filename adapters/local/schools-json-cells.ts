import { DIRECTORY_COLUMNS, type DirectoryColumn } from '../../app/schools/school-source.ts';
import { foldName } from '../../core/school/fold-name.ts';
import { CSV_LIMITS } from './schools-csv-limits.ts';
import { DIRECTORY_NAMES } from './schools-names.ts';

type Cells = Record<DirectoryColumn, string>;

/** Reads the fields of one record after the other, and remembers which of its keys it has met. */
export interface FieldReader {
  /** The keys' own words, as far as they were met. */
  readonly headers: Readonly<Partial<Record<DirectoryColumn, string>>>;
  read(fields: Readonly<Record<string, unknown>>): Cells;
}

/** What a key stands for, and how much it is preferred to another of the same: 0 is most. */
interface Meaning {
  readonly column: DirectoryColumn;
  readonly rank: number;
}

const MEANINGS: ReadonlyMap<string, Meaning> = new Map(
  DIRECTORY_COLUMNS.flatMap((column) =>
    DIRECTORY_NAMES[column].map((name, rank) => [name, { column, rank }] as const),
  ),
);

/**
 * Make the reader of records whose keys are the headers of the directory in any case. A record may
 * leave keys out; null, and what is nested (a place on the map), is the empty text.
 */
export function createFieldReader(): FieldReader {
  const headers: Partial<Record<DirectoryColumn, string>> = {};
  const meanings = new Map<string, Meaning | null>();
  const meaningOf = (key: string): Meaning | null => {
    const known = meanings.get(key);
    if (known !== undefined) return known;
    const meaning = MEANINGS.get(foldName(key.slice(0, 100))) ?? null;
    if (meanings.size < CSV_LIMITS.columns) meanings.set(key, meaning);
    return meaning;
  };
  return {
    headers,
    read: (fields) => {
      const cells = emptyCells();
      const ranks: Partial<Record<DirectoryColumn, number>> = {};
      // What JSON gives has its own keys alone; as pairs they would be seventy lists a record.
      for (const key in fields) {
        const meaning = meaningOf(key);
        if (meaning === null) continue;
        const { column, rank } = meaning;
        headers[column] ??= key;
        if (rank >= (ranks[column] ?? Infinity)) continue;
        ranks[column] = rank;
        cells[column] = cellOf(fields[key], column);
      }
      return cells;
    },
  };
}

function emptyCells(): Cells {
  return {
    uai: '',
    name: '',
    type: '',
    commune: '',
    communeCode: '',
    department: '',
    academie: '',
    phone: '',
    mail: '',
    state: '',
  };
}

/** Several values of one key are those of one cell. */
function cellOf(value: unknown, column: DirectoryColumn): string {
  return Array.isArray(value)
    ? value
        .slice(0, CSV_LIMITS.columns)
        .map((one) => textOf(one, column))
        .filter((text) => text !== '')
        .join(' ; ')
    : textOf(value, column);
}

/**
 * A number in JSON cannot begin with a zero. So nine digits are a telephone number (0 and nine digits)
 * without it, four an INSEE code without it, and nothing else: that is no guess. Fewer are not mended.
 */
function textOf(value: unknown, column: DirectoryColumn): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return '';
  const digits = String(value);
  const lacksZero =
    (column === 'phone' && /^[1-9]\d{8}$/.test(digits)) ||
    (column === 'communeCode' && /^[1-9]\d{3}$/.test(digits));
  return lacksZero ? `0${digits}` : digits;
}
