import type { Deliveries } from '../../app/ports.ts';
import {
  counted,
  delivery,
  instant,
  missed,
  missing,
  NO_RECEIPTS,
  text,
} from './deliveries-rows.ts';
import { deliveryCounts } from './delivery-counts.ts';
import type { prepareDeliveries } from './deliveries-statements.ts';

/** Kept of a provider's name for a message; theirs have about 60 letters. Chosen, and so on AWS. */
export const PROVIDER_ID_MOST = 200;

type Lists = Pick<
  Deliveries,
  | 'counts'
  | 'receipts'
  | 'unreached'
  | 'unreachable'
  | 'readers'
  | 'mayHaveRead'
  | 'firstAcceptedAt'
  | 'keyOfProviderId'
>;

/** What is asked of the ledger and changes nothing in it. */
export const deliveryLists = (sql: ReturnType<typeof prepareDeliveries>): Lists => ({
  counts: deliveryCounts(sql),
  receipts: async (notice) => counted(NO_RECEIPTS, sql.receipts.all(notice), 'receipt'),
  unreached: async (notice, limit) => sql.unreached.all(notice, limit).map(missed),
  unreachable: async (notice, limit) => sql.unreachable.all(notice, limit).map(missing),
  readers: async (notice) => sql.readers.all(notice).map(delivery),
  mayHaveRead: async (notice) => sql.mayHaveRead.all(notice).map(delivery),
  firstAcceptedAt: async (notice) => instant(sql.firstAccepted.get(notice)),
  keyOfProviderId: async (providerId) => {
    const rows = sql.byProviderId.all(providerId.slice(0, PROVIDER_ID_MOST));
    return rows.length === 1 && rows[0] ? text(rows[0], 'key') : null;
  },
});
