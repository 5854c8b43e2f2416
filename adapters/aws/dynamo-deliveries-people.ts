import type { PeopleLedger } from '../../app/notices/people-ledger.ts';
import type { ToTelephone } from '../../core/notice/silent-schools.ts';
import { epochMs } from '../../core/units.ts';
import { inLanes } from '../local/in-lanes.ts';
import { OPTED_OUT } from './dynamo-deliveries-contacts.ts';
import { findEntry, listAskedByMail } from './dynamo-deliveries-lists.ts';
import type { DeliveriesStore } from './dynamo-deliveries-store.ts';
import { LANES } from './dynamo-deliveries-take.ts';
import { number, readNumber, readText, text } from './dynamo-deliveries-values.ts';

/** Of one notice; an answer is one write of a person's, and needs no spreading. */
const homeOf = (notice: string): string => `${notice}/seen`;
const callsOf = (notice: string): string => `${notice}/telephone`;

/**
 * What people answered, in the table of the deliveries: an answer lies beside its notice and goes
 * with it. A contact that comes back keeps its item, marked so: nobody may delete from this table.
 *
 * @param expires of what is written now, in seconds since 1970: names of schools go with their notice
 */
export const peopleLedger = (store: DeliveriesStore, expires: () => number): PeopleLedger => ({
  ...answersIn(store),
  ...callsIn(store, expires),
  askedByMail: (notice) => listAskedByMail(store, notice),
  optIn: async (key, at, within) => {
    const entry = await findEntry(store, key);
    if (entry === null) return false;
    const marked = await store.update({
      Key: { home: text(OPTED_OUT), name: text(entry.delivery.address) },
      UpdateExpression: 'SET returnedAt = :now',
      ConditionExpression: '#at >= :since AND attribute_not_exists(returnedAt)',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':now': number(at), ':since': number(at - within) },
    });
    return marked !== null;
  },
});

type Answers = Pick<PeopleLedger, 'acknowledge' | 'acknowledged' | 'acknowledgements'>;

function answersIn(store: DeliveriesStore): Answers {
  const firstAt = async (notice: string, key: string) => {
    const item = await store.get(homeOf(notice), key);
    const at = item === null ? null : readNumber(item, 'at');
    return at === null ? null : epochMs(at);
  };
  return {
    acknowledge: async (key, at) => {
      const entry = await findEntry(store, key);
      if (entry === null) return null;
      const { notice, recipients } = entry.delivery;
      const added = await store.add({
        home: text(homeOf(notice)),
        name: text(key),
        recipients: text(JSON.stringify(recipients)),
        at: number(at),
        expires: number(entry.expires),
      });
      return added ? at : firstAt(notice, key);
    },
    acknowledged: async (key) => {
      const entry = await findEntry(store, key);
      if (entry === null) return null;
      const { notice, recipients } = entry.delivery;
      return { key, recipients, at: await firstAt(notice, key) };
    },
    acknowledgements: async (notice) => {
      const items = await store.query({
        KeyConditionExpression: 'home = :home',
        values: { ':home': homeOf(notice) },
      });
      return items
        .map((item) => ({
          key: readText(item, 'name'),
          recipients: JSON.parse(readText(item, 'recipients')) as readonly string[],
          at: epochMs(readNumber(item, 'at') ?? 0),
        }))
        .toSorted((one, other) => one.at - other.at || (one.key < other.key ? -1 : 1));
    },
  };
}

type Calls = Pick<PeopleLedger, 'noteToTelephone' | 'toTelephone'>;

const callsIn = (store: DeliveriesStore, expires: () => number): Calls => ({
  noteToTelephone: async (schools) => {
    await inLanes(schools, LANES, (one) =>
      store.add({
        home: text(callsOf(one.notice)),
        name: text(`${String(one.priority).padStart(6, '0')}/${one.uai}`),
        call: text(JSON.stringify(one)),
        expires: number(expires()),
      }),
    );
  },
  toTelephone: async (notice, limit) => {
    const items = await store.query(
      { KeyConditionExpression: 'home = :home', values: { ':home': callsOf(notice) } },
      limit,
    );
    return items.map((item) => JSON.parse(readText(item, 'call')) as ToTelephone);
  },
});
