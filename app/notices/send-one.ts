import { PreauError } from '../../core/errors.ts';
import type { TakenDelivery } from '../../core/notice/delivery.ts';
import { after } from '../../core/units.ts';
import type { SendResult } from '../ports.ts';
import type { Composer } from './compose-messages.ts';
import { MOST_TRIES, retryDelay, type SendPorts } from './send-settings.ts';

/** What came of one try: `deferred` comes back later, the others are final. */
export type Outcome = SendResult['kind'];

/**
 * Send one taken delivery and settle it by the provider's own answer.
 *
 * An answer that never came is final for an SMS (at most once) and one more try for a mail (at
 * least once; its message id makes the second the same message).
 */
export async function sendOne(
  ports: SendPorts,
  composer: Composer,
  delivery: TakenDelivery,
): Promise<{ readonly outcome: Outcome; readonly detail: string }> {
  const result = await hand(ports, composer, delivery);
  const { deliveries, clock } = ports;
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

async function hand(
  { mail, sms }: SendPorts,
  composer: Composer,
  delivery: TakenDelivery,
): Promise<SendResult> {
  try {
    return delivery.channel === 'mail'
      ? await mail.send(composer.mail(delivery))
      : await sms.send(composer.sms(delivery));
  } catch (error) {
    if (!(error instanceof PreauError)) throw error;
    return { kind: error.retryable ? 'deferred' : 'rejected', reason: error.message };
  }
}
