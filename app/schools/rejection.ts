/**
 * Why a value of a directory was not taken as it stands. The words for people are the CLI's.
 *
 * - whole rows: `row-too-long`, `quote-unclosed`, `column-count`, `record-invalid`, `uai-*`,
 *   `state-closed`, and everything of a contact list or a table of attachments, where half an entry
 *   is worth nothing, but for `school-unknown` and `platform-unknown`
 * - values of a row that is kept: all the others
 */
export type RejectionReason =
  | 'row-too-long'
  | 'quote-unclosed'
  | 'column-count'
  | 'record-invalid'
  | 'uai-shape'
  | 'uai-check-letter'
  | 'name-missing'
  | 'state-closed'
  | 'state-unknown'
  | 'department-unknown'
  | 'academie-unknown'
  | 'control-character'
  | 'formula'
  | 'too-long'
  | 'too-many-values'
  | 'mail-invalid'
  | 'phone-leading-00'
  | 'phone-invalid'
  | 'phone-not-mobile'
  | 'phone-territory-unknown'
  | 'role-unknown'
  | 'channel-unknown'
  | 'language-unknown'
  | 'school-unknown'
  | 'platform-shape'
  | 'platform-unknown';

/** One value that was not taken, and where it stands. */
export interface Rejection {
  /**
   * The physical line on which its row begins; the header is usually line 1. In a JSON document the
   * record, from 1.
   */
  readonly line: number;
  /** The row's UAI as written, empty where there is none. */
  readonly uai: string;
  /** The header's own word for the column; empty for a whole row. */
  readonly column: string;
  /** At most {@link VALUE_MAX} characters of it. */
  readonly value: string;
  readonly reason: RejectionReason;
}

/** Chosen: enough to find the value again, little enough for a screen. */
export const VALUE_MAX = 200;
