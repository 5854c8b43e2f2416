import {
  CONTACT_COLUMNS,
  type ContactColumn,
  DIRECTORY_COLUMNS,
  type DirectoryColumn,
} from '../../app/schools/school-source.ts';
import { PreauError } from '../../core/errors.ts';
import { foldName } from '../../core/school/fold-name.ts';
import { CSV_LIMITS } from './schools-csv-limits.ts';
import type { Line } from './schools-csv-lines.ts';
import { cutCells, type Delimiter } from './schools-csv-records.ts';

/**
 * The headers that name each column, the preferred one first: the directory of 2024, the one of
 * 2023, the geolocation set (`numero_uai`…), the keys of the API. Compared without case, accents,
 * and with `_`, `-` and blank alike, which is all that 2023 and 2024 differ in here.
 */
const DIRECTORY_NAMES: Readonly<Record<DirectoryColumn, readonly string[]>> = {
  uai: ['identifiant de l etablissement', 'numero uai', 'uai', 'code uai'],
  name: ['nom etablissement', 'appellation officielle'],
  type: ['type etablissement', 'nature uai libe', 'libelle nature'],
  commune: ['nom commune', 'libelle commune'],
  communeCode: ['code commune'],
  department: ['code departement'],
  academie: ['libelle academie'],
  phone: ['telephone'],
  mail: ['mail'],
  state: ['etat', 'etat etablissement libe'],
};

const CONTACT_NAMES: Readonly<Record<ContactColumn, readonly string[]>> = {
  uai: ['uai', 'code uai', 'identifiant de l etablissement', 'numero uai'],
  role: ['role', 'fonction'],
  channel: ['channel', 'canal'],
  address: ['address', 'adresse'],
  language: ['language', 'langue'],
};

/** Where each column stands. */
export interface Header<Kind extends string, Column extends string> {
  readonly kind: Kind;
  readonly delimiter: Delimiter;
  readonly columns: number;
  readonly headers: Readonly<Partial<Record<Column, string>>>;
  readonly places: Readonly<Partial<Record<Column, number>>>;
}

export type SchoolsHeader =
  | Header<'directory', DirectoryColumn>
  | Header<'contacts', ContactColumn>;

/**
 * Recognise a file by its first line. A list of contacts has `uai`, `channel` and `address`;
 * anything else must be a directory, with at least its UAI and its name.
 *
 * @throws PreauError `directory-unreadable` with the headers expected and got
 */
export function readHeader(path: string, line: Line | undefined): SchoolsHeader {
  const text = line === undefined || line.tooLong ? '' : line.text;
  const delimiter = text.split(';').length >= text.split(',').length ? ';' : ',';
  const cells = (cutCells(text, delimiter) ?? []).map((cell) => cell.trim());
  const folded = cells.map(foldName);
  const common = { delimiter, columns: cells.length } as const;

  const contacts = locate(CONTACT_COLUMNS, CONTACT_NAMES, cells, folded);
  const { places } = contacts;
  if (has(places.uai) && has(places.channel) && has(places.address)) {
    return { kind: 'contacts', ...common, ...contacts };
  }
  const directory = locate(DIRECTORY_COLUMNS, DIRECTORY_NAMES, cells, folded);
  const found = has(directory.places.uai) && has(directory.places.name);
  if (found && cells.length <= CSV_LIMITS.columns) {
    return { kind: 'directory', ...common, ...directory };
  }
  throw new PreauError(
    'directory-unreadable',
    `${path}: expected a header with Identifiant_de_l_etablissement and Nom_etablissement (the directory) or uai, role, channel, address, language (a list of contacts), separated by ; or ,. Got ${describe(cells)}. Export the directory with its header labels, as CSV.`,
  );
}

function locate<Column extends string>(
  columns: readonly Column[],
  names: Readonly<Record<Column, readonly string[]>>,
  cells: readonly string[],
  folded: readonly string[],
): Pick<Header<string, Column>, 'headers' | 'places'> {
  const headers: Partial<Record<Column, string>> = {};
  const places: Partial<Record<Column, number>> = {};
  for (const column of columns) {
    const name = names[column].find((known) => folded.includes(known));
    if (name !== undefined) {
      places[column] = folded.indexOf(name);
      headers[column] = cells[folded.indexOf(name)] ?? name;
    }
  }
  return { headers, places };
}

function has(place: number | undefined): boolean {
  return place !== undefined;
}

/** Chosen: the first ten headers, fifty characters each, show what kind of file came. */
function describe(cells: readonly string[]): string {
  const shown = cells.filter((cell) => cell !== '').slice(0, 10);
  if (shown.length === 0) return 'none';
  return `${cells.length}: ${shown.map((cell) => JSON.stringify(cell.slice(0, 50))).join(', ')}`;
}
