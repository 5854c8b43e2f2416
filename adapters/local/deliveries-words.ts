import { DELIVERY_STATES, type DeliveryState } from '../../core/notice/delivery-state.ts';
import { RECEIPT_KINDS, type ReceiptKind } from '../../core/notice/receipt.ts';

/** What stands in the column `receipt`. */
export const receiptKind = (value: unknown): ReceiptKind | null =>
  RECEIPT_KINDS.find((kind) => kind === value) ?? null;

/**
 * What stands in the column `state`.
 * @throws Error for a word that this version never writes: the file is of a later one
 */
export function deliveryState(value: unknown): DeliveryState {
  const state = DELIVERY_STATES.find((one) => one === value);
  if (state !== undefined) return state;
  throw new Error(`expected a state of a delivery, got ${JSON.stringify(value)}`);
}
