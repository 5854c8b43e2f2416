import type { Delivery } from './delivery.ts';
import type { DeliveryState } from './delivery-state.ts';

const FOR_GOOD: readonly DeliveryState[] = ['failed-permanent', 'suppressed'];

/** A failure that another message to the same address would meet again. */
export const failsForGood = (state: DeliveryState): boolean => FOR_GOOD.includes(state);

/**
 * Schools, by UAI, whose mail failed for good, and which no other message of the notice reached, may
 * have reached or will yet reach. Owners are none: their names are told apart by their shape.
 *
 * @param unreached of the notice
 * @param readers of the notice: whoever it reached, or may
 */
export function schoolsWithoutMail(
  unreached: readonly (Pick<Delivery, 'channel' | 'recipients'> & {
    readonly state: DeliveryState;
  })[],
  readers: readonly Pick<Delivery, 'recipients'>[],
): ReadonlySet<string> {
  const reached = new Set(readers.flatMap(({ recipients }) => recipients));
  const failed = unreached.filter(
    ({ channel, state }) => channel === 'mail' && failsForGood(state),
  );
  return new Set(
    failed.flatMap(({ recipients }) =>
      recipients.filter((one) => UAI_SHAPE.test(one) && !reached.has(one)),
    ),
  );
}

const UAI_SHAPE = /^[0-9]{7}[A-Z]$/u;
