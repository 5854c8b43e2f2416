import type { Engine } from '../app/engine.ts';
import { type NoticeTask, noticeTasks } from '../app/notices/notice-tasks.ts';
import type { Deliveries } from '../app/ports.ts';
import type { Words } from '../app/views/words.ts';

/** On the console, of one notice; the ledger has them all. Chosen. */
const EACH_MAX = 100;

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
): Promise<(notice: string) => readonly NoticeTask[]> {
  const known = new Map<string, readonly NoticeTask[]>();
  const read = async (notice: string): Promise<void> => {
    known.set(notice, await noticeTasks(deliveries, notice, EACH_MAX, words));
  };
  engine.onEntry(({ event }) => {
    if (event.kind === 'notice-planned' || event.kind === 'notice-finished')
      read(event.notice).catch(onError);
  });
  for (const notice of Object.keys(engine.state().notices)) await read(notice);
  return (notice) => known.get(notice) ?? [];
}
