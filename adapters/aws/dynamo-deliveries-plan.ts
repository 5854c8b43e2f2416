import { PreauError } from '../../core/errors.ts';
import type { Delivery } from '../../core/notice/delivery.ts';
import { rankOf, toItem } from './dynamo-deliveries-item.ts';
import { homesOf, placeOf } from './dynamo-deliveries-place.ts';
import type { DeliveriesStore } from './dynamo-deliveries-store.ts';
import { LANES } from './dynamo-deliveries-take.ts';
import { inLanes } from '../local/in-lanes.ts';

/**
 * Write down what is owed, each on the condition that its key is new: begun again after a stop, it
 * adds what is missing and touches nothing else.
 *
 * @param expires seconds since 1970
 * @throws PreauError `argument-invalid`, before anything is written, when a key does not tell the
 *   delivery's own notice and channel
 */
export async function planAll(
  store: DeliveriesStore,
  deliveries: readonly Delivery[],
  plannedAt: number,
  expires: number,
): Promise<void> {
  for (const delivery of deliveries) refuseOddKey(delivery);
  await inLanes(deliveries, LANES, (delivery, order) =>
    store.add(
      toItem({
        delivery,
        rank: rankOf(delivery.priority, plannedAt, order),
        state: 'planned',
        tries: 0,
        detail: '',
        dueAt: delivery.notBefore ?? 0,
        settledAt: null,
        leasedUntil: null,
        receipt: null,
        acceptedAt: null,
        providerId: null,
        revision: 0,
        expires,
      }),
    ),
  );
}

/** What is found by its key must say in it where it is. */
function refuseOddKey({ key, notice, channel }: Delivery): void {
  if (homesOf(notice, channel).includes(placeOf(key).home)) return;
  throw new PreauError(
    'argument-invalid',
    `expected the key of a delivery to begin with ${notice}/${channel}/, got ${JSON.stringify(key)}`,
  );
}
