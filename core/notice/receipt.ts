import type { EpochMs } from '../units.ts';

/** What a provider learned of a message after it had taken it, weakest first. */
export const RECEIPT_KINDS = ['delivered', 'complained', 'expired', 'blocked', 'bounced'] as const;

/**
 * - `delivered`: the phone, or the recipient's mail server, took it.
 * - `complained`: it arrived, and its reader called it unwanted.
 * - `expired`: the phone or the server was out of reach for as long as the message lived.
 * - `blocked`: somebody on the way refuses it: an operator, a filter, the provider's own list.
 * - `bounced`: the address refused it for good.
 */
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];

/** A provider's word on one delivery. Comes late, more than once, and in any order. */
export interface Receipt {
  /** The delivery's. */
  readonly key: string;
  readonly kind: ReceiptKind;
  /** The provider's own reason. */
  readonly detail: string;
  readonly at: EpochMs;
}

/**
 * Does a receipt take the place of what is known? Only when stronger: a late `delivered` must not
 * hide a bounce, and the same one told twice changes nothing. Chosen so that in doubt a person
 * telephones: what says "not reached" is stronger than what says "reached".
 *
 * @param known null while there is none
 */
export const outweighs = (kind: ReceiptKind, known: ReceiptKind | null): boolean =>
  known === null || RECEIPT_KINDS.indexOf(kind) > RECEIPT_KINDS.indexOf(known);

/** The message got to its recipient: nobody complains of what did not come. */
export const provesArrival = (kind: ReceiptKind | null): boolean =>
  kind === 'delivered' || kind === 'complained';

/** The message did not get to its recipient, whatever the provider had accepted. */
export const meansMissed = (kind: ReceiptKind | null): boolean =>
  kind === 'bounced' || kind === 'blocked' || kind === 'expired';

/** Why somebody was not reached, for the operator's list: the receipt's word, else the answer. */
export const missedReason = (
  detail: string,
  receipt: Pick<Receipt, 'kind' | 'detail'> | null,
): string =>
  receipt !== null && meansMissed(receipt.kind)
    ? [receipt.kind, receipt.detail].filter((part) => part !== '').join(': ')
    : detail;

/** Said of a delivery that was owed when its contact asked for silence, as providers' reasons are. */
export const ASKED_FOR_SILENCE = 'its contact asked for no more messages before it left';
