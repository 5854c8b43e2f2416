import type { Clock } from '../../app/ports.ts';
import type { TakenDelivery } from '../../core/notice/delivery.ts';
import { ASKED_FOR_SILENCE } from '../../core/notice/receipt.ts';
import { inLanes } from '../local/in-lanes.ts';
import { changeEntry, settle } from './dynamo-deliveries-change.ts';
import { listOptedOut } from './dynamo-deliveries-contacts.ts';
import { placeOf } from './dynamo-deliveries-place.ts';
import type { DeliveriesStore } from './dynamo-deliveries-store.ts';
import { LANES, type Take, takeDeliveries } from './dynamo-deliveries-take.ts';

/**
 * Take the next deliveries but for those whose contacts asked for silence after they were planned:
 * these are settled as `suppressed`. No index finds what is owed to an address, so it is asked when
 * it is taken: one more query each time, of one partition.
 *
 * Stopped between, what was taken lapses and comes back here.
 */
export async function takeWanted(
  store: DeliveriesStore,
  clock: Pick<Clock, 'now'>,
  take: Take,
): Promise<readonly TakenDelivery[]> {
  for (;;) {
    const taken = await takeDeliveries(store, take);
    if (taken.length === 0) return [];
    const silent = await listOptedOut(store);
    const unwanted = taken.filter(({ address }) => silent.has(address));
    const kept = { state: 'suppressed', detail: ASKED_FOR_SILENCE, at: clock.now() } as const;
    await inLanes(unwanted, LANES, async ({ key }) => {
      await changeEntry(store, placeOf(key), settle(kept));
    });
    if (unwanted.length < taken.length) return taken.filter((one) => !unwanted.includes(one));
  }
}
