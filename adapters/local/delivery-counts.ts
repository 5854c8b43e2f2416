import type { Deliveries } from '../../app/ports.ts';
import { counted, NO_DELIVERIES } from './deliveries-rows.ts';
import type { prepareDeliveries } from './deliveries-statements.ts';

/** How many of a notice's deliveries stand in each state, and how many were dropped, if any. */
export const deliveryCounts =
  (sql: Pick<ReturnType<typeof prepareDeliveries>, 'counts' | 'dropped'>): Deliveries['counts'] =>
  async (notice, channel) => {
    const states = counted(NO_DELIVERIES, sql.counts.all(notice, channel ?? '%'), 'state');
    if (states.suppressed === 0) return states;
    const dropped = Number(sql.dropped.get(notice, channel ?? '%')?.['n'] ?? 0);
    return dropped === 0 ? states : { ...states, dropped };
  };
