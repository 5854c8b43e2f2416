import { summariseDeliveries } from '../app/notices/summarise-deliveries.ts';
import type { Clock, Deliveries } from '../app/ports.ts';
import type { State } from '../core/incident/state.ts';
import type { DeliverySummary, Notice, NoticeStage } from '../core/notice/notice.ts';
import { between, type EpochMs, hours, minutes } from '../core/units.ts';
import { keptPerNotice } from './kept-per-notice.ts';

/** Counting reads every key of a notice, up to 3,000 read units; receipts come for hours. Chosen. */
const COUNTS = { keep: minutes(1), most: 5 };
/** What became of a notice moves for so long: then it stands in the journal. Chosen. */
const MOVES_FOR = hours(24);

const LEFT: readonly NoticeStage[] = ['sending', 'sent', 'failed'];

/** Whether something of a notice may have left, and may still change. */
export const hasLeft = ({ stage, sendAt }: Notice, now: EpochMs): boolean =>
  LEFT.includes(stage) && between(sendAt, now) < MOVES_FOR;

/**
 * Count what became of the latest notices, once a minute at most.
 *
 * @param onFailure told of a ledger that does not answer: what was counted before is given then
 * @returns to be asked with each new state
 */
export const countNotices = (
  deliveries: Pick<Deliveries, 'counts'>,
  clock: Pick<Clock, 'now'>,
  onFailure: (error: unknown) => void,
): ((state: State) => Promise<ReadonlyMap<string, DeliverySummary>>) =>
  keptPerNotice({
    ...COUNTS,
    clock,
    onFailure,
    isRead: hasLeft,
    read: (notice) => summariseDeliveries(deliveries, notice),
  });
