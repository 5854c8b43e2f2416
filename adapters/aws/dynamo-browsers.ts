import type {
  Browsers,
  OwedWelcome,
  PushSubscription,
} from '../../app/subscriptions/push-ports.ts';
import { PROVEN_MAX, UNPROVEN } from '../../app/subscriptions/unproven-browsers.ts';
import { after, type EpochMs } from '../../core/units.ts';
import {
  hashOfEndpoint,
  number,
  type PushItem,
  readSubscriptionItem,
  subscriptionItem,
  text,
} from './push-items.ts';
import { type PushTable, pushTable, type PushTableOptions } from './push-table.ts';
import { unprovenPlaces } from './unproven-places.ts';

export interface BrowsersOptions extends PushTableOptions {
  /** How many are kept of each. @default those of the one-machine home */
  readonly places?: { readonly proven: number; readonly unproven: number };
}

const inMs = (at: number) => ({ N: String(at) });
const RENEW =
  'SET #p256dh = :p256dh, #auth = :auth, #language = :language, #platforms = :platforms';
/** Of a page of unproven ones, so that a thousand of the longest endpoints are some pages. */
const PAGE = 250;

/**
 * Who subscribed, in the table of browsers; each write is one item's. Proven ones are counted beside
 * themselves: a process that ends between the two writes leaves the count one too high, and so never
 * more than are kept.
 *
 * It needs GetItem, BatchGetItem, PutItem, UpdateItem and DeleteItem; `welcomes` Query.
 */
export function createDynamoBrowsers({
  places = { proven: PROVEN_MAX, unproven: UNPROVEN.most },
  ...options
}: BrowsersOptions): Browsers {
  const table = pushTable(options);
  const unproven = unprovenPlaces(table, places.unproven);
  const count = async () => number((await table.get('state', 'browsers')) ?? {}, 'count');
  const giveBack = () =>
    table.update('state', 'browsers', 'ADD #count :less', { values: { ':less': { N: '-1' } } });
  return {
    join: async (one, now) => {
      if (await renew(table, 'browser', hashOfEndpoint(one.endpoint), one)) return true;
      const { own, open } = await unproven.around(one.endpoint, now);
      if (own !== null && (await renew(table, 'unproven', text(own, 'name'), one))) return true;
      if ((await count()) >= places.proven) return false;
      for (const place of open) if (await unproven.settle(place, one, now)) return true;
      return false;
    },
    leave: async (endpoint) => {
      if ((await table.remove('browser', hashOfEndpoint(endpoint))) !== null) await giveBack();
      await unproven.empty(endpoint);
    },
    count,
    welcomes: (now, limit) => takeWelcomes(table, now, limit),
    prove: async (one, now) => {
      const condition = 'attribute_not_exists(#count) OR #count < :most';
      const values = { ':more': { N: '1' }, ':most': { N: String(places.proven) } };
      if (await table.update('state', 'browsers', 'ADD #count :more', { condition, values })) {
        const item = { ...subscriptionItem(one), since: inMs(now) };
        const isNew = { condition: 'attribute_not_exists(#part)' };
        if (!(await table.put('browser', hashOfEndpoint(one.endpoint), item, isNew)))
          await giveBack();
      }
      await unproven.empty(one.endpoint);
    },
    dismiss: (endpoint) => unproven.empty(endpoint),
    welcomeLater: ({ to, tries }, at) => unproven.postpone(to.endpoint, tries + 1, at),
  };
}

/** @returns false where it is not there */
function renew(
  table: PushTable,
  part: 'browser' | 'unproven',
  name: string,
  one: PushSubscription,
): Promise<boolean> {
  const all = Object.entries(subscriptionItem(one)).map(([key, value]) => [`:${key}`, value]);
  return table.update(part, name, RENEW, {
    condition: '#endpoint = :endpoint',
    values: Object.fromEntries(all) as PushItem,
  });
}

async function takeWelcomes(
  table: PushTable,
  now: EpochMs,
  limit: number,
): Promise<readonly OwedWelcome[]> {
  let cursor = '!';
  for (;;) {
    const { items, last } = await table.list('unproven', { op: '>', name: cursor }, PAGE);
    cursor = text(items.at(-1) ?? {}, 'name');
    const due = items.filter((item) => number(item, 'dueAt') <= now).slice(0, limit);
    const taken = await Promise.all(due.map((item) => takeWelcome(table, item, now)));
    const owed = taken.filter((one) => one !== null);
    if (owed.length > 0 || last) return owed;
  }
}

/** @returns null where another was faster, or it was unproven for too long */
async function takeWelcome(
  table: PushTable,
  item: PushItem,
  now: EpochMs,
): Promise<OwedWelcome | null> {
  const name = text(item, 'name');
  const values = {
    ':endpoint': { S: text(item, 'endpoint') },
    ':due': inMs(number(item, 'dueAt')),
  };
  const asSeen = { condition: '#endpoint = :endpoint AND #dueAt = :due', values };
  if (number(item, 'joinedAt') <= now - UNPROVEN.keptFor) {
    await table.remove('unproven', name, asSeen);
    return null;
  }
  const later = inMs(after(now, UNPROVEN.leftAloneFor));
  const isMine = await table.update('unproven', name, 'SET #dueAt = :later', {
    ...asSeen,
    values: { ...values, ':later': later },
  });
  return isMine ? { to: readSubscriptionItem(item), tries: number(item, 'tries') } : null;
}
