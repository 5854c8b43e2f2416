import type { EpochMs } from '../../core/units.ts';
import type { Journal } from '../ports.ts';

/**
 * When this home first saw anything: its journal's first entry, read once there is one.
 *
 * @returns null while the journal is empty
 */
export function watchedSince(journal: Pick<Journal, 'read'>): () => Promise<EpochMs | null> {
  let known: EpochMs | null = null;
  return async () => {
    if (known === null) known = await firstOf(journal);
    return known;
  };
}

async function firstOf(journal: Pick<Journal, 'read'>): Promise<EpochMs | null> {
  for await (const { event } of journal.read(1)) return event.at;
  return null;
}
