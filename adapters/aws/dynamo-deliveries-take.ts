import { randomUUID } from 'node:crypto';
import type { Channel, TakenDelivery } from '../../core/notice/delivery.ts';
import { type EpochMs, epochMs } from '../../core/units.ts';
import {
  byRank,
  claimedUntil,
  type Entry,
  fromItem,
  type Item,
  sortable,
} from './dynamo-deliveries-item.ts';
import { homesOf, LEASE_HOME } from './dynamo-deliveries-place.ts';
import type { DeliveriesStore } from './dynamo-deliveries-store.ts';
import { number, readText, text } from './dynamo-deliveries-values.ts';
import { inLanes } from '../local/in-lanes.ts';

/** Requests in flight at once for one call. Chosen: well below the client's 50 sockets. */
export const LANES = 16;

/** Looks again when others took all that it saw. Chosen. */
const LOOKS_MOST = 5;

export interface Take {
  readonly notice: string;
  readonly channel: Channel | undefined;
  readonly limit: number;
  /** What has waited until this instant is due. */
  readonly now: EpochMs;
  readonly leasedUntil: number;
}

interface Seen {
  readonly home: string;
  readonly name: string;
  readonly stage: string;
  readonly rank: string;
}

/**
 * Take the next deliveries: look in the index, then mark each on the condition that it still
 * stands where it was seen, so that of two who look at once one wins.
 *
 * The mark bears the taker's name. An answer that was lost on its way is asked for again by the
 * client, and the mark is then known for one's own: no SMS is left behind as another's.
 *
 * A failure after some were marked gives back those: they are this taker's to send.
 */
export async function takeDeliveries(
  store: DeliveriesStore,
  take: Take,
): Promise<readonly TakenDelivery[]> {
  const taker = randomUUID();
  for (let look = 0; look < LOOKS_MOST; look += 1) {
    const seen = await lookForDue(store, take);
    if (seen.length === 0) return [];
    const taken: Entry[] = [];
    let failure: unknown = null;
    await inLanes(seen, LANES, async (one) => {
      const item = await mark(store, one, take.leasedUntil, taker);
      if (item !== null) taken.push(fromItem(item));
    }).catch((error: unknown) => {
      failure = error;
    });
    if (taken.length > 0) {
      return taken.toSorted(byRank).map(({ delivery, tries }) => ({ ...delivery, tries }));
    }
    if (failure !== null) throw failure;
  }
  return [];
}

async function lookForDue(store: DeliveriesStore, take: Take): Promise<readonly Seen[]> {
  const { limit, notice, channel, now } = take;
  const ranges = homesOf(notice, channel).flatMap((home) => [
    { home, from: 'planned/0/', to: 'planned/0/~' },
    { home, from: 'planned/1/', to: `planned/1/${sortable(now)}/~` },
  ]);
  const found = await inLanes(ranges, LANES, ({ home, from, to }) =>
    store.query(
      {
        IndexName: 'stages',
        KeyConditionExpression: 'home = :home AND stage BETWEEN :from AND :to',
        values: { ':home': home, ':from': from, ':to': to },
      },
      limit,
    ),
  );
  return found.flat().map(seen).toSorted(byRank).slice(0, limit);
}

/** The rank is what ends the stage of all that is planned. */
const seen = (item: Item): Seen => {
  const stage = readText(item, 'stage');
  const rank = stage.split('/').slice(-2).join('/');
  return { home: readText(item, 'home'), name: readText(item, 'name'), stage, rank };
};

const mark = (
  store: DeliveriesStore,
  { home, name, stage }: Seen,
  leasedUntil: number,
  taker: string,
): Promise<Item | null> =>
  store.update({
    Key: { home: text(home), name: text(name) },
    ConditionExpression: 'stage = :seen OR taker = :taker',
    UpdateExpression:
      'SET #state = :claimed, stage = :stage, leasedUntil = :until, leaseHome = :lease, ' +
      'taker = :taker ADD revision :one',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: {
      ':seen': text(stage),
      ':taker': text(taker),
      ':claimed': text('claimed'),
      ':stage': text(claimedUntil(leasedUntil)),
      ':until': number(leasedUntil),
      ':lease': text(LEASE_HOME[Number(home.split('/').at(-1))] ?? ''),
      ':one': number(1),
    },
  });

/** When the first of what is planned may be taken: the lowest stage tells, at once or later. */
export async function nextDue(
  store: DeliveriesStore,
  notice: string,
  channel: Channel | undefined,
): Promise<EpochMs | null> {
  const firsts = await inLanes(homesOf(notice, channel), LANES, (home) =>
    store.query(
      {
        IndexName: 'stages',
        KeyConditionExpression: 'home = :home AND begins_with(stage, :planned)',
        values: { ':home': home, ':planned': 'planned/' },
      },
      1,
    ),
  );
  const instants = firsts.flat().map((item) => {
    const [, waits, due] = readText(item, 'stage').split('/');
    return waits === '0' ? 0 : Number(due);
  });
  return instants.length === 0 ? null : epochMs(Math.min(...instants));
}
