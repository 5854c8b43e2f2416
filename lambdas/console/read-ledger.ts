import { type MissedLedger, type NoticeTask, noticeTasks } from '../../app/notices/notice-tasks.ts';
import { summariseDeliveries } from '../../app/notices/summarise-deliveries.ts';
import type { Clock, Deliveries } from '../../app/ports.ts';
import type { Words } from '../../app/views/words.ts';
import type { State } from '../../core/incident/state.ts';
import type { DeliverySummary, Notice, NoticeStage } from '../../core/notice/notice.ts';
import { between, type EpochMs, hours, minutes, seconds } from '../../core/units.ts';
import { keptPerNotice } from './kept-per-notice.ts';

/** What the ledger adds to the journal, by notice. */
export interface LedgerPicture {
  /** What became so far of what is being sent. */
  readonly counts: ReadonlyMap<string, DeliverySummary>;
  /** Who was not reached, by name (P3). */
  readonly missed: ReadonlyMap<string, readonly NoticeTask[]>;
}

/** Counting reads every key of a notice, up to 3,000 read units. Chosen. */
const COUNTS = { keep: seconds(30), most: 5 };
/** A list reads only those who were missed; bounces come for hours. Chosen. */
const MISSED = { keep: minutes(1), most: 20, each: 100 };
/** Who was missed is shown for as long: then it has been telephoned, or is read in the ledger. Chosen. */
const MISSED_FOR = hours(24);

const LEFT: readonly NoticeStage[] = ['sending', 'sent', 'failed'];

/**
 * Read the ledger for the console. A ledger that does not answer leaves the page without this.
 *
 * @param onFailure told of it
 * @returns to be asked with each new state
 */
export function ledgerReader(
  deliveries: Pick<Deliveries, 'counts'> & MissedLedger,
  clock: Pick<Clock, 'now'>,
  words: Words,
  onFailure: (error: unknown) => void,
): (state: State) => Promise<LedgerPicture> {
  const counts = keptPerNotice({
    ...COUNTS,
    clock,
    onFailure,
    isRead: ({ stage }) => stage === 'sending',
    read: (notice) => summariseDeliveries(deliveries, notice),
  });
  const missed = keptPerNotice({
    ...MISSED,
    clock,
    onFailure,
    isRead: hasLeft,
    read: (notice) => noticeTasks(deliveries, notice, MISSED.each, words),
  });
  return async (state) => {
    const [one, other] = await Promise.all([counts(state), missed(state)]);
    return { counts: one, missed: other };
  };
}

const hasLeft = ({ stage, sendAt }: Notice, now: EpochMs): boolean =>
  LEFT.includes(stage) && between(sendAt, now) < MISSED_FOR;
