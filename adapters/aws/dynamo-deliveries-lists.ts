import type { MissedDelivery } from '../../app/ports.ts';
import type { Delivery } from '../../core/notice/delivery.ts';
import { hasFailed, mayBeRead } from '../../core/notice/delivery-state.ts';
import { meansMissed, missedReason } from '../../core/notice/receipt.ts';
import { byRank, type Entry, fromItem } from './dynamo-deliveries-item.ts';
import { homesOf, placeOrNull } from './dynamo-deliveries-place.ts';
import type { DeliveriesStore } from './dynamo-deliveries-store.ts';
import { LANES } from './dynamo-deliveries-take.ts';
import { readText } from './dynamo-deliveries-values.ts';
import { inLanes } from '../local/in-lanes.ts';

/** @see Deliveries.unreached */
export async function listUnreached(
  store: DeliveriesStore,
  notice: string,
  limit: number,
): Promise<readonly MissedDelivery[]> {
  return (await entriesOf(store, notice, 'missed', limit)).slice(0, limit).map(missed);
}

/** @see Deliveries.readers */
export async function listReaders(
  store: DeliveriesStore,
  notice: string,
): Promise<readonly Delivery[]> {
  return (await entriesOf(store, notice))
    .filter(({ state }) => !hasFailed(state))
    .map(({ delivery }) => delivery);
}

/** @see Deliveries.mayHaveRead */
export async function listMayHaveRead(
  store: DeliveriesStore,
  notice: string,
): Promise<readonly Delivery[]> {
  return (await entriesOf(store, notice))
    .filter(({ state, tries, delivery }) => mayBeRead(state, delivery.channel, tries))
    .map(({ delivery }) => delivery);
}

/** @see PeopleLedger.askedByMail */
export async function listAskedByMail(
  store: DeliveriesStore,
  notice: string,
): Promise<ReadonlySet<string>> {
  const asked = (await entriesOf(store, notice)).filter(
    ({ state, delivery: { channel } }) =>
      channel === 'mail' && (state === 'accepted' || state === 'delivered'),
  );
  return new Set(asked.flatMap(({ delivery: { recipients } }) => recipients));
}

export async function findEntry(store: DeliveriesStore, key: string): Promise<Entry | null> {
  const place = placeOrNull(key);
  const item = place === null ? null : await store.get(place.home, place.name);
  return item === null ? null : fromItem(item);
}

/** @see Deliveries.keyOfProviderId; the index may be a second behind its table */
export async function findByProviderId(
  store: DeliveriesStore,
  providerId: string,
): Promise<string | null> {
  if (providerId === '') return null;
  const named = await store.query(
    {
      IndexName: 'providerIds',
      KeyConditionExpression: 'providerId = :id',
      values: { ':id': providerId },
      consistent: false,
    },
    2,
  );
  const [item] = named;
  if (item === undefined || named.length > 1) return null;
  const home = readText(item, 'home');
  return `${home.slice(0, home.lastIndexOf('/'))}/${readText(item, 'name')}`;
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

const missed = ({ delivery, state, detail, receipt }: Entry): MissedDelivery => ({
  ...delivery,
  state,
  detail: missedReason(detail, receipt),
  ...(receipt !== null && meansMissed(receipt.kind) ? { receipt: receipt.kind } : {}),
});
