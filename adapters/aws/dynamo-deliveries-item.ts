import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DeliveryState } from '../../app/ports.ts';
import type { Delivery } from '../../core/notice/delivery.ts';
import {
  meansMissed,
  RECEIPT_KINDS,
  type Receipt,
  type ReceiptKind,
} from '../../core/notice/receipt.ts';
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
  /** Until when its taker may still be sending it; null unless `sending`. */
  readonly leasedUntil: number | null;
  readonly receipt: Omit<Receipt, 'key'> | null;
  /** Counts the writes: who changes an entry must have read its last. */
  readonly revision: number;
  /** Seconds since 1970. */
  readonly expires: number;
}

/**
 * Where an entry stands, as the sort key of the index `stages`: `planned/0/<rank>` for those to be
 * taken at once, `planned/1/<due>/<rank>` for those that wait, else `<state>/<instant>`. What is
 * counted, taken and listed is so in one index that is read with consistency.
 */
export function stageOf(entry: Entry): string {
  const { state, dueAt, rank, settledAt, leasedUntil } = entry;
  switch (state) {
    case 'planned':
      return dueAt <= 0 ? `planned/0/${rank}` : `planned/1/${sortable(dueAt)}/${rank}`;
    case 'sending':
      return sendingUntil(leasedUntil ?? 0);
    case 'accepted':
    case 'rejected':
    case 'unknown':
      return `${state}/${sortable(settledAt ?? 0)}`;
  }
}

export const sendingUntil = (leasedUntil: number): string => `sending/${sortable(leasedUntil)}`;

/** Every attribute that an index hangs on is drawn from the entry here, so that none can drift. */
export function toItem(entry: Entry): Item {
  const { delivery, rank, leasedUntil, settledAt, receipt } = entry;
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
    ...(isMissed(entry) ? { missed: text(rank) } : {}),
  };
}

/** @see Deliveries.unreached */
const isMissed = ({ state, receipt }: Entry): boolean =>
  state === 'rejected' ||
  state === 'unknown' ||
  (state === 'accepted' && meansMissed(receipt?.kind ?? null));

/** The table is this adapter's own: what it wrote is what it reads. */
export function fromItem(item: Item): Entry {
  const kind = receiptKind(readText(item, 'receipt'));
  return {
    delivery: JSON.parse(readText(item, 'delivery')) as Delivery,
    rank: readText(item, 'rank'),
    state: readText(item, 'state') as DeliveryState,
    tries: readNumber(item, 'tries') ?? 0,
    detail: readText(item, 'detail'),
    dueAt: readNumber(item, 'dueAt') ?? 0,
    settledAt: instant(readNumber(item, 'settledAt')),
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
