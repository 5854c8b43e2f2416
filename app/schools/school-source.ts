/** What the import reads of the ministry's directory. */
export const DIRECTORY_COLUMNS = [
  'uai',
  'name',
  'type',
  'commune',
  'communeCode',
  'department',
  'academie',
  'phone',
  'mail',
  'state',
] as const;
export type DirectoryColumn = (typeof DIRECTORY_COLUMNS)[number];

/** What it reads of a list of people who asked to be told. */
export const CONTACT_COLUMNS = ['uai', 'role', 'channel', 'address', 'language'] as const;
export type ContactColumn = (typeof CONTACT_COLUMNS)[number];

/** One record of a file. A broken one is a row all the same: it is reported, never skipped. */
export type SourceRow<Column extends string> =
  | {
      readonly kind: 'read';
      readonly line: number;
      /** Empty text where the file has no such column. */
      readonly cells: Readonly<Record<Column, string>>;
    }
  | {
      readonly kind: 'broken';
      readonly line: number;
      readonly text: string;
      readonly reason: 'row-too-long' | 'quote-unclosed' | 'column-count';
    };

interface SourceOf<Kind extends string, Column extends string> {
  readonly kind: Kind;
  /** The file's name without its folders. */
  readonly name: string;
  /** The header's own words; a column that the file has not is absent. */
  readonly headers: Readonly<Partial<Record<Column, string>>>;
  /**
   * The rows, in batches, in the order of the file. To be read once.
   * @throws PreauError `directory-unreadable` when the rest of the file cannot be trusted
   */
  readonly rows: AsyncIterable<readonly SourceRow<Column>[]>;
}

/** A file of schools, or a list of contacts, recognised by its header. */
export type SchoolSource =
  | SourceOf<'directory', DirectoryColumn>
  | SourceOf<'contacts', ContactColumn>;
