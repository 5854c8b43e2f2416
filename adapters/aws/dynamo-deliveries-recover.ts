import type { EpochMs } from '../../core/units.ts';
import { changeEntry, recoverLapsed } from './dynamo-deliveries-change.ts';
import { LEASE_HOME } from './dynamo-deliveries-place.ts';
import type { DeliveriesStore } from './dynamo-deliveries-store.ts';
import { LANES } from './dynamo-deliveries-take.ts';
import { readText } from './dynamo-deliveries-values.ts';
import { inLanes } from '../local/in-lanes.ts';

/**
 * Bring back, over all notices, what its taker can no longer be sending.
 *
 * Found in a global index, which may be a second behind: each is read again and changed only if
 * its lease has really run out, and what the index does not show yet is found the next time.
 */
export async function recoverDeliveries(
  store: DeliveriesStore,
  now: EpochMs,
): Promise<{ readonly mailsAgain: number; readonly smsUnknown: number }> {
  const lapsed = await inLanes(LEASE_HOME, LANES, (home) =>
    store.query({
      IndexName: 'leases',
      KeyConditionExpression: 'leaseHome = :home AND leasedUntil <= :now',
      values: { ':home': home, ':now': now },
      consistent: false,
    }),
  );
  const changes = await inLanes(lapsed.flat(), LANES, (item) =>
    changeEntry(
      store,
      { home: readText(item, 'home'), name: readText(item, 'name') },
      recoverLapsed(now),
    ),
  );
  const states = changes.flatMap((change) => (change?.changed ? [change.entry.state] : []));
  return {
    mailsAgain: states.filter((state) => state === 'planned').length,
    smsUnknown: states.filter((state) => state === 'unknown').length,
  };
}
