import type { AcademieIndex } from '../../core/school/academie.ts';
import type { Territory } from '../../core/school/territory.ts';
import type { PhoneReader } from './phone-reader.ts';
import { type Rejection, type RejectionReason, VALUE_MAX } from './rejection.ts';

/** The tables and the eye that rows are read with. */
export interface Reading {
  readonly territories: readonly Territory[];
  readonly academies: AcademieIndex;
  readonly readPhone: PhoneReader;
  /** The platforms that there are; absent where no configuration is at hand to say so. */
  readonly platforms?: ReadonlySet<string> | undefined;
}

/** Notes down why values of one row were not taken. */
export type Reject<Column extends string> = (
  column: Column,
  value: string,
  reason: RejectionReason,
) => void;

/** @returns a note-taker for one row, and what it has noted */
export function rejectionsOf<Column extends string>(
  line: number,
  uai: string,
  headers: Readonly<Partial<Record<Column, string>>>,
): { readonly rejected: readonly Rejection[]; readonly reject: Reject<Column> } {
  const rejected: Rejection[] = [];
  return {
    rejected,
    reject: (column, value, reason) =>
      void rejected.push({
        line,
        uai: uai.slice(0, VALUE_MAX),
        column: headers[column] ?? column,
        value: value.slice(0, VALUE_MAX),
        reason,
      }),
  };
}
