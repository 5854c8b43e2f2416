import type {
  OwedPush,
  PushLedger,
  PushNotice,
  PushSubscription,
} from '../../app/subscriptions/push-ports.ts';
import { type EpochMs, epochMs } from '../../core/units.ts';
import { hashOfEndpoint, number, type PushItem, readSubscriptionItem, text } from './push-items.ts';
import { type PushTable, pushTable, type PushTableOptions } from './push-table.ts';

/** What was told stays for so long, so that nobody is told of it twice; then it goes by itself. Chosen. */
const KEPT_SEC = 24 * 3_600;

/** Before the first name there is: hashes have letters, digits, `-` and `_`. */
const START = '!';

/**
 * What proven browsers are owed, in the table of browsers. A notice is owed by a cursor that goes over
 * the browsers in the order of their names, and not by a row for each: fifty thousand are owed by one
 * write, and read by a hundred at a time. The cursor moves on before its hundred leave.
 *
 * `standing` and `owe` need UpdateItem and GetItem; the others Query, DeleteItem and PutItem as well.
 */
export function createDynamoPushLedger(options: PushTableOptions): PushLedger {
  const table = pushTable(options);
  return {
    standing: async (head) => {
      const values = { ':head': { N: String(head) }, ':none': { L: [] } };
      await table.update('state', 'pushes', 'SET #seq = :head, #active = :none', {
        condition: 'attribute_not_exists(#seq)',
        values,
      });
      // A journal that was begun anew is shorter than the one that was read before.
      await table.update('state', 'pushes', 'SET #seq = :head', {
        condition: '#seq > :head',
        values: { ':head': values[':head'] },
      });
      return number((await table.get('state', 'pushes')) ?? {}, 'seq');
    },
    owe: async (notices, seq) => {
      for (const notice of notices) await keepNotice(table, notice);
      const ids = notices.map(({ notice }) => ({ S: notice }));
      await table.update(
        'state',
        'pushes',
        'SET #seq = :seq, #active = list_append(#active, :ids)',
        {
          condition: '#seq < :seq',
          values: { ':seq': { N: String(seq) }, ':ids': { L: ids } },
        },
      );
    },
    take: async (now, limit) => {
      const again = await takeAgain(table, now, limit);
      return again.length > 0 ? again : takeNext(table, limit);
    },
    putOff: async ({ notice, to, tries, at: since, payload }, at) => {
      const hash = hashOfEndpoint(to.endpoint);
      await table.put('again', `${whenOf(at)}/${notice}/${hash}`, {
        notice: { S: notice },
        hash: { S: hash },
        tries: { N: String(tries + 1) },
        at: { N: String(since) },
        payload: { S: payload },
        expires: expiryOf(at),
      });
    },
  };
}

/** Sorts as the instants do. */
const whenOf = (at: number): string => String(at).padStart(15, '0');

const expiryOf = (at: number) => ({ N: String(Math.floor(at / 1_000) + KEPT_SEC) });

/** Whoever writes it again, after an end in between, leaves its cursor where it is. */
const keepNotice = (table: PushTable, { notice, platform, at, payloads }: PushNotice) =>
  table.update(
    'owed',
    notice,
    'SET #cursor = :start, #at = :at, #platform = :platform, #fr = :fr, #en = :en, #expires = :expires',
    {
      condition: 'attribute_not_exists(#part)',
      values: {
        ':start': { S: START },
        ':at': { N: String(at) },
        ':platform': { S: platform },
        ':fr': { S: payloads.fr },
        ':en': { S: payloads.en },
        ':expires': expiryOf(at),
      },
    },
  );

/** What was put off and is due: whoever deletes it has it. */
async function takeAgain(
  table: PushTable,
  now: EpochMs,
  limit: number,
): Promise<readonly OwedPush[]> {
  for (;;) {
    const { items } = await table.list('again', { op: '<', name: whenOf(now + 1) }, limit);
    if (items.length === 0) return [];
    const taken = await Promise.all(
      items.map(async (item): Promise<OwedPush | null> => {
        if ((await table.remove('again', text(item, 'name'))) === null) return null;
        const browser = await table.get('browser', text(item, 'hash'));
        return browser && pushOf(item, readSubscriptionItem(browser), text(item, 'payload'));
      }),
    );
    const mine = taken.filter((one) => one !== null);
    if (mine.length > 0) return mine;
  }
}

const pushOf = (item: PushItem, to: PushSubscription, payload: string): OwedPush => ({
  notice: text(item, 'notice'),
  tries: number(item, 'tries'),
  at: epochMs(number(item, 'at')),
  payload,
  to,
});

/** The next browsers of the notice that is being told, if any. */
async function takeNext(table: PushTable, limit: number): Promise<readonly OwedPush[]> {
  for (;;) {
    const state = await table.get('state', 'pushes');
    const id = state?.['active']?.L?.[0]?.S;
    if (id === undefined) return [];
    const owed = await table.get('owed', id);
    const cursor = owed?.['cursor']?.S;
    if (owed === null || cursor === undefined) {
      const isFirst = { condition: '#active[0] = :id', values: { ':id': { S: id } } };
      await table.update('state', 'pushes', 'REMOVE #active[0]', isFirst);
      continue;
    }
    const { items, last } = await table.list('browser', { op: '>', name: cursor }, limit);
    if (!(await moveOn(table, id, cursor, last ? null : text(items.at(-1) ?? {}, 'name'))))
      continue;
    const told = items.filter((item) => isConcerned(item, owed));
    const notice = { ...owed, notice: { S: id } };
    if (told.length > 0)
      return told.map((item) => {
        const to = readSubscriptionItem(item);
        return pushOf(notice, to, text(owed, to.language));
      });
  }
}

/** @returns false where another has taken these browsers */
function moveOn(table: PushTable, id: string, from: string, to: string | null): Promise<boolean> {
  const asSeen = { condition: '#cursor = :from' };
  const values = { ':from': { S: from } };
  if (to === null) return table.update('owed', id, 'REMOVE #cursor', { ...asSeen, values });
  const further = { ...values, ':to': { S: to } };
  return table.update('owed', id, 'SET #cursor = :to', { ...asSeen, values: further });
}

function isConcerned(browser: PushItem, owed: PushItem): boolean {
  const { platforms } = readSubscriptionItem(browser);
  const wants = platforms.length === 0 || platforms.includes(text(owed, 'platform'));
  return wants && number(browser, 'since') <= number(owed, 'at');
}
