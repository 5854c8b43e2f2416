import { type MissedLedger, type NoticeTask, noticeTasks } from '../../app/notices/notice-tasks.ts';
import type { Clock, Deliveries } from '../../app/ports.ts';
import type { Words } from '../../app/views/words.ts';
import { acknowledgedBy } from '../../core/notice/acknowledge.ts';
import { noticesAfter } from '../../core/notice/notices-after.ts';
import type { State } from '../../core/incident/state.ts';
import type { DeliverySummary } from '../../core/notice/notice.ts';
import { minutes } from '../../core/units.ts';
import { countNotices, hasLeft } from '../count-notices.ts';
import { keptPerNotice } from '../kept-per-notice.ts';

/** What the ledger adds to the journal, by notice. */
export interface LedgerPicture {
  /** What became so far of what has left. */
  readonly counts: ReadonlyMap<string, DeliverySummary>;
  /** Who was not reached, by name (P3). */
  readonly missed: ReadonlyMap<string, readonly NoticeTask[]>;
  /** How many schools and owners said that they had read it. */
  readonly answered: ReadonlyMap<string, number>;
}

/** A list reads only those who were missed; bounces come for hours. Chosen. */
const MISSED = { keep: minutes(1), most: 20, each: 100 };
/**
 * Read the ledger for the console. A ledger that does not answer leaves the page without this.
 *
 * @param onFailure told of it
 * @returns to be asked with each new state
 */
export function ledgerReader(
  deliveries: Pick<Deliveries, 'counts' | 'readers'> & MissedLedger,
  clock: Pick<Clock, 'now'>,
  words: Words,
  onFailure: (error: unknown) => void,
): (state: State) => Promise<LedgerPicture> {
  const counts = countNotices(deliveries, clock, onFailure);
  const bySms = (notice: string) => async (): Promise<ReadonlySet<string>> => {
    const readers = await deliveries.readers(notice);
    return new Set(readers.flatMap((one) => (one.channel === 'sms' ? one.recipients : [])));
  };
  const missed = keptPerNotice({
    ...MISSED,
    clock,
    onFailure,
    isRead: hasLeft,
    read: (notice, state) => {
      const later = noticesAfter(state, notice);
      const more = { later, ...(fellBack(state, notice) && { toldBySms: bySms(notice) }) };
      return noticeTasks(deliveries, notice, MISSED.each, words, more);
    },
  });
  const answered = keptPerNotice({
    ...MISSED,
    clock,
    onFailure,
    isRead: hasLeft,
    read: async (notice) => acknowledgedBy(await deliveries.acknowledgements(notice)).size,
  });
  return async (state) => {
    const [one, other, third] = await Promise.all([counts(state), missed(state), answered(state)]);
    return { counts: one, missed: other, answered: third };
  };
}

/** All readers are read for it: only where an SMS left in place of a mail. */
const fellBack = (state: State, notice: string): boolean =>
  state.notices[notice]?.escalations?.some(
    ({ level, outcome }) => level === 'fallback' && (outcome?.sms ?? 0) > 0,
  ) ?? false;
