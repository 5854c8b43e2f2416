import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock, Deliveries } from '../../app/ports.ts';
import { type DurationMs, minutes } from '../../core/units.ts';
import { systemClock } from '../local/clock.ts';
import { inLanes } from '../local/in-lanes.ts';
import {
  changeEntry,
  type Decide,
  noteReceipt,
  PROVIDER_ID_MOST,
  putBack,
  settle,
} from './dynamo-deliveries-change.ts';
import {
  addOptOut,
  addUnreachable,
  listOptedOut,
  listUnreachable,
} from './dynamo-deliveries-contacts.ts';
import { countByPrefix, firstAccepted, KINDS, countStates } from './dynamo-deliveries-count.ts';
import {
  findByProviderId,
  findEntry,
  listMayHaveRead,
  listReaders,
  listUnreached,
} from './dynamo-deliveries-lists.ts';
import { peopleLedger } from './dynamo-deliveries-people.ts';
import { placeOf, placeOrNull } from './dynamo-deliveries-place.ts';
import { planAll } from './dynamo-deliveries-plan.ts';
import { recoverDeliveries } from './dynamo-deliveries-recover.ts';
import { openDeliveriesStore } from './dynamo-deliveries-store.ts';
import { LANES, nextDue } from './dynamo-deliveries-take.ts';
import { takeWanted } from './dynamo-deliveries-wanted.ts';

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
        : takeWanted(store, clock, {
            notice,
            channel,
            limit,
            now,
            leasedUntil: clock.now() + leaseMs,
          }),
    nextAt: (notice, channel) => nextDue(store, notice, channel),
    settle: (key, state, detail, at, providerId) =>
      change(key, settle({ state, detail, at, ...(providerId && { providerId }) })),
    settleMany: async (settlements) => {
      const failures: unknown[] = [];
      // These messages have left: each outcome is written, whatever became of another's.
      await inLanes(settlements, LANES, ({ key, ...settlement }) =>
        change(key, settle(settlement)).catch((error: unknown) => failures.push(error)),
      );
      if (failures.length > 0) throw failures[0];
    },
    keyOfProviderId: (providerId) => findByProviderId(store, providerId.slice(0, PROVIDER_ID_MOST)),
    putBack: (key, at, why) => change(key, putBack(at, why)),
    recover: () => recoverDeliveries(store, clock.now()),
    note: async (receipt) => {
      const place = placeOrNull(receipt.key);
      if (place === null) return false;
      // Silence first: told again after a stop between the two, both are done.
      if (receipt.kind === 'complained') await optOut(receipt.key, receipt.at);
      return (await changeEntry(store, place, noteReceipt(receipt))) !== null;
    },
    counts: (notice, channel) => countStates(store, notice, channel),
    receipts: (notice) => countByPrefix(store, notice, { name: 'receipts', key: 'receipt' }, KINDS),
    unreached: (notice, limit) => listUnreached(store, notice, limit),
    unreachable: (notice, limit) => listUnreachable(store, notice, limit),
    readers: (notice) => listReaders(store, notice),
    mayHaveRead: (notice) => listMayHaveRead(store, notice),
    firstAcceptedAt: (notice) => firstAccepted(store, notice),
    optOut,
    optedOut: () => listOptedOut(store),
    ...peopleLedger(store, expires),
  };
}
