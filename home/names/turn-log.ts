import { type AnswerRule, eligibleRecords } from '../../core/shelter/weighted-answer.ts';
import type { NameRecord } from './name-record.ts';
import type { RecordBook } from './record-book.ts';

/** Where a pair's answers point. */
type Pointing = 'origin' | 'mirror' | 'both';

/** What made answers change. */
export interface TurnCause {
  readonly kind: 'health' | 'hold' | 'weights';
  /** The check's or change's own words. */
  readonly detail: string;
}

/** One change of what a name's answers point to, from the very next answer on. */
export interface Turn {
  /** Numbered from 1 since the process started. */
  readonly seq: number;
  /** Real epoch milliseconds. */
  readonly at: number;
  readonly name: string;
  readonly type: string;
  readonly from: Pointing;
  readonly to: Pointing;
  readonly fromMirrorShare: number;
  readonly toMirrorShare: number;
  readonly rule: AnswerRule;
  readonly cause: TurnCause;
}

/** What a name and type answers now. */
interface Standing {
  readonly name: string;
  readonly type: string;
  readonly rule: AnswerRule;
  readonly mirrorShare: number;
}

/** Keeps the latest turns. */
export interface TurnLog {
  /** Take what is answered now for the beginning, which is no turn. Until then nothing is one. */
  begin(book: RecordBook, healthy: (check: string) => boolean): void;
  /**
   * Compare what is answered now with what was; write down each difference.
   *
   * @param records whole names, if only these can differ. @default all of the book
   */
  look(
    book: RecordBook,
    healthy: (check: string) => boolean,
    at: number,
    cause: TurnCause,
    records?: readonly NameRecord[],
  ): void;
  /** Turns with a greater `seq`, oldest first. */
  after(seq: number): readonly Turn[];
}

/** Turns kept: some ten per platform on a bad day for a hundred platforms. Chosen. */
const TURNS_MAX = 1_000;

/** A log that has not begun. */
export function turnLog(): TurnLog {
  let last: Map<string, Standing> | null = null;
  let turns: readonly Turn[] = [];
  let seq = 0;
  return {
    begin(book, healthy) {
      last = new Map(standings(book, healthy).map((now) => [keyOf(now), now]));
    },
    look(book, healthy, at, cause, records = book.records) {
      if (!last) return;
      for (const now of standings(book, healthy, records)) {
        const before = last.get(keyOf(now));
        last.set(keyOf(now), now);
        if (!before || before.mirrorShare === now.mirrorShare) continue;
        seq += 1;
        turns = [...turns.slice(1 - TURNS_MAX), turnOf(seq, at, before, now, cause)];
      }
    },
    after: (wanted) => turns.filter((turn) => turn.seq > wanted),
  };
}

/** What every weighted name and type of `records` answers now. */
export function standings(
  book: RecordBook,
  healthy: (check: string) => boolean,
  records: readonly NameRecord[] = book.records,
): readonly Standing[] {
  const seen = new Map<string, Standing>();
  for (const { name, type, setIdentifier } of records) {
    const key = keyOf({ name, type });
    if (setIdentifier === '' || seen.has(key)) continue;
    const { rule, records: eligible } = eligibleRecords(book.of(name, type), healthy);
    const weightOf = (chosen: typeof eligible) =>
      chosen.reduce((sum, { weight }) => sum + weight, 0);
    const toMirror = eligible.filter((record) => record.setIdentifier === 'mirror');
    // Records of weight zero answer alike often.
    const total = weightOf(eligible);
    const mirrorShare =
      total > 0 ? weightOf(toMirror) / total : toMirror.length / Math.max(1, eligible.length);
    seen.set(key, { name, type, rule, mirrorShare });
  }
  return [...seen.values()];
}

function turnOf(seq: number, at: number, before: Standing, now: Standing, cause: TurnCause): Turn {
  const { name, type, rule } = now;
  return {
    seq,
    at,
    name,
    type,
    from: pointing(before.mirrorShare),
    to: pointing(now.mirrorShare),
    fromMirrorShare: before.mirrorShare,
    toMirrorShare: now.mirrorShare,
    rule,
    cause,
  };
}

const pointing = (share: number): Pointing =>
  share === 0 ? 'origin' : share === 1 ? 'mirror' : 'both';

const keyOf = ({ name, type }: { readonly name: string; readonly type: string }) =>
  `${name}|${type}`;
