import type { Contact, SchoolType } from '../../core/school/school.ts';
import type { Uai } from '../../core/units.ts';
import type { Attachment } from './attachment.ts';
import type { SchoolRecord } from './school-record.ts';

/** All that one import brings. */
export interface SchoolImport {
  readonly records: Iterable<SchoolRecord>;
  /** Every UAI that the files name, those of rejected and broken rows too: they are not missing. */
  readonly named: ReadonlySet<Uai>;
  /** Those that a file says are closed, and none that they are open. */
  readonly closed: ReadonlySet<Uai>;
  /**
   * Departments of which the files surely do not name every school, though they may be named in full
   * elsewhere: nobody there is closed for being missing.
   */
  readonly incomplete: ReadonlySet<string>;
  readonly lists: readonly ContactList[];
  readonly tables: readonly AttachmentTable[];
}

/** A list of contacts, known by its file's name: it replaces what that name gave before. */
export interface ContactList {
  readonly name: string;
  readonly contacts: readonly Contact[];
}

/** A table of attachments, likewise. */
export interface AttachmentTable {
  readonly name: string;
  readonly attachments: readonly Attachment[];
}

/** What an import did, or would do. */
export interface StoreChanges {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Known as closed, and back in the file. */
  readonly reopened: number;
  /**
   * Said to be closed, or no longer in the file of their department: closed. Kept, and told of
   * nothing any more.
   */
  readonly gone: number;
  /**
   * Schools of one type of a department of which so much is missing that the file, not the schools,
   * is doubted.
   */
  readonly doubted: readonly {
    readonly department: string;
    readonly type: SchoolType;
    readonly known: number;
    readonly missing: number;
  }[];
  readonly contactsAdded: number;
  readonly contactsRemoved: number;
  /** Opt-in contacts whose school is not, or no longer, in the directory. */
  readonly contactsWithoutSchool: number;
  readonly attachmentsAdded: number;
  readonly attachmentsRemoved: number;
  /** Attachments of schools that are not, or no longer, in the directory. */
  readonly attachmentsWithoutSchool: number;
}

/** Where imports are kept. */
export interface SchoolStore {
  /** @returns the department of a school already kept, or null */
  departmentOf(uai: Uai): string | null;
  /** Is a school of that UAI kept, and not closed? */
  isOpen(uai: Uai): boolean;
  /**
   * All or nothing. With `dryRun` nothing, and the same counts.
   * @throws PreauError `store-unavailable`, retryable
   */
  apply(brought: SchoolImport, options: { readonly dryRun: boolean }): StoreChanges;
}
