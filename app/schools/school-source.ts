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

/** What it reads of a table that attaches schools to platforms, beside the rules. */
export const ATTACHMENT_COLUMNS = ['uai', 'platform'] as const;
export type AttachmentColumn = (typeof ATTACHMENT_COLUMNS)[number];

/** One record of a file. A broken one is a row all the same: it is reported, never skipped. */
export type SourceRow<Column extends string> =
  | {
      readonly kind: 'read';
      /** From 1: a physical line, or a record where `places` says so. */
      readonly line: number;
      /** Empty text where the file has no such column. */
      readonly cells: Readonly<Record<Column, string>>;
    }
  | {
      readonly kind: 'broken';
      readonly line: number;
      readonly text: string;
      readonly reason: BrokenReason;
    };

/** Why a record has no cells at all. */
export type BrokenReason = 'row-too-long' | 'quote-unclosed' | 'column-count' | 'record-invalid';

interface SourceOf<Kind extends string, Column extends string> {
  readonly kind: Kind;
  /** The file's name without its folders. */
  readonly name: string;
  /** What places in it are told by: physical lines, or records where lines mean nothing (JSON). */
  readonly places: 'lines' | 'records';
  /**
   * The header's own words; a column that the file has not is absent. Of JSON, whose records leave
   * out what they do not know, complete only once all rows are read.
   */
  readonly headers: Readonly<Partial<Record<Column, string>>>;
  /** How many records an answer of the API says that there are, once all rows are read. */
  readonly announced?: () => number | null;
  /**
   * The rows, in batches, in the order of the file. To be read once.
   * @throws PreauError `directory-unreadable` when the rest of the file cannot be trusted
   */
  readonly rows: AsyncIterable<readonly SourceRow<Column>[]>;
}

/** A file of schools, a list of contacts or a table of attachments, recognised by its header. */
export type SchoolSource =
  | SourceOf<'directory', DirectoryColumn>
  | SourceOf<'contacts', ContactColumn>
  | SourceOf<'attachments', AttachmentColumn>;
