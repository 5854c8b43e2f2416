import { isAlike, isSameMember } from './same-record.ts';
import type { RecordEdit, StandingRecord } from './standing-record.ts';

/** One name, before and after its adoption. */
export interface AdoptedName {
  readonly platform: string;
  readonly hostname: string;
  /** All that the batch took away or wrote over. */
  readonly before: readonly StandingRecord[];
  /** All that it made. */
  readonly after: readonly StandingRecord[];
}

export type NameUndo =
  | { readonly kind: 'ready'; readonly edits: readonly RecordEdit[] }
  /** It stands as it did before. */
  | { readonly kind: 'undone' }
  /** Somebody has changed it since. */
  | { readonly kind: 'changed'; readonly missing: string };

/**
 * Plan how a name goes back to what stood there before its adoption. What Préau has set in between,
 * the weights, goes with the pair; a pair that stood before keeps them.
 *
 * @param records all that the zone has at this name now
 */
export function planUndo(
  { before, after }: AdoptedName,
  records: readonly StandingRecord[],
): NameUndo {
  const standing = (record: StandingRecord) => records.find((one) => isSameMember(one, record));
  const isBack =
    before.every((record) => records.some((one) => isAlike(one, record, false))) &&
    after.every((record) => before.some((one) => isSameMember(one, record)) || !standing(record));
  if (isBack) return { kind: 'undone' };
  const missing = after.find((record) => !standing(record));
  if (missing) return { kind: 'changed', missing: wordOf(missing) };
  const stood = (record: StandingRecord) => before.find((one) => isSameMember(one, record));
  const edits = [
    ...after.flatMap((record): readonly RecordEdit[] => {
      const [now, old] = [standing(record), stood(record)];
      if (now === undefined) return [];
      if (old === undefined) return [{ action: 'DELETE', record: now }];
      const weight = now.weight ?? old.weight;
      return [{ action: 'UPSERT', record: { ...old, ...(weight !== undefined && { weight }) } }];
    }),
    ...before
      .filter((record) => !after.some((one) => isSameMember(one, record)))
      .map((record): RecordEdit => ({ action: 'CREATE', record })),
  ];
  return { kind: 'ready', edits };
}

const wordOf = ({ name, type, setIdentifier = '-' }: StandingRecord): string =>
  `${name} ${type} ${setIdentifier}`;
