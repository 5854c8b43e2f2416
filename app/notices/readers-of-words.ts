import type { Delivery } from '../../core/notice/delivery.ts';
import type { Notice } from '../../core/notice/notice.ts';
import { wordsToCorrect } from '../../core/notice/words-to-correct.ts';
import type { Deliveries } from './ports.ts';

/**
 * Whoever read, or may yet read, a word that a correction takes back: each contact once per channel,
 * by the latest word that it has.
 *
 * @param others the notices of its incident, and any more
 */
export async function readersOfWords(
  deliveries: Pick<Deliveries, 'mayHaveRead'>,
  correction: Pick<Notice, 'id' | 'content'>,
  others: readonly Notice[],
): Promise<readonly Delivery[]> {
  const byContact = new Map<string, Delivery>();
  for (const word of wordsToCorrect(correction, others))
    for (const reader of await deliveries.mayHaveRead(word)) {
      const contact = `${reader.channel}|${reader.address}`;
      if (!byContact.has(contact)) byContact.set(contact, reader);
    }
  return [...byContact.values()];
}
