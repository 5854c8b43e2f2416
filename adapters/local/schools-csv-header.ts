import type {
  AttachmentColumn,
  ContactColumn,
  DirectoryColumn,
} from '../../app/schools/school-source.ts';
import { PreauError } from '../../core/errors.ts';
import { foldName } from '../../core/school/fold-name.ts';
import { CSV_LIMITS } from './schools-csv-limits.ts';
import type { Line } from './schools-csv-lines.ts';
import { cutCells, type Delimiter } from './schools-csv-records.ts';
import { locateAttachments, locateContacts, locateDirectory } from './schools-names.ts';

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
  | Header<'contacts', ContactColumn>
  | Header<'attachments', AttachmentColumn>;

/**
 * Recognise a file by its first line. A list of contacts has `uai`, `channel` and `address`, a table
 * of attachments `uai` and `platform`; anything else must be a directory, with at least its UAI and its name.
 *
 * @throws PreauError `directory-unreadable` with the headers expected and got
 */
export function readHeader(path: string, line: Line | undefined): SchoolsHeader {
  const text = line === undefined || line.tooLong ? '' : line.text;
  const delimiter = text.split(';').length >= text.split(',').length ? ';' : ',';
  const cells = (cutCells(text, delimiter) ?? []).map((cell) => cell.trim());
  const folded = cells.map(foldName);
  const common = { delimiter, columns: cells.length } as const;

  const contacts = locateContacts(cells, folded);
  const { places } = contacts;
  if (has(places.uai) && has(places.channel) && has(places.address)) {
    return { kind: 'contacts', ...common, ...contacts };
  }
  const attachments = locateAttachments(cells, folded);
  if (has(attachments.places.uai) && has(attachments.places.platform)) {
    return { kind: 'attachments', ...common, ...attachments };
  }
  const directory = locateDirectory(cells, folded);
  const found = has(directory.places.uai) && has(directory.places.name);
  if (found && cells.length <= CSV_LIMITS.columns) {
    return { kind: 'directory', ...common, ...directory };
  }
  throw new PreauError(
    'directory-unreadable',
    `${path}: expected a header with Identifiant_de_l_etablissement and Nom_etablissement (the directory) or uai, role, channel, address, language (a list of contacts) or uai, platform (a table of attachments), separated by ; or ,. Got ${describe(cells) ?? 'none'}. Export the directory as CSV with its header labels, or as JSON.`,
    { said: { key: 'list.header', values: { path, got: describe(cells) ?? { key: 'got.none' } } } },
  );
}

function has(place: number | undefined): boolean {
  return place !== undefined;
}

/** Chosen: the first ten headers, fifty characters each, show what kind of file came. */
function describe(cells: readonly string[]): string | null {
  const shown = cells.filter((cell) => cell !== '').slice(0, 10);
  if (shown.length === 0) return null;
  return `${cells.length}: ${shown.map((cell) => JSON.stringify(cell.slice(0, 50))).join(', ')}`;
}
