import type { Engine } from '../app/engine.ts';
import { type NoticeTask, noticeTasks } from '../app/notices/notice-tasks.ts';
import type { Deliveries } from '../app/ports.ts';
import { acknowledgedBy } from '../core/notice/acknowledge.ts';
import { noticesAfter } from '../core/notice/notices-after.ts';
import type { Words } from '../app/views/words.ts';

/** On the console, of one notice; the ledger has them all. Chosen. */
const EACH_MAX = 100;

/** What may have changed the list of a notice. */
const READ_ON: readonly string[] = ['notice-planned', 'notice-finished', 'notice-escalated'];

export interface MissedRecipients {
  (notice: string): readonly NoticeTask[];
  /** Read one notice's list anew: a receipt was heard, or a school has confirmed. */
  readonly readAgain: (notice: string) => Promise<void>;
  /** How many schools and owners said that they had read it; null when it was never looked at. */
  readonly answered: (notice: string) => number | null;
}

/**
 * Whom each notice did not reach, by name (P3): read from the ledger at the start, and for each
 * notice again when it is planned and when it is finished.
 *
 * @param words of the console
 * @returns to be asked by the console; what is known by then
 */
export async function missedRecipients(
  engine: Engine,
  deliveries: Deliveries,
  words: Words,
  onError: (error: unknown) => void,
): Promise<MissedRecipients> {
  const known = new Map<string, readonly NoticeTask[]>();
  const answered = new Map<string, number>();
  const read = async (notice: string): Promise<void> => {
    answered.set(notice, acknowledgedBy(await deliveries.acknowledgements(notice)).size);
    const toldBySms = async () => {
      const readers = await deliveries.readers(notice);
      return new Set(readers.flatMap((one) => (one.channel === 'sms' ? one.recipients : [])));
    };
    const later = noticesAfter(engine.state(), notice);
    const more = { toldBySms, later };
    known.set(notice, await noticeTasks(deliveries, notice, EACH_MAX, words, more));
  };
  /** An answer is one to all earlier notices too: those whose schools are to be telephoned. */
  const readAgain = async (notice: string): Promise<void> => {
    await read(notice);
    const { notices } = engine.state();
    for (const { id, escalations = [] } of Object.values(notices))
      if (
        escalations.some(({ level }) => level === 'telephone') &&
        noticesAfter(engine.state(), id).includes(notice)
      )
        await read(id);
  };
  engine.onEntry(({ event }) => {
    if (READ_ON.includes(event.kind) && 'notice' in event) read(event.notice).catch(onError);
  });
  for (const notice of Object.keys(engine.state().notices)) await read(notice);
  return Object.assign((notice: string) => known.get(notice) ?? [], {
    readAgain,
    answered: (notice: string) => answered.get(notice) ?? null,
  });
}
