import type { DeliveryState } from '../../core/notice/delivery-state.ts';
import type { ReceiptKind } from '../../core/notice/receipt.ts';
import type { Contact, School } from '../../core/school/school.ts';
import type { EpochMs } from '../../core/units.ts';

/** What the console asks of the directory and of the ledger. Every answer is bounded. */
export interface SchoolDesk {
  /** How what it reads is renewed: by an import here, or by publishing one that was made elsewhere. */
  readonly renewedBy: 'import' | 'publish';
  /**
   * Open schools whose UAI, name or commune hold all words of a query, in UAI order.
   *
   * @param from how many to pass over
   * @param most how many to answer at most
   */
  search(query: string, from: number, most: number): Promise<SchoolMatches>;
  /**
   * One school, and what became of each notice to each of its contacts.
   *
   * @param notices ids, the latest last
   * @returns null for a UAI that is not in the directory
   */
  sheet(uai: string, notices: readonly string[]): Promise<SchoolSheet | null>;
  /** Null where none was written down. */
  lastImport(): Promise<LastImport | null>;
}

export type SchoolRow = Pick<School, 'uai' | 'name' | 'commune' | 'department' | 'type' | 'state'>;

export interface SchoolMatches {
  /** How many match in all. */
  readonly total: number;
  readonly rows: readonly SchoolRow[];
}

export interface SchoolSheet {
  readonly school: School;
  readonly contacts: readonly ContactSheet[];
}

/** One contact, without what would reach a person: an opt-in address is masked. */
export interface ContactSheet extends Pick<Contact, 'role' | 'channel' | 'language' | 'origin'> {
  readonly address: string;
  readonly optedOut: boolean;
  /** In the order of the notices that were asked for. */
  readonly sent: readonly SentTo[];
}

export interface SentTo {
  readonly notice: string;
  readonly state: DeliveryState;
  readonly receipt: ReceiptKind | null;
  /** Of the latest word on it; null before any. */
  readonly at: EpochMs | null;
}

/** What the last import of a directory did. */
export interface LastImport {
  readonly at: EpochMs;
  readonly files: readonly {
    readonly file: string;
    readonly rows: number;
    readonly schools: number;
    readonly rejectedRows: number;
  }[];
  readonly added: number;
  readonly changed: number;
  readonly gone: number;
  readonly contactsWithoutSchool: number;
  /** `department type: missing of known`, where the file is doubted and nothing was closed. */
  readonly doubted: readonly {
    readonly department: string;
    readonly type: string;
    readonly known: number;
    readonly missing: number;
  }[];
}
