import { PreauError } from '../../core/errors.ts';
import type { Delivery, TakenDelivery } from '../../core/notice/delivery.ts';
import { after } from '../../core/units.ts';
import type { SendResult } from '../ports.ts';
import { MOST_TRIES, retryDelay, type SendPorts } from './send-settings.ts';

/** What came of one try: `deferred` comes back later, the others are final. */
export type Outcome = SendResult['kind'];

/** Words a delivery and hands it to its channel's provider. */
export type Carry = (delivery: Delivery) => Promise<SendResult>;

/**
 * Send one taken delivery and settle it by the provider's own answer.
 *
 * An answer that never came is final for an SMS (at most once) and one more try for a mail (at
 * least once; its message id makes the second the same message).
 */
export async function sendOne(
  { deliveries, clock }: Pick<SendPorts, 'deliveries' | 'clock'>,
  carry: Carry,
  delivery: TakenDelivery,
): Promise<{ readonly outcome: Outcome; readonly detail: string }> {
  const result = await hand(carry, delivery);
  if (result.kind === 'accepted') {
    await deliveries.settle(delivery.key, 'accepted', result.providerId, clock.now());
    return { outcome: 'accepted', detail: result.providerId };
  }
  const again =
    result.kind === 'deferred' || (result.kind === 'unknown' && delivery.channel === 'mail');
  if (again && delivery.tries + 1 < MOST_TRIES) {
    const asked = result.kind === 'deferred' ? (result.retryAfterMs ?? 0) : 0;
    const wait = Math.max(asked, retryDelay(delivery.tries)) as ReturnType<typeof retryDelay>;
    await deliveries.putBack(delivery.key, after(clock.now(), wait), result.reason);
    return { outcome: 'deferred', detail: result.reason };
  }
  const state = result.kind === 'unknown' ? 'unknown' : 'rejected';
  const detail = again ? `given up after ${MOST_TRIES} tries: ${result.reason}` : result.reason;
  await deliveries.settle(delivery.key, state, detail, clock.now());
  return { outcome: state, detail };
}

async function hand(carry: Carry, delivery: Delivery): Promise<SendResult> {
  try {
    return await carry(delivery);
  } catch (error) {
    if (!(error instanceof PreauError)) throw error;
    return { kind: error.retryable ? 'deferred' : 'rejected', reason: error.message };
  }
}
