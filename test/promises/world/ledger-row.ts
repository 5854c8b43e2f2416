import type { Delivery } from '../../../core/notice/delivery.ts';
import {
  DELIVERY_STATES,
  type DeliveryState,
  type SettledState,
  stateAfterAnswer,
  stateAfterReceipt,
  stateSaidBy,
} from '../../../core/notice/delivery-state.ts';
import { DROPPED_FOR } from '../../../core/notice/dropped.ts';
import type { StateCounts } from '../../../core/notice/notice.ts';
import {
  ASKED_FOR_SILENCE,
  outweighs,
  provesArrival,
  type Receipt,
  type ReceiptKind,
} from '../../../core/notice/receipt.ts';

/** One delivery, as a ledger of the simulation keeps it. */
export interface LedgerRow {
  readonly delivery: Delivery;
  /** The order in which it was planned. */
  readonly order: number;
  state: DeliveryState;
  dueAt: number;
  tries: number;
  detail: string;
  takenAt: number;
  acceptedAt: number | null;
  providerId: string | null;
  receipt: { readonly kind: ReceiptKind; readonly detail: string; readonly at: number } | null;
}

export const newRow = (delivery: Delivery, order: number): LedgerRow => ({
  delivery,
  order,
  state: 'planned',
  dueAt: delivery.notBefore ?? 0,
  tries: 0,
  detail: '',
  takenAt: 0,
  acceptedAt: null,
  providerId: null,
  receipt: null,
});

/** Only what is claimed is settled, in the light of what a receipt told of it before. */
export function settleRow(
  row: LedgerRow,
  answer: { readonly state: SettledState; readonly detail: string; readonly at: number },
  providerId: string | undefined,
): void {
  if (row.state !== 'claimed') return;
  const kind = row.receipt?.kind ?? null;
  row.state = stateAfterAnswer(answer.state, kind);
  row.detail = answer.detail.slice(0, 500);
  row.tries += 1;
  if (answer.state === 'accepted' || provesArrival(kind)) row.acceptedAt ??= answer.at;
  if (providerId !== undefined) row.providerId = providerId.slice(0, 200);
}

/** What a receipt told of while nobody's answer came is what became of it. */
export function settleByReceipt(row: LedgerRow, tries: number): boolean {
  if (row.receipt === null) return false;
  row.state = stateSaidBy(row.receipt.kind);
  row.detail = row.receipt.detail;
  row.tries += tries;
  row.acceptedAt ??= row.receipt.at;
  return true;
}

export function noteReceipt(row: LedgerRow, { kind, detail, at }: Receipt): void {
  if (!outweighs(kind, row.receipt?.kind ?? null)) return;
  const before = row.state;
  row.receipt = { kind, detail: detail.slice(0, 500), at };
  row.state = stateAfterReceipt(before, kind);
  if (row.state !== before && provesArrival(kind)) row.acceptedAt ??= at;
}

export function silence(row: LedgerRow): void {
  if (row.state !== 'planned') return;
  row.state = 'suppressed';
  row.detail = ASKED_FOR_SILENCE;
}

export const byPriority = (one: LedgerRow, other: LedgerRow): number =>
  one.delivery.priority - other.delivery.priority || one.order - other.order;

export function countStates(rows: Iterable<LedgerRow>): StateCounts {
  const counts = Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])) as Record<
    DeliveryState,
    number
  >;
  let dropped = 0;
  for (const { state, detail } of rows) {
    counts[state] += 1;
    if (state === 'suppressed' && DROPPED_FOR.some((why) => why === detail)) dropped += 1;
  }
  return dropped === 0 ? counts : { ...counts, dropped };
}
