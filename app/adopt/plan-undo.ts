import { type RecordDifference, recordDifferences } from './record-differences.ts';
import { isAlike, isSameMember } from './same-record.ts';
import { comparableName, type RecordEdit, type StandingRecord } from './standing-record.ts';

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
  /** It stands otherwise than this adoption left it: by hand, or by a later adoption. */
  | {
      readonly kind: 'changed';
      /** One at least. */
      readonly differences: readonly RecordDifference[];
    };

/**
 * Plan how a name goes back to what stood there before its adoption. What Préau has set in between,
 * the weights, goes with the pair; a pair that stood before keeps them.
 *
 * Only what the adoption left is undone: after a later change, of an address say, what stood before
 * may be long dead.
 *
 * @param records all that the zone has at this name now; those of other names are ignored
 */
export function planUndo(
  { hostname, before, after }: AdoptedName,
  records: readonly StandingRecord[],
): NameUndo {
  const here = records.filter(({ name }) => name === comparableName(hostname));
  const standing = (record: StandingRecord) => here.find((one) => isSameMember(one, record));
  const isBack =
    before.every((record) => here.some((one) => isAlike(one, record, false))) &&
    after.every((record) => before.some((one) => isSameMember(one, record)) || !standing(record));
  if (isBack) return { kind: 'undone' };
  // A CNAME comes back alone or not at all; other types beside the pair's are nobody's concern.
  const types = new Set([...before, ...after].map(({ type }) => type));
  const concerned = here.filter(({ type }) => types.has('CNAME') || types.has(type));
  const differences = recordDifferences(after, concerned);
  if (differences.length > 0) return { kind: 'changed', differences };
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
