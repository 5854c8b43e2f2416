import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock, Deliveries, MissedDelivery } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import type { Delivery } from '../../core/notice/delivery.ts';
import { meansMissed, missedReason } from '../../core/notice/receipt.ts';
import { type DurationMs, epochMs, minutes } from '../../core/units.ts';
import { systemClock } from '../local/clock.ts';
import {
  changeEntry,
  type Decide,
  noteReceipt,
  putBack,
  settle,
} from './dynamo-deliveries-change.ts';
import {
  addOptOut,
  addUnreachable,
  listOptedOut,
  listUnreachable,
} from './dynamo-deliveries-contacts.ts';
import { countByPrefix, firstAccepted } from './dynamo-deliveries-count.ts';
import { byRank, type Entry, fromItem, rankOf, toItem } from './dynamo-deliveries-item.ts';
import { homesOf, placeOf, placeOrNull } from './dynamo-deliveries-place.ts';
import { recoverDeliveries } from './dynamo-deliveries-recover.ts';
import { type DeliveriesStore, openDeliveriesStore } from './dynamo-deliveries-store.ts';
import { LANES, nextDue, takeDeliveries } from './dynamo-deliveries-take.ts';
import { inLanes } from './in-lanes.ts';

export interface DynamoDeliveriesOptions {
  readonly client: DynamoDBClient;
  /** Made as `DELIVERIES_TABLE` of config/aws-tables.ts says. */
  readonly table: string;
  /** @default the machine's own */
  readonly clock?: Pick<Clock, 'now'>;
  /**
   * How long a taker may be sending what it took. Above the longest life of a function, so that
   * what lapsed is nobody's.
   * @default 16 minutes: a function lives at most 15
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html
   */
  readonly leaseMs?: DurationMs;
  /**
   * Days until a notice's deliveries, with their addresses, are deleted.
   * @default 400, chosen: a school year and the weeks in which it is still asked about
   */
  readonly keepDays?: number;
}

/**
 * The ledger of deliveries in one DynamoDB table, for senders that work side by side.
 *
 * - A notice's deliveries on one channel are spread over four partitions by their name, and found
 *   by their key alone.
 * - The index `stages` says where each stands and sorts what is planned as it is to be sent. It is
 *   a local one, since only those are read with consistency: a global one would say "nothing left"
 *   of a plan just written, and a notice would be called finished that never left. The price: its
 *   partitions are never split, hence the spreading.
 * - Each change is one write on a condition: a mark on the stage that was seen, all others on the
 *   revision that was read. What indexes hang on is in the same item, so nothing can drift.
 * - Of what waited for its hour, the earliest due goes first; with one hour, by priority. Against
 *   what may go at once it is ranked by priority.
 * - Phones and addresses are personal data: all of a notice has a time to live. Who asked for
 *   silence is kept for good.
 *
 * Plans are made again safely after a stop: what is there is left as it is. Every method throws
 * PreauError `store-unavailable`, retryable for throttling, 5xx and no answer.
 */
export function createDynamoDeliveries(options: DynamoDeliveriesOptions): Deliveries {
  const { client, table, clock = systemClock, leaseMs = minutes(16), keepDays = 400 } = options;
  const store = openDeliveriesStore(client, table);
  const expires = () => Math.ceil(clock.now() / 1_000) + keepDays * 86_400;
  const change = async (key: string, decide: Decide): Promise<void> => {
    await changeEntry(store, placeOf(key), decide);
  };
  const optOut: Deliveries['optOut'] = async (key, at) => {
    const entry = await findEntry(store, key);
    if (entry !== null) await addOptOut(store, entry.delivery.address, at);
    return entry !== null;
  };

  return {
    plan: (deliveries) => planAll(store, deliveries, clock.now(), expires()),
    noteUnreachable: (unreachable) => addUnreachable(store, unreachable, expires()),
    take: (notice, limit, now, channel) =>
      limit <= 0
        ? Promise.resolve([])
        : takeDeliveries(store, {
            notice,
            channel,
            limit,
            now,
            leasedUntil: clock.now() + leaseMs,
          }),
    nextAt: (notice, channel) => nextDue(store, notice, channel),
    settle: (key, state, detail, at) => change(key, settle(state, detail, at)),
    putBack: (key, at, why) => change(key, putBack(at, why)),
    recover: () => recoverDeliveries(store, clock.now()),
    note: async (receipt) => {
      const place = placeOrNull(receipt.key);
      if (place === null) return false;
      // Silence first: told again after a stop between the two, both are done.
      if (receipt.kind === 'complained') await optOut(receipt.key, receipt.at);
      return (await changeEntry(store, place, noteReceipt(receipt))) !== null;
    },
    counts: (notice) => countByPrefix(store, notice, { name: 'stages', key: 'stage' }, STAGES),
    receipts: (notice) => countByPrefix(store, notice, { name: 'receipts', key: 'receipt' }, KINDS),
    unreached: async (notice, limit) =>
      (await entriesOf(store, notice, 'missed', limit)).slice(0, limit).map(missed),
    unreachable: (notice, limit) => listUnreachable(store, notice, limit),
    readers: async (notice) =>
      (await entriesOf(store, notice)).filter(mayBeRead).map(({ delivery }) => delivery),
    firstAcceptedAt: (notice) => firstAccepted(store, notice),
    optOut,
    optedOut: () => listOptedOut(store),
  };
}

const STAGES = {
  planned: 'planned/',
  sending: 'sending/',
  accepted: 'accepted/',
  rejected: 'rejected/',
  unknown: 'unknown/',
} as const;

const KINDS = {
  delivered: 'delivered',
  complained: 'complained',
  expired: 'expired',
  blocked: 'blocked',
  bounced: 'bounced',
} as const;

async function planAll(
  store: DeliveriesStore,
  deliveries: readonly Delivery[],
  plannedAt: number,
  expires: number,
): Promise<void> {
  for (const delivery of deliveries) refuseOddKey(delivery);
  await inLanes(deliveries, LANES, (delivery, order) =>
    store.add(
      toItem({
        delivery,
        rank: rankOf(delivery.priority, plannedAt, order),
        state: 'planned',
        tries: 0,
        detail: '',
        dueAt: delivery.notBefore ?? 0,
        settledAt: null,
        leasedUntil: null,
        receipt: null,
        revision: 0,
        expires,
      }),
    ),
  );
}

/** What is found by its key must say in it where it is. */
function refuseOddKey({ key, notice, channel }: Delivery): void {
  if (homesOf(notice, channel).includes(placeOf(key).home)) return;
  throw new PreauError(
    'argument-invalid',
    `expected the key of a delivery to begin with ${notice}/${channel}/, got ${JSON.stringify(key)}`,
  );
}

async function findEntry(store: DeliveriesStore, key: string): Promise<Entry | null> {
  const place = placeOrNull(key);
  const item = place === null ? null : await store.get(place.home, place.name);
  return item === null ? null : fromItem(item);
}

/** All of a notice's, or those of them that an index holds, in the order of sending. */
async function entriesOf(
  store: DeliveriesStore,
  notice: string,
  index?: string,
  limit?: number,
): Promise<readonly Entry[]> {
  const found = await inLanes(homesOf(notice), LANES, (home) =>
    store.query(
      {
        KeyConditionExpression: 'home = :home',
        values: { ':home': home },
        ...(index === undefined ? {} : { IndexName: index }),
      },
      limit,
    ),
  );
  return found.flat().map(fromItem).toSorted(byRank);
}

const mayBeRead = ({ state, receipt }: Entry): boolean =>
  state !== 'rejected' && !meansMissed(receipt?.kind ?? null);

const missed = ({ delivery, detail, receipt }: Entry): MissedDelivery => ({
  ...delivery,
  detail: missedReason(detail, receipt),
  ...(receipt !== null && meansMissed(receipt.kind) ? { receipt: receipt.kind } : {}),
});
