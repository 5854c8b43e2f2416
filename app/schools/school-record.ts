import type { Contact, School } from '../../core/school/school.ts';
import type { Phone } from './phone-reader.ts';

/** What a directory tells of one school. */
export interface SchoolRecord {
  readonly school: School;
  /** Its functional mail addresses; null when the file has no column for them: those known stay. */
  readonly contacts: readonly Contact[] | null;
  /**
   * Its numbers, to be read and dialled by people. None of them is a consent to SMS, not even a
   * mobile one: only the opt-in list gives that. Null likewise.
   */
  readonly phones: readonly Phone[] | null;
}
