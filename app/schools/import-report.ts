import type { Rejection } from './rejection.ts';
import type { SchoolSource } from './school-source.ts';
import type { StoreChanges } from './school-store.ts';

/** What was found in one file. */
export interface FileReport {
  readonly file: string;
  readonly kind: SchoolSource['kind'];
  /** What `line` counts in `rejected`. */
  readonly places: SchoolSource['places'];
  /**
   * Records of the file, its header and blank lines apart. Each is accounted for:
   * `rows = schools + otherBodies + entries + merged + rejectedRows`.
   */
  readonly rows: number;
  /**
   * How many records an answer of the API says that there are, where it says so. More than `rows` is a
   * page of answers and not the whole directory.
   */
  readonly announced?: number;
  /** Schools proper (école, collège, lycée, EREA) of this file, by distinct UAI. */
  readonly schools: number;
  /** Administrative services, medico-social homes, careers centres, likewise. */
  readonly otherBodies: number;
  /** Entries of a contact list, rows of a table of attachments. */
  readonly entries: number;
  /** Rows joined to one that the file had before: a further site of a UAI, an entry said twice. */
  readonly merged: number;
  /** Rows of which nothing is kept. Each has at least one line in `rejected`. */
  readonly rejectedRows: number;
  /**
   * Those of a directory that do not say which school they are of. With one of them, or with fewer
   * rows than `announced`, no school is closed for being missing from the file.
   */
  readonly unnamedRows: number;
  /** Distinct addresses and numbers of the file. Mobiles of a directory are no consent to SMS. */
  readonly contacts: {
    readonly email: number;
    readonly mobile: number;
    readonly landline: number;
  };
  /**
   * Those of them that serve more than one school, or entry of a list: each gets one message all the
   * same.
   */
  readonly shared: FileReport['contacts'];
  /** Schools and bodies whose state is `A FERMER`, `A OUVRIR`. */
  readonly closing: number;
  readonly opening: number;
  /** Every value that was not taken, in the order of the file. */
  readonly rejected: readonly Rejection[];
}

export interface ImportReport {
  readonly dryRun: boolean;
  /** In the order asked for. */
  readonly files: readonly FileReport[];
  readonly changes: StoreChanges;
}
