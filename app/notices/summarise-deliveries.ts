import {
  DELIVERY_STATES,
  type DeliveryState,
  hasFailed,
  isPending,
} from '../../core/notice/delivery-state.ts';
import type { DeliverySummary, StateCounts } from '../../core/notice/notice.ts';
import type { Deliveries } from './ports.ts';

/** What became of a notice's deliveries so far, as the ledger counts them. */
export const summariseDeliveries = async (
  deliveries: Pick<Deliveries, 'counts'>,
  notice: string,
): Promise<DeliverySummary> => {
  const mail = await deliveries.counts(notice, 'mail');
  const sms = await deliveries.counts(notice, 'sms');
  const states = Object.fromEntries(
    DELIVERY_STATES.map((state) => [state, mail[state] + sms[state]]),
  ) as Record<DeliveryState, number>;
  const dropped = (mail.dropped ?? 0) + (sms.dropped ?? 0);
  return {
    ...summariseStates(dropped === 0 ? states : { ...states, dropped }),
    channels: { mail, sms },
  };
};

/** The four numbers that a notice is told by, and the eight that they are made of. */
export function summariseStates(states: StateCounts): DeliverySummary {
  const sum = (isOne: (state: DeliveryState) => boolean): number =>
    DELIVERY_STATES.filter(isOne).reduce((total, state) => total + states[state], 0);
  return {
    accepted: states.accepted + states.delivered,
    failed: sum(hasFailed),
    unknown: states.unknown,
    pending: sum(isPending),
    states,
  };
}

/** The four alone, for a sentence. */
export const fourNumbers = ({ accepted, failed, unknown, pending }: DeliverySummary) => ({
  accepted,
  failed,
  unknown,
  pending,
});
