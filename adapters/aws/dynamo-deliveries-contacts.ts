import type { Unreachable } from '../../core/notice/delivery.ts';
import type { EpochMs } from '../../core/units.ts';
import type { DeliveriesStore } from './dynamo-deliveries-store.ts';
import { LANES } from './dynamo-deliveries-take.ts';
import { number, readNumber, readText, text } from './dynamo-deliveries-values.ts';
import { inLanes } from '../local/in-lanes.ts';

/** One partition, written once a click: it needs no spreading. */
export const OPTED_OUT = 'opted-out';

/**
 * Silence outlives every import and every notice: it never expires. Asked twice, the first stays;
 * asked again after coming back (`returnedAt`), it counts anew.
 */
export const addOptOut = async (
  store: DeliveriesStore,
  address: string,
  at: EpochMs,
): Promise<void> => {
  const Key = { home: text(OPTED_OUT), name: text(address) };
  if (await store.add({ ...Key, at: number(at) })) return;
  await store.update({
    Key,
    UpdateExpression: 'SET #at = :at REMOVE returnedAt',
    ConditionExpression: 'attribute_exists(returnedAt)',
    ExpressionAttributeNames: { '#at': 'at' },
    ExpressionAttributeValues: { ':at': number(at) },
  });
};

export async function listOptedOut(store: DeliveriesStore): Promise<ReadonlySet<string>> {
  const items = await store.query({
    KeyConditionExpression: 'home = :home',
    values: { ':home': OPTED_OUT },
  });
  const silent = items.filter((item) => readNumber(item, 'returnedAt') === null);
  return new Set(silent.map((item) => readText(item, 'name')));
}

const homeOfUnreachable = (notice: string): string => `${notice}/none`;

/** @param expires seconds since 1970: names of schools and owners go with their notice */
export async function addUnreachable(
  store: DeliveriesStore,
  unreachable: readonly Unreachable[],
  expires: number,
): Promise<void> {
  await inLanes(unreachable, LANES, (one) =>
    store.add({
      home: text(homeOfUnreachable(one.notice)),
      name: text(one.key),
      unreachable: text(JSON.stringify(one)),
      expires: number(expires),
    }),
  );
}

export async function listUnreachable(
  store: DeliveriesStore,
  notice: string,
  limit: number,
): Promise<readonly Unreachable[]> {
  const items = await store.query(
    {
      KeyConditionExpression: 'home = :home',
      values: { ':home': homeOfUnreachable(notice) },
    },
    limit,
  );
  return items.map((item) => JSON.parse(readText(item, 'unreachable')) as Unreachable);
}
