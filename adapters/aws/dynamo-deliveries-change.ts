import type { Settlement } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import {
  type DeliveryState,
  stateAfterAnswer,
  stateAfterReceipt,
  stateSaidBy,
} from '../../core/notice/delivery-state.ts';
import { outweighs, provesArrival, type Receipt } from '../../core/notice/receipt.ts';
import type { EpochMs } from '../../core/units.ts';
import { type Entry, fromItem, toItem } from './dynamo-deliveries-item.ts';
import type { Place } from './dynamo-deliveries-place.ts';
import type { DeliveriesStore } from './dynamo-deliveries-store.ts';

/** What becomes of an entry; null when it stays as it is. */
export type Decide = (entry: Entry) => Entry | null;

/** Of one delivery there are at most a settlement, a receipt and a recovery at a time. Chosen. */
const TRIES_MOST = 8;

/** Kept of what a provider says. Chosen, and the same at home. */
const DETAIL_MOST = 500;
/** Kept of a provider's name for a message, as at home. */
export const PROVIDER_ID_MOST = 200;

/**
 * Read an entry, decide, and write it back on the condition that nobody else did meanwhile; then
 * decide anew on what they wrote.
 *
 * @returns the entry as it is now and whether this call changed it; null when there is none
 * @throws PreauError `store-unavailable`, retryable
 */
export async function changeEntry(
  store: DeliveriesStore,
  { home, name }: Pick<Place, 'home' | 'name'>,
  decide: Decide,
): Promise<{ readonly entry: Entry; readonly changed: boolean } | null> {
  for (let tries = 0; tries < TRIES_MOST; tries += 1) {
    const item = await store.get(home, name);
    if (item === null) return null;
    const before = fromItem(item);
    const decided = decide(before);
    if (decided === null) return { entry: before, changed: false };
    const entry = { ...decided, revision: before.revision + 1 };
    if (await store.replace(toItem(entry), before.revision)) return { entry, changed: true };
  }
  throw new PreauError(
    'store-unavailable',
    `Expected to change delivery ${home}/${name}, got others' changes ${TRIES_MOST} times in a row. It is tried again.`,
    { retryable: true },
  );
}

/** A delivery leaves `claimed` once, by its own settlement; a late one changes nothing. */
export const settle =
  ({ state: answer, detail, at, providerId }: Omit<Settlement, 'key'>): Decide =>
  (entry) => {
    if (entry.state !== 'claimed') return null;
    const kind = entry.receipt?.kind ?? null;
    const accepted = answer === 'accepted' || provesArrival(kind);
    return {
      ...entry,
      state: stateAfterAnswer(answer, kind),
      detail: detail.slice(0, DETAIL_MOST),
      settledAt: at,
      acceptedAt: accepted ? at : entry.acceptedAt,
      providerId: providerId?.slice(0, PROVIDER_ID_MOST) ?? entry.providerId,
      tries: entry.tries + 1,
      leasedUntil: null,
    };
  };

/** @see Deliveries.putBack */
export const putBack =
  (at: EpochMs, why: string): Decide =>
  (entry) => {
    if (entry.state !== 'claimed') return null;
    const free = { ...entry, tries: entry.tries + 1, leasedUntil: null };
    if (entry.receipt !== null) return { ...free, ...toldBy(entry.receipt) };
    return { ...free, state: 'planned', detail: why.slice(0, DETAIL_MOST), dueAt: at };
  };

/** What a receipt alone says of a delivery whose answer nobody heard. */
const toldBy = ({ kind, detail, at }: NonNullable<Entry['receipt']>) => ({
  state: stateSaidBy(kind),
  detail,
  settledAt: at,
  acceptedAt: at,
});

/** What its taker can no longer be sending: mail goes again, of an SMS nobody knows. */
export const recoverLapsed =
  (now: EpochMs): Decide =>
  (entry) => {
    if (entry.state !== 'claimed' || (entry.leasedUntil ?? 0) > now) return null;
    const free = { ...entry, leasedUntil: null };
    const { receipt, delivery } = entry;
    if (receipt !== null) return { ...free, ...toldBy(receipt) };
    if (delivery.channel === 'mail') return { ...free, state: 'planned' };
    const detail = 'the function stopped while it was being sent; not sent again';
    return { ...free, state: 'unknown', detail };
  };

/** @see Deliveries.note */
export const noteReceipt =
  ({ kind, detail: said, at }: Receipt): Decide =>
  (entry) => {
    if (!outweighs(kind, entry.receipt?.kind ?? null)) return null;
    const detail = said.slice(0, DETAIL_MOST);
    const noted = { ...entry, receipt: { kind, detail, at } };
    const state: DeliveryState = stateAfterReceipt(entry.state, kind);
    if (state === entry.state) return noted;
    return {
      ...noted,
      state,
      settledAt: entry.settledAt ?? at,
      acceptedAt: entry.acceptedAt ?? (provesArrival(kind) ? at : null),
    };
  };
