import type { DeliverySummary } from '../../core/notice/notice.ts';
import type { Deliveries } from './ports.ts';

/** What became of a notice's deliveries so far, as the ledger counts them. */
export async function summariseDeliveries(
  deliveries: Pick<Deliveries, 'counts'>,
  notice: string,
): Promise<DeliverySummary> {
  const counts = await deliveries.counts(notice);
  return {
    accepted: counts.accepted,
    failed: counts.rejected,
    unknown: counts.unknown,
    pending: counts.planned + counts.sending,
  };
}
