import { between, type EpochMs, hours } from '../units.ts';
import type { DeliveryFacts } from './delivery-facts.ts';

/** One message whose reader said that it was read. */
export interface Acknowledgement {
  /** The delivery's: one contact, on one channel, of one notice. */
  readonly key: string;
  /** UAIs, or an owner's name, that the message was for. */
  readonly recipients: readonly string[];
  /** The first time; a second word changes nothing. */
  readonly at: EpochMs;
}

/** After this long nobody waits for the answer any more. Chosen: a month, holidays included. */
const ACKNOWLEDGED_FOR = hours(30 * 24);

/** Whether a message is so old that its link is closed: it says so, and changes nothing. */
export const isTooOld = ({ fellAt }: Pick<DeliveryFacts, 'fellAt'>, now: EpochMs): boolean =>
  between(fellAt, now) > ACKNOWLEDGED_FOR;

/**
 * The schools, and owners, that acknowledged: one contact's word stands for the school, and one
 * message that several schools share stands for each of them.
 *
 * @returns each with its first acknowledgement
 */
export function acknowledgedBy(
  acknowledgements: readonly Acknowledgement[],
): ReadonlyMap<string, EpochMs> {
  const first = new Map<string, EpochMs>();
  for (const { recipients, at } of acknowledgements) {
    for (const recipient of recipients) {
      const known = first.get(recipient);
      if (known === undefined || at < known) first.set(recipient, at);
    }
  }
  return first;
}
