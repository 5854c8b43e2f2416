import type { ContactSheet } from '../../../app/schools/school-desk.ts';
import type { DeliveryState } from '../../../core/notice/delivery-state.ts';

/** How a contact can be reached, as the latest word on it has it. */
export type ContactStanding =
  | 'opted-out'
  | 'bounced'
  | 'suppressed'
  | 'reached'
  | 'accepted'
  | 'under-way'
  | 'unknown'
  | 'never';

const BY_STATE: Readonly<Record<DeliveryState, ContactStanding>> = {
  planned: 'under-way',
  claimed: 'under-way',
  unknown: 'unknown',
  accepted: 'accepted',
  delivered: 'reached',
  'failed-temporary': 'bounced',
  suppressed: 'suppressed',
  'failed-permanent': 'bounced',
};

/** Silence that somebody asked for outweighs whatever arrived before. */
export function standingOf({
  optedOut,
  sent,
}: Pick<ContactSheet, 'optedOut' | 'sent'>): ContactStanding {
  if (optedOut) return 'opted-out';
  const last = sent.at(-1);
  return last === undefined ? 'never' : BY_STATE[last.state];
}
