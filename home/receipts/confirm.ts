import type { Ports } from '../../app/ports.ts';
import { deliveryFacts } from '../../core/notice/delivery-facts.ts';
import type { EpochMs } from '../../core/units.ts';

/**
 * Write down that a message was read, and tell of its notice when that is news: the page answers at
 * once, be the notice ever so long, and a button pressed again costs one look.
 *
 * @returns the first time it was said; null when no such delivery is known
 */
export async function confirm(
  { deliveries, clock }: Pick<Ports, 'deliveries' | 'clock'>,
  key: string,
  confirmed: (notice: string) => void,
): Promise<EpochMs | null> {
  const known = await deliveries.acknowledged(key);
  if (known === null || known.at !== null) return known?.at ?? null;
  const at = await deliveries.acknowledge(key, clock.now());
  const notice = deliveryFacts(key)?.notice;
  if (at !== null && notice !== undefined) confirmed(notice);
  return at;
}
