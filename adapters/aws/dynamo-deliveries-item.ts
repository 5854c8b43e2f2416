import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Delivery } from '../../core/notice/delivery.ts';
import {
  DELIVERY_STATES,
  type DeliveryState,
  needsPerson,
  stateAfterReceipt,
} from '../../core/notice/delivery-state.ts';
import { RECEIPT_KINDS, type Receipt, type ReceiptKind } from '../../core/notice/receipt.ts';
import { isDropped } from '../../core/notice/dropped.ts';
import { type EpochMs, epochMs } from '../../core/units.ts';
import { LEASE_HOME, placeOf } from './dynamo-deliveries-place.ts';
import { number, readNumber, readText, text } from './dynamo-deliveries-values.ts';

export type Item = Record<string, AttributeValue>;

/** One delivery as the table keeps it. */
export interface Entry {
  readonly delivery: Delivery;
  /** `<priority>/<instant of the plan><place in it>`: sorts as deliveries are to be sent. */
  readonly rank: string;
  readonly state: DeliveryState;
  readonly tries: number;
  readonly detail: string;
  /** Not to be taken before; zero = at once. */
  readonly dueAt: number;
  readonly settledAt: EpochMs | null;
  /** Until when its taker may still be sending it; null unless `claimed`. */
  readonly leasedUntil: number | null;
  readonly receipt: Omit<Receipt, 'key'> | null;
  /** When a provider took it, whatever became of it since; null when none is known to have. */
  readonly acceptedAt: EpochMs | null;
  /** The provider's own name for the message. */
  readonly providerId: string | null;
  /** Counts the writes: who changes an entry must have read its last. */
  readonly revision: number;
  /** Seconds since 1970. */
  readonly expires: number;
}

/**
 * Where an entry stands, as the sort key of the index `stages`: `planned/0/<rank>` for those to be
 * taken at once, `planned/1/<due>/<rank>` for those that wait, `claimed/<end of lease>`, else
 * `<state>/<instant of acceptance>` or `<state>/none/<instant>` when no provider took it,
 * `suppressed/dropped/<instant>` when another message replaced it. What is counted, taken and listed is so in one index that is read with consistency.
 */
export function stageOf(entry: Entry): string {
  const { state, dueAt, rank, settledAt, acceptedAt, leasedUntil } = entry;
  switch (state) {
    case 'planned':
      return dueAt <= 0 ? `planned/0/${rank}` : `planned/1/${sortable(dueAt)}/${rank}`;
    case 'claimed':
      return claimedUntil(leasedUntil ?? 0);
    case 'unknown':
    case 'accepted':
    case 'delivered':
    case 'failed-temporary':
    case 'suppressed':
    case 'failed-permanent':
      if (acceptedAt !== null) return `${state}/${sortable(acceptedAt)}`;
      return `${state}/${isDropped(entry) ? 'dropped' : 'none'}/${sortable(settledAt ?? 0)}`;
  }
}

export const claimedUntil = (leasedUntil: number): string => `claimed/${sortable(leasedUntil)}`;

/** Every attribute that an index hangs on is drawn from the entry here, so that none can drift. */
export function toItem(entry: Entry): Item {
  const { delivery, rank, leasedUntil, settledAt, receipt, acceptedAt, providerId } = entry;
  const place = placeOf(delivery.key);
  return {
    home: text(place.home),
    name: text(place.name),
    delivery: text(JSON.stringify(delivery)),
    rank: text(rank),
    state: text(entry.state),
    tries: number(entry.tries),
    detail: text(entry.detail),
    dueAt: number(entry.dueAt),
    revision: number(entry.revision),
    expires: number(entry.expires),
    stage: text(stageOf(entry)),
    ...(settledAt === null ? {} : { settledAt: number(settledAt) }),
    ...(acceptedAt === null ? {} : { acceptedAt: number(acceptedAt) }),
    ...(providerId === null ? {} : { providerId: text(providerId) }),
    ...(leasedUntil === null
      ? {}
      : { leasedUntil: number(leasedUntil), leaseHome: text(LEASE_HOME[place.shard] ?? '') }),
    ...(receipt === null
      ? {}
      : {
          receipt: text(receipt.kind),
          receiptDetail: text(receipt.detail),
          receiptAt: number(receipt.at),
        }),
    ...(needsPerson(entry.state) ? { missed: text(rank) } : {}),
  };
}

/** The table is this adapter's own: what it wrote is what it reads. */
export function fromItem(item: Item): Entry {
  const kind = receiptKind(readText(item, 'receipt'));
  const state = readState(readText(item, 'state'), kind);
  const settledAt = instant(readNumber(item, 'settledAt'));
  return {
    delivery: JSON.parse(readText(item, 'delivery')) as Delivery,
    rank: readText(item, 'rank'),
    state,
    tries: readNumber(item, 'tries') ?? 0,
    detail: readText(item, 'detail'),
    dueAt: readNumber(item, 'dueAt') ?? 0,
    settledAt,
    acceptedAt:
      instant(readNumber(item, 'acceptedAt')) ??
      (readText(item, 'state') === 'accepted' ? settledAt : null),
    providerId: readText(item, 'providerId') || null,
    leasedUntil: readNumber(item, 'leasedUntil'),
    receipt:
      kind === null
        ? null
        : {
            kind,
            detail: readText(item, 'receiptDetail'),
            at: epochMs(readNumber(item, 'receiptAt') ?? 0),
          },
    revision: readNumber(item, 'revision') ?? 0,
    expires: readNumber(item, 'expires') ?? 0,
  };
}

/**
 * The version before had five words, and receipts that moved none of them: its items are read as
 * this one's, and written so at their next change.
 */
function readState(written: string, kind: ReceiptKind | null): DeliveryState {
  const word = OLD_WORDS[written] ?? written;
  const state = DELIVERY_STATES.find((one) => one === word) ?? 'unknown';
  return kind === null || state === 'planned' ? state : stateAfterReceipt(state, kind);
}

const OLD_WORDS: Readonly<Record<string, DeliveryState>> = {
  sending: 'claimed',
  rejected: 'failed-permanent',
};

const receiptKind = (value: string): ReceiptKind | null =>
  RECEIPT_KINDS.find((kind) => kind === value) ?? null;

const instant = (value: number | null): EpochMs | null => (value === null ? null : epochMs(value));

/** An instant whose text sorts as its number does: 15 digits last until the year 33658. */
export const sortable = (at: number): string => digits(at, 15);

/** @param order the place in the plan, below a million */
export const rankOf = (priority: number, plannedAt: number, order: number): string =>
  `${digits(priority, 6)}/${sortable(plannedAt)}${digits(order, 6)}`;

type Ranked = { readonly rank: string };
/** In the order in which deliveries are to be sent. */
export const byRank = (a: Ranked, b: Ranked): number =>
  a.rank === b.rank ? 0 : a.rank < b.rank ? -1 : 1;

const digits = (value: number, length: number): string =>
  String(Math.min(10 ** length - 1, Math.max(0, Math.round(value)))).padStart(length, '0');
